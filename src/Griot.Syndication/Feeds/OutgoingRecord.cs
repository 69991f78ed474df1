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

    // An address that no reader could follow, or that leads elsewhere than it seems, is left out with what it belongs to.
    internal static IReadOnlyList<OutgoingMedia> Media(ArticleRecord? record) =>
        [.. (record?.Associations ?? []).Select(media => Addresses.Foreign(media.Uri) is { } address
            ? new OutgoingMedia(address, media.Type, media.Length, ShownText.LineIfAny(media.Title), ShownText.LineIfAny(media.Caption), ShownText.LineIfAny(media.Credit))
            : null).OfType<OutgoingMedia>()];

    internal static IReadOnlyList<OutgoingRelation> Relations(ArticleRecord? record) =>
        [.. (record?.Relations ?? []).Select(relation => new OutgoingRelation(relation.Rel, relation.Uri, Addresses.Foreign(relation.Link)))];

    // RFC 7946: longitude first.
    private static double? Degree(GeoPoint? point, int place) => point is { Coordinates: { Count: 2 } coordinates } ? coordinates[place] : null;
}
