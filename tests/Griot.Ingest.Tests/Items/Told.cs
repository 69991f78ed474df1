using System.Globalization;
using System.Net;

namespace Griot.Ingest.Tests.Items;

/// <summary>A piece as a feed tells of it. What is null is not told.</summary>
internal sealed record Told(string? Guid, string Headline, string Text, string? Link = null, DateTimeOffset? Date = null)
{
    /// <summary>Piece number <paramref name="n"/> of a newspaper: every word in it is its own.</summary>
    public static Told Number(int n) => new(
        $"urn:kayes:{n}", $"Titre {n}", $"<p>Le fleuve a monté de {n} mètres cette nuit, disent les pêcheurs du quartier {n}.</p>", $"https://kayes.example/articles/{n}", Day(n));

    public static IEnumerable<Told> Numbers(int count) => Enumerable.Range(1, count).Select(Number);

    public static DateTimeOffset Day(int n) => new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero).AddMinutes(n);

    /// <summary>An RSS feed of pieces, the newest first.</summary>
    public static string Feed(IEnumerable<Told> pieces) => Feeds.Rss([.. pieces.Select(piece => piece.ToXml())]);

    public string ToXml() => string.Concat(
        "<item>", Element("guid isPermaLink=\"false\"", Guid), Element("title", Headline), Element("link", Link),
        Element("pubDate", Date?.ToString("R", CultureInfo.InvariantCulture)), Element("description", Text), "</item>");

    private static string Element(string start, string? text) => text is null ? "" : $"<{start}>{WebUtility.HtmlEncode(text)}</{start.Split(' ')[0]}>";
}
