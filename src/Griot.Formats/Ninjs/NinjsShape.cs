using System.Collections.Frozen;
using System.Text;
using Griot.Formats.Encodings;
using Griot.Formats.JsonFeed;

namespace Griot.Formats.Ninjs;

/// <summary>
/// Whether a JSON object is ninjs. It says so by <c>standard</c>; or it has a <c>uri</c> beside a member that only ninjs
/// has, or beside nothing but members of ninjs; or, as Superdesk writes, a <c>guid</c> beside <c>versioncreated</c>. Names
/// count in any case of letters: 1.x and 2.x write them small, 3.x does not.
/// </summary>
internal static class NinjsShape
{
    private static readonly FrozenSet<string> Own = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "headline", "headlines", "bodies", "byline", "versionCreated", "firstCreated", "contentCreated", "pubStatus", "embargoed", "embargoedUntil",
        "usageTerms", "copyrightHolder", "copyrightNotice", "edNote", "slugline", "located", "renditions", "associations", "infoSource", "infoSources",
        "trustIndicator", "trustIndicators", "altIds", "representationType", "descriptions", "rightsInfo", "digitalSourceType", "eventDetails", "plannedCoverage");

    private static readonly FrozenSet<string> Other = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "uri", "type", "profile", "version", "urgency", "language", "title", "by", "expires", "mimetype", "charcount", "wordcount", "person", "people", "organisation",
        "organisations", "place", "places", "subject", "subjects", "event", "events", "object", "objects", "genre", "genres", "standard", "$standard");

    private static readonly FrozenSet<string> Types = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning");

    private static readonly string[] Texts = ["headline_", "body_", "description_"];

    /// <summary>True for a document of ninjs, or for one whose items are ninjs.</summary>
    internal static bool IsNinjs(DocumentStart start)
    {
        var bytes = start.Document.Scannable.Span;
        if (start.IsJsonList) return JsonOutline.OfList(bytes).Items is [var listed, ..] && IsPiece(bytes[listed.Start..listed.End]);
        if (!start.IsJson || IsJsonFeed(start.Outline, bytes)) return false;
        if (start.Outline.HasItems) return start.Outline.Items is [var first, ..] && IsPiece(bytes[first.Start..first.End]);
        return IsPiece(start.Outline, bytes) || IsAnswer(bytes);
    }

    /// <summary>True for an object that is ninjs.</summary>
    internal static bool IsPiece(ReadOnlySpan<byte> piece) => IsPiece(JsonOutline.Of(piece), piece);

    /// <summary>A member's text, or the JSON of what is none; null where there is none, or more than a field holds.</summary>
    internal static string? Plain(JsonOutline outline, ReadOnlySpan<byte> bytes, string name)
    {
        foreach (var (member, extent) in outline.Header)
        {
            if (!member.Equals(name, StringComparison.OrdinalIgnoreCase) || extent.End - extent.Start > Limits.Field) continue;
            var value = bytes[extent.Start..extent.End];
            if (value is not [(byte)'"', ..]) return Encoding.UTF8.GetString(value);
            using var text = value.Contains((byte)'\\') ? JsonText.Parse(value.ToArray()) : null;
            return text?.RootElement.GetString() ?? Encoding.UTF8.GetString(value.Trim((byte)'"'));
        }

        return null;
    }

    // An answer of Superdesk's API, also one without anything in it.
    private static bool IsAnswer(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IndexOf("\"_items\""u8) < 0) return false;
        var answer = JsonOutline.Of(bytes, "_items");
        return answer.HasItems && (answer.Items is not [var first, ..] || IsPiece(bytes[first.Start..first.End]));
    }

    private static bool IsPiece(JsonOutline outline, ReadOnlySpan<byte> bytes)
    {
        if ((Plain(outline, bytes, "standard") ?? Plain(outline, bytes, "$standard"))?.Contains("\"ninjs\"", StringComparison.OrdinalIgnoreCase) == true) return true;
        var names = outline.Header.Keys;
        if (!Has(names, "uri")) return Has(names, "guid") && Has(names, "versioncreated");
        return names.Any(IsOwn) || names.All(Other.Contains) || (Plain(outline, bytes, "type") is { } type && Types.Contains(type));
    }

    private static bool IsOwn(string name) => Own.Contains(name) || Array.Exists(Texts, text => name.StartsWith(text, StringComparison.OrdinalIgnoreCase));

    private static bool Has(IEnumerable<string> names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsJsonFeed(JsonOutline outline, ReadOnlySpan<byte> bytes) =>
        outline.Header.TryGetValue("version", out var version) && bytes[version.Start..version.End].IndexOf("jsonfeed.org"u8) >= 0;
}
