using System.Text;

namespace Griot.Formats.Tests.Ninjs;

/// <summary>Documents of ninjs of the tests' own making.</summary>
internal static class Pieces
{
    /// <summary>An object with an id and these members.</summary>
    internal static string Json(string members) => $$"""{"uri": "urn:paper:1", "versionCreated": "2026-11-05T08:15:00Z"{{(members.Length == 0 ? "" : ", ")}}{{members}}}""";

    internal static ItemReading Read(string members) => Feeds.Open(Json(members)).Read();

    internal static FeedItem Item(string members)
    {
        var document = Feeds.Open(Json(members));
        Assert.Equal("ninjs", document.Format);
        return document.Item();
    }

    internal static string Text(this ItemCut cut) => Encoding.UTF8.GetString(cut.Bytes.Span);
}
