using Griot.Formats.Outgoing;
using Griot.Record;

namespace Griot.Syndication.Feeds;

/// <summary>What of a record goes out beside its text. Where the terms keep the record back, nothing does.</summary>
internal static class OutgoingRecord
{
    internal static IReadOnlyList<OutgoingPlace> Places(ArticleRecord? record) =>
        [.. (record?.Places ?? []).Select(place => new OutgoingPlace(ShownText.LineIfAny(place.Name), Degree(place.GeoJson, 1), Degree(place.GeoJson, 0)))];

    internal static IReadOnlyList<OutgoingClaim> Claims(ArticleRecord? record) =>
        [.. (record?.InfoSources ?? []).Select(source => new OutgoingClaim(ShownText.LineIfAny(source.Name), source.Uri))];

    // An address that no reader could follow, or that leads elsewhere than it seems, is left out with what it belongs to. What came
    // within the delivery has an address of the house.
    internal static IReadOnlyList<OutgoingMedia> Media(Rendition rendition, Addresses addresses) => [.. Own(rendition, addresses), .. (rendition.Record?.Associations ?? []).Select(Foreign).OfType<OutgoingMedia>()];

    private static OutgoingMedia? Foreign(Association media) => Addresses.Foreign(media.Uri) is { } address
        ? new OutgoingMedia(address, media.Type, media.Length, ShownText.LineIfAny(media.Title), ShownText.LineIfAny(media.Caption), ShownText.LineIfAny(media.Credit), ShownText.LineIfAny(media.AlternativeText))
        : null;

    // A picture goes out as it was drawn anew: of another type, and of a length that nothing in the log says.
    private static IEnumerable<OutgoingMedia> Own(Rendition rendition, Addresses addresses) => rendition.Media.Where(media => !media.Description.IsFetched && (media.Description.IsPicture || media.Description.IsDocument)).Select(media =>
    {
        var (said, address) = (media.Description, addresses.Media(rendition.State.Item, media.Version, media.Number));
        return new OutgoingMedia(address, said.IsPicture ? "image/webp" : said.Type, said.IsPicture ? null : said.Length, ShownText.LineIfAny(said.Title), ShownText.LineIfAny(said.Caption), ShownText.LineIfAny(said.Credit), ShownText.LineIfAny(said.AlternativeText)) { IsOurs = true };
    });

    internal static IReadOnlyList<OutgoingRelation> Relations(ArticleRecord? record) =>
        [.. (record?.Relations ?? []).Select(relation => new OutgoingRelation(relation.Rel, relation.Uri, Addresses.Foreign(relation.Link)))];

    // RFC 7946: longitude first.
    private static double? Degree(GeoPoint? point, int place) => point is { Coordinates: { Count: 2 } coordinates } ? coordinates[place] : null;
}
