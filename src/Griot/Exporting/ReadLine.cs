using System.Globalization;
using Griot.Record;

namespace Griot.Exporting;

/// <summary>What is noted of one file of a copy.</summary>
/// <param name="Path">In the copy.</param>
/// <param name="Address">What the house answered there.</param>
/// <param name="Made">Of what it was made; null where nobody can say, and it is asked for each time.</param>
internal sealed record ReadLine(string Path, string Address, MadeOf? Made)
{
    /// <summary>What every entry touches.</summary>
    internal const string Everything = "all";

    private const string Page = "page";

    // No path, address, thing or word holds a tab, a bar or a line's end.
    internal string Text => Made is null ? $"{Path}\t{Address}" : string.Create(CultureInfo.InvariantCulture,
        $"{Path}\t{Address}\t{Made.Depth}\t{Made.Status}\t{(Made.IsPage ? Page : "")}\t{Made.Hash}\t{string.Join('|', Made.Things)}\t{string.Join('|', Made.Words)}\t{string.Join('|', Made.Beside)}");

    internal static ReadLine? Parse(string text) => text.Split('\t') switch
    {
        [var path, var address] => new ReadLine(path, address, null),
        [var path, var address, var depth, var status, var kind, var hash, var things, var words, var beside] when Number(depth) is { } of && Number(status) is { } said =>
            new ReadLine(path, address, new MadeOf(of, said, kind == Page, hash, Parts(things), Parts(words), Parts(beside))),
        _ => null,
    };

    private static string[] Parts(string text) => text.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Of what a file was made, as far as another process can hold it against the log.</summary>
/// <param name="Depth">How many pages of older pieces lay before it.</param>
/// <param name="Status">HTTP's.</param>
/// <param name="IsPage">True for one that readers read.</param>
/// <param name="Hash">SHA-256 of the file, in hexadecimal.</param>
/// <param name="Things">What of the ledger (<see cref="PageReads.Things"/>).</param>
/// <param name="Words">What else (<see cref="PageReads.Words"/>).</param>
/// <param name="Beside">Addresses that go with it, without a link.</param>
internal sealed record MadeOf(int Depth, int Status, bool IsPage, string Hash, IReadOnlyCollection<string> Things, IReadOnlyCollection<string> Words, IReadOnlyList<string> Beside);
