namespace Griot.Formats.Prose;

/// <summary>
/// The header of a plain text: its first lines up to a blank one, where there are at least two, every one is
/// <c>Name: value</c> with a name of <see cref="ProseHeader"/>, and no name comes twice. Anything less sure is text: a
/// single line "By: A. Diarra" stands where its provider put it.
/// </summary>
internal static class HeaderBlock
{
    private const int MostLines = 30;

    public static ProseHeader Read(string text)
    {
        var lines = text.Split('\n', MostLines + 1);
        var end = Array.FindIndex(lines, line => string.IsNullOrWhiteSpace(line));
        if (end is < 2 or >= MostLines) return ProseHeader.None(text);
        var header = new ProseHeader(text[Math.Min(text.Length, lines.Take(end + 1).Sum(line => line.Length + 1))..]);
        foreach (var line in lines.Take(end))
        {
            var colon = line.IndexOf(':');
            if (colon <= 0 || !ProseHeader.IsKnown(line[..colon]) || !header.Add(line[..colon], Values(line[..colon], line[(colon + 1)..].Trim()))) return ProseHeader.None(text);
        }

        return header;
    }

    private static string[] Values(string name, string value) =>
        name.Equals("tags", StringComparison.OrdinalIgnoreCase) ? value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [value];
}
