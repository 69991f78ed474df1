namespace Griot.Formats.Tests.Measured;

/// <summary>One field that is expected to hold something, and what was found.</summary>
internal sealed record Comparison(string File, string Place, string Field, string Expected, string? Found, bool Agrees)
{
    public override string ToString() => $"{File} {Place}.{Field}: expected {Short(Expected)}, found {(string.IsNullOrEmpty(Found) ? "nothing" : Short(Found))}";

    /// <summary>Every expected field of a pair. What an item that was not found should hold counts as not agreed.</summary>
    public static IEnumerable<Comparison> Of(Pair pair)
    {
        var document = Feeds.Open(pair.Feed);
        var feed = Measured.Found.Feed(document.Feed);
        foreach (var (field, value) in Measured.Expected.Feed(pair.Expected)) yield return Of(pair, "feed", field, value, feed, null);
        foreach (var (index, item) in Measured.Expected.Items(pair.Expected).Index())
        {
            var expected = Measured.Expected.Item(item);
            var read = index < document.Cuts.Count ? document.Read(index).Item : null;
            var found = read is null ? null : Measured.Found.Item(read, expected.ContainsKey("content"));
            foreach (var (field, value) in expected) yield return Of(pair, $"item {index}", field, value, found, read?.Base);
        }
    }

    private static Comparison Of(Pair pair, string place, string field, string expected, Dictionary<string, string?>? reading, string? @base)
    {
        var found = reading?.GetValueOrDefault(field);
        var agrees = Agreement.On(field, expected, found, @base)
            || (field == "categories" && Agreement.On(field, expected, reading?.GetValueOrDefault("labels"), @base));
        return new(pair.Name, place, field, expected, found, agrees);
    }

    private static string Short(string text)
    {
        var line = text.Replace("\n", "\\n", StringComparison.Ordinal);
        return line.Length <= 90 ? $"\"{line}\"" : $"\"{line[..90]}...\"";
    }
}
