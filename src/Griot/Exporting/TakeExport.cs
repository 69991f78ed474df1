using System.Globalization;
using Griot.Ledger;
using Griot.Ledger.Tlog;
using Griot.Record;
using Griot.Web;

namespace Griot.Exporting;

/// <summary>
/// Brings a folder to what the house shows now: what has changed is written, what went is deleted, all else is not touched. The list of
/// the files and the signed word on it come last: broken off before, the copy is found not to be whole, and the next run goes on.
/// </summary>
internal sealed class TakeExport(InnerHouse house, TimeProvider time)
{
    // So many addresses of an entry and an edition are far beyond what a site has.
    private const long AddressesOfEntry = 100, Addresses = 1_000_000;
    private const int MostRounds = 3, ManyEntries = 10_000;

    private readonly LedgerStore ledger = house.Ledger;

    /// <summary>Runs to its end.</summary>
    /// <param name="folder">Where the copy is, or is to be.</param>
    /// <param name="wish">What is wished of it.</param>
    /// <param name="tell">Told of each file: how many there are, and how many were written.</param>
    /// <param name="cancellation">Ends it; the next run goes on from there.</param>
    internal async Task<ExportOutcome> RunAsync(string folder, ExportWish wish, Action<long, long> tell, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        using var copy = new CopyFolder(folder, ledger.Origin ?? "-");
        for (var round = 1; ; round++)
        {
            using var sums = CopySums.Take(copy.Full(CopyFolder.Part));
            if (sums is null) return new ExportOutcome.Busy();
            var size = ledger.Size;
            var outcome = await WriteAsync(copy, sums, wish, tell, cancellation);
            if (outcome is not ExportOutcome.Done || round == MostRounds || !IsTakenBack(size)) return outcome;
        }
    }

    // What was taken back meanwhile may have been copied before. What only came is for the next run.
    private bool IsTakenBack(long size) => ledger.Entries(size, ManyEntries) is var since && (since.Count == ManyEntries || since.Any(entry => entry.Entry is not { Status: PubStatus.Usable or null, Kind: EntryKind.Article or EntryKind.Update or EntryKind.Correction or EntryKind.Release or EntryKind.Media }));

    private async Task<ExportOutcome> WriteAsync(CopyFolder copy, CopySums sums, ExportWish wish, Action<long, long> tell, CancellationToken cancellation)
    {
        var (published, pages, asked, from) = (house.Log.Published, 0L, 0L, ledger.Size);
        var place = CopyReads.Place(house.Data, wish.Editions.Select(edition => edition.Code));
        var (now, isStanding) = (house.Ground.Look(), true);
        using var last = CopyReads.Open(place, house.Ground, now, ledger);
        using var reads = CopyReadsNote.Begin(place, CopyReads.Head(now, ledger, from), time);
        var walk = Begin(wish, published, from, (address, depth, path, isMet) => last?.Find(address, depth, path, copy, isMet));
        if (published is not null && walk.Add("log/checkpoint")) Put(copy, sums, "log/checkpoint", published.Note);
        await foreach (var file in walk.FilesAsync(Addresses + (AddressesOfEntry * ledger.Size * wish.Editions.Count), cancellation))
        {
            reads?.Add(file, Take(copy, sums, file));
            if (file.IsPage) pages++;
            if (file.Left is null) asked++;
            // A notice that came to the foot of pages, if only for a while, is in some of them and not in others: the next run must not rely on any.
            isStanding = isStanding && (file.Left is not null || house.Ground.Mark == now.Mark);
            tell(sums.Files, copy.Written);
        }

        if (walk.Faults.Count > 0) foreach (var path in Known(copy).Where(path => !walk.Has(path) && IsOfGone(path))) copy.Delete(path);
        if (walk.Faults is [var first, ..]) return new ExportOutcome.Refused($"the house could not answer {walk.Faults.Count} addresses, the first of them {first}: the copy is not whole");
        foreach (var path in Known(copy).Where(path => !walk.Has(path))) copy.Delete(path);
        var done = End(copy, sums, wish, published) with { Pages = pages, Asked = asked };
        if (isStanding && house.Ground.Mark == now.Mark) reads?.End();
        return done;
    }

    // A file that stays as it is was read just now, and is what was noted.
    private string Take(CopyFolder copy, CopySums sums, WalkedFile file)
    {
        if (file.Left is not { Made.Hash: { } hash }) return Put(copy, sums, file.Path, file.Path.EndsWith(".tlog-proof", StringComparison.Ordinal) ? CopiedProof.Choose(copy.Read(file.Path), file.Bytes, Key) : file.Bytes);
        sums.Add(file.Path, hash, file.Bytes.Length);
        return hash;
    }

    // A copy that can't be made whole today keeps nothing of what was taken back.
    private bool IsOfGone(string path) => path.Split('/', '.').FirstOrDefault(OpaqueId.IsWellFormed) is { } item && ledger.History(item).Count > 0
        && new Shelf(ledger).Take(item) is null or { Answer: Answer.Gone };

