using Griot.Record;
using Griot.Record.Html;

namespace Griot.Ingest.Pictures;

/// <summary>Which pictures a piece names by an address on the web: those in its text, then those beside it.</summary>
internal static class NamedPictures
{
    /// <summary>Of one piece; a gallery of hundreds is read at its provider's.</summary>
    internal const int Most = 10;

    /// <summary>Each address once, with what is said of it first.</summary>
    internal static IReadOnlyList<Association> Of(ArticleRecord record) =>
        [.. InText(record).Concat(record.Associations).Where(IsOnTheWeb).DistinctBy(one => one.Uri, StringComparer.Ordinal).Take(Most)];

    private static IEnumerable<Association> InText(ArticleRecord record) => record.Body is { } body && body.Contains("<img ", StringComparison.Ordinal)
        ? SafeHtml.Sanitise(body, null).Pictures.Select(picture => new Association(picture.Address, "image", Caption: picture.Caption, Credit: picture.Credit, AlternativeText: picture.Alt.Length > 0 ? picture.Alt : null))
        : [];

    private static bool IsOnTheWeb(Association one) => Uri.TryCreate(one.Uri, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" }
        && (one.IsPicture || (one.Type is null && MayBe(address)));

    // Media RSS says no type where it says "image", and thumbnails have none. What comes is looked at in any case.
    private static bool MayBe(Uri address) => Path.GetExtension(address.AbsolutePath).ToLowerInvariant() is "" or ".jpg" or ".jpeg" or ".png" or ".gif" or ".webp";
}
