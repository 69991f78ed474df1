using System.Security.Cryptography;
using System.Text;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Enrichment.Labels;

/// <summary>
/// What the house says about items: made from what the shelf gives, and from the mapping in the data folder, which is read anew
/// when its file changes. A file that is not there, or can't be read, leaves what comes with the program; nothing stops.
/// </summary>
public sealed partial class HouseLabels
{
    /// <summary>The operator's part of the mapping, in the data folder.</summary>
    public const string FileName = "subjects.csv";

    // How labels are made: another number makes all of them anew.
    private const string Rules = "2";

    /// <summary>Bytes of that file; of a longer one nothing is read.</summary>
    public const int LongestFile = 2 * 1024 * 1024;

    private const int MostConcepts = 200;

    private readonly ILogger log;
    private readonly Lock gate = new();
    private (DateTime Written, long Length) seen;
    private bool isUnread;
    private volatile State state = State.Of("");

    internal HouseLabels(string data, ILogger<HouseLabels> log)
    {
        (Path, this.log) = (System.IO.Path.Combine(data, FileName), log);
        Look();
    }

    /// <summary>Where the operator's part lies, or would.</summary>
    public string Path { get; }

    /// <summary>The mapping as it holds now.</summary>
    public CategoryMap Map => Noted().Map;

    /// <summary>Another one whenever labels may be others: part of what pages and the index say of themselves.</summary>
    public string Mark => state.Mark;

    /// <summary>What is said about a piece, from what the public sees of it and nothing more.</summary>
    public ItemLabels Of(Rendition piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        var map = Noted().Map;
        List<CategoryLine> meant = [.. Categories(piece).SelectMany(category => Meant(map, piece.Provider, category)), .. map.OfAll(piece.Provider)];
        return new ItemLabels(Countries(piece, meant), Subjects(piece, meant), GenreOf(piece, meant));
    }

    /// <summary>What the mapping is asked about a category: by each of the names that the delivery gives it.</summary>
    internal static IEnumerable<CategoryLine> Meant(CategoryMap map, ProviderCard provider, Subject category) =>
        new[] { category.Label, category.Name }.OfType<string>().Select(name => map.Of(provider, name)).FirstOrDefault(lines => lines.Count > 0) ?? [];

    /// <summary>Reads the file where it has changed since. True where labels may be others now.</summary>
    internal bool Look()
    {
        lock (gate)
        {
            var found = new FileInfo(Path);
            var now = found.Exists ? (found.LastWriteTimeUtc, found.Length) : default;
            if (now == seen || Text(found) is not { } text) return false;
            seen = now;
            var (before, next) = (state.Mark, State.Of(text));
            state = next;
            foreach (var fault in next.Map.Faults) Broken(FileName, fault.Number, fault.What);
            return before != next.Mark;
        }
    }

    // For whoever keeps a page of it: the operator may change the mapping at any time.
    private State Noted()
    {
        var present = state;
        PageReads.Current?.Doubt(Holds, PageReads.LabelledBy + present.Mark, Holds);
        return present;

        bool Holds() => state.Mark == present.Mark;
    }

    private string? Text(FileInfo file)
    {
        try
        {
            var text = file is { Exists: true, Length: <= LongestFile } ? File.ReadAllText(file.FullName) : null;
            isUnread = false;
            if (text is not null) return text;
            if (file.Exists) TooLong(file.FullName, LongestFile);
            return "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Once, until it has been read again.
            if (!isUnread) Unread(fault, file.FullName);
            isUnread = true;
            return null;
        }
    }

    private static IEnumerable<Subject> Categories(Rendition piece) => (piece.Record?.Subjects ?? []).Concat(piece.Record?.Genres ?? []).Take(MostConcepts);

    private static List<string> Countries(Rendition piece, List<CategoryLine> meant)
    {
        var coded = (piece.Record?.Places ?? []).Take(MostConcepts).Select(place => DeliveredCodes.Country(place.Uri) ?? DeliveredCodes.Country(place.Name))
            .Concat(Categories(piece).Select(subject => DeliveredCodes.Country(subject.Name, subject.Uri)))
            .Concat(meant.SelectMany(line => line.Countries));
        return [.. coded.Prepend(Regions.Country(piece.Provider.Country)).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static List<string> Subjects(Rendition piece, List<CategoryLine> meant) =>
        [.. Categories(piece).Select(DeliveredCodes.MediaTopic).OfType<string>().Concat(meant.SelectMany(line => line.Subjects)).Distinct(StringComparer.Ordinal)];

    // What the delivery calls a genre goes first; of several, the one that says more than “news”.
    private static Genre? GenreOf(Rendition piece, List<CategoryLine> meant)
    {
        var said = (piece.Record?.Genres ?? []).Take(MostConcepts).Select(DeliveredCodes.OfGenre).Concat(meant.Select(line => line.Genre)).OfType<Genre>().ToList();
        return said.Count == 0 ? null : said.Find(genre => genre != Genre.News);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File}, line {Line}: {What}. The line does not count; all others do")]
    private partial void Broken(string file, int line, string what);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} has more than {Most} bytes and is not read")]
    private partial void TooLong(string file, int most);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} can't be read; it is tried again, and what was read before holds")]
    private partial void Unread(Exception fault, string file);

    private sealed record State(CategoryMap Map, string Mark)
    {
        internal static State Of(string text) =>
            new(text.Length == 0 ? CategoryMap.Ours : CategoryMap.Over(text), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Rules}\n{CategoryMap.OurText()}\n{text}")).AsSpan(0, 6)));
    }
}