    private SiteWalk Begin(ExportWish wish, PublishedCheckpoint? published, long from, Func<string, int, string, Func<string, bool>, LeftFile?> before)
    {
        var shelf = new Shelf(ledger);
        var links = new CopyLinks(new CopyPaths((item, version, number) => shelf.Media(item, version, number).Media?.Description.Type), wish.Editions, wish.Live);
        var walk = new SiteWalk(house.Site, links, wish.PublicUrl.GetLeftPart(UriPartial.Authority), from, before);
        var size = published?.Size ?? 0;
        walk.Begin(
            ["/", .. wish.Editions.SelectMany(edition => (string[])[Web.Addresses.Home(edition), CopyPaths.About(edition.Code)])],
            [
                "/robots.txt", "/.well-known/tdmrep.json", "/.well-known/security.txt", "/sitemap.xml", "/withdrawals.json", "/providers.csv", "/providers.opml", "/log/key",
                .. TileId.Of(size).Concat(TileId.BundlesOf(size)).Select(tile => "/log/tile/" + tile.Path),
                .. ledger.Cards().SelectMany(card => (string[])[Web.Addresses.Feed(card.Slug, "atom"), Web.Addresses.Feed(card.Slug, "rss"), Web.Addresses.Feed(card.Slug, "json")]),
            ]);
        return walk;
    }

    private VerifierKey? Key => house.Log.Key is { } key ? VerifierKey.Parse(key) : null;

    private static string Put(CopyFolder copy, CopySums sums, string path, byte[] bytes)
    {
        copy.Put(path, bytes);
        return sums.Add(path, bytes);
    }

    // What earlier runs wrote: the last whole one, and those that were broken off since.
    private static IEnumerable<string> Known(CopyFolder copy)
    {
        foreach (var path in copy.Noted()) yield return path;
        foreach (var (_, path) in CopySums.Read(copy.Full(CopyFolder.Sums))) yield return path;
    }

    private ExportOutcome.Done End(CopyFolder copy, CopySums sums, ExportWish wish, PublishedCheckpoint? published)
    {
        var checkpoint = published is null ? null : Checkpoint.Parse(SignedNote.Parse(published.Note)!.Text);
        var note = new CopyNote(ledger.Origin ?? "-", checkpoint?.Size ?? 0, checkpoint is null ? "-" : Convert.ToBase64String(checkpoint.Root),
            time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), string.Join(' ', wish.Editions.Select(edition => edition.Code)), sums.Files, sums.Bytes, sums.End());
        var isSigned = Sign(copy, note);
        copy.Forget();
        return new ExportOutcome.Done(note, isSigned, copy.Written, copy.WrittenBytes, copy.Deleted);
    }

    // The list first: killed between the two, the old word is on another list, and the copy is not whole.
    private bool Sign(CopyFolder copy, CopyNote note)
    {
        var (part, sums) = (copy.Full(CopyFolder.Part), copy.Full(CopyFolder.Sums));
        var signed = house.Signer.SignOther(note.Text);
        if (IsSaid(copy, note, signed is not null))
        {
            File.Delete(part);
            return signed is not null;
        }

        File.Move(part, sums, overwrite: true);
        copy.PutOwn(CopyFolder.Note, signed?.ToBytes() ?? System.Text.Encoding.UTF8.GetBytes(note.Text));
        return signed is not null;
    }

    // A copy that is as it was keeps its word, and the time of it.
    private bool IsSaid(CopyFolder copy, CopyNote note, bool canSign) =>
        File.Exists(copy.Full(CopyFolder.Sums)) && copy.Read(CopyFolder.Note) is { } bytes && CopyNote.Read(bytes) is ({ } said, var signed) && said.IsOfTheSame(note)
        && (canSign ? Key is { } key && signed?.IsSignedBy(key) == true : signed is null) && ExportPlace.HashOf(copy.Full(CopyFolder.Sums)) == note.Sums;
}

/// <summary>What is wished of a copy.</summary>
/// <param name="Editions">The languages of the site that are in it.</param>
/// <param name="PublicUrl">The site's address.</param>
/// <param name="Live">The same where others can reach it; else null.</param>
internal sealed record ExportWish(IReadOnlyList<Edition> Editions, Uri PublicUrl, Uri? Live);

/// <summary>What came of an export.</summary>
internal abstract record ExportOutcome
{
    /// <summary>The folder shows what the house shows.</summary>
    internal sealed record Done(CopyNote Note, bool IsSigned, long Written, long WrittenBytes, long Deleted) : ExportOutcome
    {
        /// <summary>Those that readers read.</summary>
        internal long Pages { get; init; }

        /// <summary>Addresses that the house was asked for: all others could not have changed.</summary>
        internal long Asked { get; init; }
    }

    /// <summary>Nothing, or not all, was written.</summary>
    internal sealed record Refused(string Reason) : ExportOutcome;

    /// <summary>Another process writes there.</summary>
    internal sealed record Busy : ExportOutcome;
}
