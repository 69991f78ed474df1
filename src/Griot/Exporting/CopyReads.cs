using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Griot.CommandLine;
using Griot.Enrichment;
using Griot.Record;
using Microsoft.Win32.SafeHandles;

namespace Griot.Exporting;

/// <summary>
/// What each file of the last copy was made of, so that the next one asks only for what may have changed. It lies with what is
/// derived, in the data folder and not in the copy: whoever carries a copy about can't say of a page that it is the same. Without
/// it, or where what all pages stand on is another, everything is asked for.
/// </summary>
internal sealed class CopyReads : IDisposable
{
    internal const string Form = "griot copy reads v1";

    private const int EntriesAtOnce = 1000;

    private readonly SafeFileHandle file;
    private readonly Dictionary<UInt128, (long At, int Length)> places = [];
    private readonly HashSet<string> touched;
    private readonly CopyGround ground;
    private readonly bool isAllSaid;

    private CopyReads(SafeFileHandle file, HashSet<string> touched, CopyGround ground, bool isAllSaid) => (this.file, this.touched, this.ground, this.isAllSaid) = (file, touched, ground, isAllSaid);

    /// <summary>Where it lies in a data folder: one for all copies of the same editions.</summary>
    internal static string Place(string data, IEnumerable<string> editions) => Path.Combine(Folder(data), $"{string.Join('-', editions)}.reads");

    /// <summary>
    /// Forgets all of it: contents may have gone or come back without an entry that says so, and of what was removed by order not even a
    /// hash may stay. An export that runs beside notes nothing any more. False, and said, where the files could not be deleted.
    /// </summary>
    internal static bool Forget(string data)
    {
        try
        {
            if (Directory.Exists(Folder(data))) Directory.Delete(Folder(data), recursive: true);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Messages.Say($"{Folder(data)} holds notes on exports that hold no more, and could not be deleted: delete it by hand before the next export");
            return false;
        }
    }

    /// <summary>Opens what the last run noted; null where nothing of it can be relied on.</summary>
    internal static CopyReads? Open(string place, CopyGround ground, GroundMark now, ILedgerReader ledger)
    {
        try
        {
            if (!File.Exists(place)) return null;
            var opened = File.OpenHandle(place, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            var reads = Begin(opened, ground, now, ledger);
            if (reads is null) opened.Dispose();
            return reads;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>How it begins, for a run before which the log had this size.</summary>
    internal static string Head(GroundMark now, ILedgerReader ledger, long from) =>
        string.Create(CultureInfo.InvariantCulture, $"{Form}\t{now.Mark}\t{from}\t{Before(ledger, from)}\t{now.Said}");

    /// <summary>The file of an address as it lies there, where the house would make it the same; null where it has to be asked.</summary>
    /// <param name="address">From the site's root.</param>
    /// <param name="depth">How many pages of older pieces lie before it.</param>
    /// <param name="path">In the copy.</param>
    /// <param name="copy">The folder.</param>
    /// <param name="isMet">True for a path that the run has come to already.</param>
    internal LeftFile? Find(string address, int depth, string path, CopyFolder copy, Func<string, bool> isMet)
    {
        if (LineOf(path) is not { Made: { } made } line || line.Address != address || made.Depth != depth || made.Things.Any(touched.Contains) || !made.Words.All(word => ground.Holds(word, isAllSaid))) return null;
        if (copy.Read(path) is not { } bytes || Convert.ToHexStringLower(SHA256.HashData(bytes)) != made.Hash) return null;
        return (made.IsPage ? Met(path, bytes, isMet) : []) is { } met ? new LeftFile(line, new Copied(bytes, met, made.Beside)) : null;
    }

    public void Dispose() => file.Dispose();

    private static CopyReads? Begin(SafeFileHandle opened, CopyGround ground, GroundMark now, ILedgerReader ledger)
    {
        var lines = new ReadLines(opened);
        if (lines.Next()?.Text is not { } head || head.Split('\t') is not [Form, _, var size, _, var said] || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var from)) return null;
        if (from > ledger.Size || Known(head) != Known(Head(now, ledger, from)) || TouchedSince(ledger, from) is not { } since) return null;
        var reads = new CopyReads(opened, since, ground, said == now.Said);
        while (lines.Next() is var (at, length, text)) reads.places[CopyPaths.Key(text.Split('\t', 2)[0])] = (at, length);
        return reads;
    }

    private static string Known(string head) => head[..head.LastIndexOf('\t')];

    // Null where an entry may have changed everything.
    private static HashSet<string>? TouchedSince(ILedgerReader ledger, long from)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        while (ledger.Entries(from, EntriesAtOnce) is { Count: > 0 } entries)
        {
            all.Add(ReadLine.Everything);
            foreach (var entry in entries)
            {
                if (PageReads.TouchedBy(entry.Entry) is not { } things) return null;
                all.UnionWith(things);
            }

            from = entries[^1].Index + 1;
        }

        return all;
    }

    // Where a page leads stands in it. Null where that is nowhere that the last run came to.
    private List<string>? Met(string path, byte[] page, Func<string, bool> isMet)
    {
        var met = new List<string>();
        foreach (var target in CopiedLinks.In(path, page))
        {
            if (isMet(target)) continue;
            if (LineOf(target) is not { } line) return null;
            met.Add(line.Address);
        }

        return met;
    }

    private ReadLine? LineOf(string path)
    {
        if (!places.TryGetValue(CopyPaths.Key(path), out var place)) return null;
        var bytes = new byte[place.Length];
        return RandomAccess.Read(file, bytes, place.At) == bytes.Length && ReadLine.Parse(Encoding.UTF8.GetString(bytes)) is { } line && line.Path == path ? line : null;
    }

    private static string Folder(string data) => Path.Combine(data, EnrichmentRoom.FolderName, "copies");

    private static string Before(ILedgerReader ledger, long from) =>
        from == 0 ? "" : ledger.At(from - 1) is { } entry ? Convert.ToHexStringLower(SHA256.HashData(entry.Entry.ToBytes())) : "none";
}

/// <summary>A file that stays as it is.</summary>
/// <param name="Line">What was noted of it.</param>
/// <param name="Copied">Its bytes, and where they lead.</param>
internal sealed record LeftFile(ReadLine Line, Copied Copied);
