using System.Text;
using Griot.Formats.Encodings;
using Griot.Formats.Tags;
using Griot.Formats.Values;

namespace Griot.Formats.Discovery;

/// <summary>
/// Finds the feeds that a web page names: <c>link</c> elements, links in the text whose addresses look like feeds, the
/// <c>Link</c> header. It fetches nothing. What it finds is an outsider's word: whoever fetches it passes the guard
/// without the rights of a registered address. Time is linear in the page, and at most 200 candidates are kept.
/// </summary>
public static class FeedFinder
{
    internal const int MostOfAKind = 100;
    private const int MostTagsBeforeHtml = 20;

    /// <summary>Never throws on input.</summary>
    /// <param name="page">The document.</param>
    /// <param name="contentType">Its Content-Type header, if known.</param>
    /// <param name="address">Where it lies, or the base that a person gave; null where neither is known.</param>
    /// <param name="linkHeader">The Link header that came with it, if any.</param>
    public static FoundFeeds Find(ReadOnlyMemory<byte> page, string? contentType, string? address, string? linkHeader)
    {
        if (page.Length > Limits.Document) return new FoundFeeds(false, [], 0, []);
        var document = DecodedDocument.Open(page, PageEncoding.Of(page.Span, contentType));
        var scan = new PageScan(document, Address.OfDocument(address));
        if (!IsPage(document.Scannable.Span, contentType)) return new FoundFeeds(false, [], 0, []);
        scan.Read();
        if (linkHeader is not null) LinkHeader.Read(linkHeader, scan);
        return new FoundFeeds(true, scan.InOrder(), scan.Unresolved, CommonPlaces.Of(scan.Base, scan.Generator));
    }

    // By its first tags: "title" stands in feeds as well, "head" and "body" in lists of subscriptions.
    private static bool IsPage(ReadOnlySpan<byte> text, string? contentType)
    {
        if (text.TrimStart(" \t\r\n"u8) is { Length: > 14 } start && Ascii.EqualsIgnoreCase(start[..14], "<!doctype html"u8)) return true;
        var walk = new TagWalk(text, isPage: true);
        var isSaidToBe = contentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true;
        for (var tags = 0; tags < MostTagsBeforeHtml && walk.Read(); tags++)
            if (isSaidToBe || walk.Is("html"u8) || (tags == 0 && BeginsPage(walk))) return true;
        return false;
    }

    private static bool BeginsPage(TagWalk walk) => walk.Is("head"u8) || walk.Is("body"u8) || walk.Is("title"u8) || walk.Is("meta"u8) || walk.Is("base"u8) || walk.Is("link"u8);
}
