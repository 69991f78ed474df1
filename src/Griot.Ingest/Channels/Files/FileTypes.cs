using Griot.Formats;

namespace Griot.Ingest.Channels.Files;

/// <summary>What the end of a file's name says of its content, where the content can't say it itself.</summary>
internal static class FileTypes
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".md"] = "text/markdown",
        [".markdown"] = "text/markdown",
        [".txt"] = "text/plain",
        [".eml"] = "message/rfc822",
        [".html"] = "text/html",
        [".htm"] = "text/html",
    };

    internal static DocumentHints HintsOf(string name) => new(Types.GetValueOrDefault(Path.GetExtension(name)), TakesProse: true);
}
