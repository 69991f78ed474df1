namespace Griot.Syndication.Rights;

/// <summary>The programs that robots.txt names where a provider does not let its texts be learned from: <c>ai-crawlers.txt</c>.</summary>
internal static class AiCrawlers
{
    internal static IReadOnlyList<string> Names { get; } = Read();

    private static string[] Read()
    {
        using var stream = typeof(AiCrawlers).Assembly.GetManifestResourceStream("ai-crawlers.txt") ?? throw new InvalidOperationException("The list of crawlers is not in the program.");
        using var lines = new StreamReader(stream);
        return [.. lines.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#')];
    }
}
