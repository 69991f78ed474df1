using System.Globalization;

namespace Griot.Enrichment.Search;

/// <summary>
/// Where the indexes of a data folder lie: each in a folder with a number, the highest is the present one. A new one is made
/// beside it under another name, and takes its number when it is whole: then whoever has the old one open goes over to it.
/// </summary>
/// <param name="data">The data folder.</param>
/// <param name="only">The one place that counts, whatever lies beside it.</param>
internal sealed class IndexPlaces(string data, string? only = null)
{
    private const string Unfinished = ".part";

    internal string Root { get; } = Path.Combine(data, EnrichmentRoom.FolderName, "search");

    /// <summary>The present index; where there is none, the place of the first.</summary>
    internal string Present => only ?? Path.Combine(Root, Name(Math.Max(1, Newest)));

    /// <summary>Every place that may hold words: the present one, older ones, and what is being made.</summary>
    internal IReadOnlyList<string> All => Directory.Exists(Root) ? Directory.GetDirectories(Root) : [];

    /// <summary>A place for an index that is made beside the present one.</summary>
    internal string Beside => Path.Combine(Root, Name(Math.Max(1, Newest) + 1) + Unfinished);

    /// <summary>A place with a number of its own, at once the present one.</summary>
    internal string Next => only ?? Path.Combine(Root, Name(Newest + 1));

    /// <summary>What the present one has replaced.</summary>
    internal IReadOnlyList<string> Older => [.. All.Where(place => NumberOf(place) is { } number && number < Newest)];

    internal static bool IsUnfinished(string place) => place.EndsWith(Unfinished, StringComparison.Ordinal);

    /// <summary>Makes an index that is whole, and closed, the present one.</summary>
    internal string Finish(string beside)
    {
        var place = Next;
        Directory.Move(beside, place);
        return place;
    }

    /// <summary>Deletes the indexes before the present one. What another process still reads goes with its last reader.</summary>
    internal void DeleteOlder()
    {
        if (only is null) foreach (var place in Older) Delete(place);
    }

    internal static void Delete(string place)
    {
        try
        {
            if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process was first.
        }
    }

    private int Newest => All.Select(NumberOf).Max() ?? 0;

    private static string Name(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int? NumberOf(string place) => int.TryParse(Path.GetFileName(place), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
