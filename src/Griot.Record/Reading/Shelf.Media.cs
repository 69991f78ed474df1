using Griot.Record.Html;

namespace Griot.Record;

/// <summary>Pictures and documents: they are shown where the whole text is, and nowhere else.</summary>
public sealed partial class Shelf
{
    // Versions with pictures of their own that are looked through for one page.
    private const int MostEarlier = 20;

    /// <summary>
    /// A picture or file of a version, or why it may not be given. Whether its own bytes are, or only what was made of them, is
    /// said by <see cref="MediaDescription.IsDocument"/>: no picture is served as it came.
    /// </summary>
    /// <param name="item">The item.</param>
    /// <param name="version">The version.</param>
    /// <param name="number">Its place in the version, from 1.</param>
    /// <param name="audience">Who asks.</param>
    public (Answer Answer, ShownMedia? Media) Media(string item, int version, int number, Audience audience = Audience.Public)
    {
        if (ItemState.Fold(ledger.History(item)) is not { } state || ledger.Card(state.Provider) is not { } card) return (Answer.Absent, null);
        if (Named(state, version) is not { } named) return (Unreadable(state, card, version)?.Answer ?? Answer.Absent, null);
        var summary = SummaryOf(named);
        var answer = Decide(Facts(state, card, named, summary), Output.Media, audience, summary);
        if (answer != Answer.Whole) return (answer, null);
        if (MediaOf(state, named).ElementAtOrDefault(number - 1) is { } media) return (answer, media);
        return (IsNumber(state, version, number) ? Answer.Gone : Answer.Absent, null);
    }

    // Of a picture only what is said of it: its bytes may say more than its provider knows. A document stands open as it came.
    private IReadOnlyList<(Part Part, byte[] Bytes)> OpenedMedia(SealedEntry entry)
    {
        if (entry.Entry is not { Item: { } item, Version: { } version } || ItemState.Fold(ledger.History(item)) is not { } state) return [];
        var number = state.Media.Where(media => media.Entry.Version == version).TakeWhile(media => media.Index != entry.Index).Count() + 1;
        if (Media(item, version, number).Media is not { } shown || shown.Entry.Index != entry.Index || ledger.Content(entry.Index, Part.Record) is not { } record) return [];
        return shown.Description.IsDocument && ledger.Content(entry.Index, Part.Delivery) is { } bytes ? [(Part.Record, record), (Part.Delivery, bytes)] : [(Part.Record, record)];
    }

    // Its own, and what was fetched for an earlier version by an address that this one names as well: it is fetched once. An earlier
    // version that may not be read any more gives nothing.
    private IReadOnlyList<ShownMedia> MediaOn(ItemState state, ProviderCard card, SealedEntry version, ArticleRecord record)
    {
        List<ShownMedia> shown = [.. MediaOf(state, version).OfType<ShownMedia>()];
        HashSet<string>? named = null;
        foreach (var number in state.Media.Select(media => media.Entry.Version ?? 0).Where(number => number < version.Entry.Version).Distinct().OrderDescending().Take(MostEarlier))
        {
            if (Named(state, number) is not { } earlier || SummaryOf(earlier) is not { } summary) continue;
            if (Decide(Facts(state, card, earlier, summary), Output.Media, Audience.Public, summary) != Answer.Whole) continue;
            foreach (var media in MediaOf(state, earlier).OfType<ShownMedia>())
                if (media.Description.IsFetched && (named ??= Named(record)).Contains(media.Description.Uri) && !shown.Exists(other => other.Description.Uri == media.Description.Uri)) shown.Add(media);
        }

        return shown;
    }

    private static HashSet<string> Named(ArticleRecord record) =>
        [.. record.Associations.Select(named => named.Uri), .. record.Body is { } body && body.Contains("<img ", StringComparison.Ordinal) ? SafeHtml.Sanitise(body, null).Pictures.Select(picture => picture.Address) : []];

    // In the order of their numbers; null in the place of one that was removed, or whose description is lost.
    private IEnumerable<ShownMedia?> MediaOf(ItemState state, SealedEntry version) => state.Media
        .Where(media => media.Entry.Version == version.Entry.Version)
        .Select((media, place) => ledger.Content(media.Index, Part.Record) is { } record && MediaDescription.Read(record) is { } said ? new ShownMedia(place + 1, media, said) : null);

    private static bool IsNumber(ItemState state, int version, int number) =>
        number >= 1 && number <= state.Media.Count(media => media.Entry.Version == version);
}
