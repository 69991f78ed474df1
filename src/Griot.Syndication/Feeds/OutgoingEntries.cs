using Griot.Formats.Outgoing;
using Griot.Record;

namespace Griot.Syndication.Feeds;

/// <summary>Turns what the shelf gives into what a feed carries; it takes nothing from anywhere else.</summary>
internal sealed class OutgoingEntries(Addresses addresses, SyndicationSettings settings)
{
    internal OutgoingOperator House { get; } = new(settings.Name, addresses.Home(language: null));

    /// <param name="rendition">What is shown: no tombstone.</param>
    /// <param name="version">Where a version was asked for, its number: its page is another.</param>
    internal OutgoingEntry Entry(Rendition rendition, int? version = null)
    {
        var (summary, record) = (rendition.Summary!, rendition.Record);
        return new OutgoingEntry
        {
            Id = Addresses.Urn("item", rendition.State.Item),
            Title = ShownText.Line(summary.Headline),
            Link = addresses.Page(rendition.Provider, rendition.State.Item, summary.Language, version),
            Original = Addresses.Foreign(summary.Link),
            Published = summary.Published ?? rendition.CameOut,
            Updated = Changed(rendition),
            By = ShownText.Names(summary.By),
            Summary = ShownText.LinesIfAny(rendition.Excerpt),
            ContentHtml = ShownText.Body(rendition),
            Language = summary.Language,
            Rights = ShownText.LinesIfAny(summary.UsageTerms ?? rendition.Provider.UsageTerms),
            Categories = Categories(rendition),
            Located = ShownText.LineIfAny(record?.Located),
            Places = OutgoingRecord.Places(record),
            Claims = OutgoingRecord.Claims(record),
            Media = OutgoingRecord.Media(rendition, addresses),
            Relations = OutgoingRecord.Relations(record),
            Corrects = Corrected(rendition),
            Expires = record?.Expires,
            OwnId = record?.Uri,
            Source = Source(rendition.Provider),
            Seal = Seal(rendition),
        };
    }

    internal OutgoingTombstone Tombstone(Rendition rendition)
    {
        var gone = rendition.Tombstone!;
        var standing = Word.Of(gone.Standing);
        return new OutgoingTombstone
        {
            Ref = Addresses.Urn("item", rendition.State.Item),
            When = gone.When,
            By = gone.IsByProvider ? ShownText.Line(rendition.Provider.Name) : settings.Name,
            Comment = ShownText.LinesIfAny(gone.Reason ?? gone.Notice?.Text ?? gone.Notice?.Reason) ?? standing,
            Link = addresses.Page(rendition.Provider, rendition.State.Item, Language(rendition.Provider)),
            Source = Source(rendition.Provider),
            Standing = standing,
            Entry = gone.Entry.Index,
        };
    }

    /// <summary>
    /// When what is shown came before the public: sealed, released from its embargo, taken away, or shown again since a hold
    /// ended or the version over it was removed. Never before what was said of the item earlier: who takes it would not follow.
    /// </summary>
    internal static DateTimeOffset Changed(Rendition rendition)
    {
        if (rendition.Tombstone is { } gone) return gone.When;
        var shown = rendition.State.OutBy(rendition.Version);
        return rendition.State.Told.Where(told => told.Index > shown.Index && told.Entry.Kind is EntryKind.Restore or EntryKind.Removal)
            .Select(told => told.Entry.Time).Append(shown.Entry.Time).Max();
    }

    internal OutgoingSource Source(ProviderCard provider) => new(
        provider.Id, ShownText.Line(provider.Name), addresses.Provider(provider), Word.Of(provider.Kind),
        [.. provider.CurrentCapacities.Select(Word.Of)], provider.Country)
    {
        Feed = addresses.Feed(provider.Slug, "rss"),
    };

    // An older version, of those that may be read: an embargoed one between them is not spoken of.
    private string? Corrected(Rendition rendition) =>
        rendition.Summary!.Signal == Signal.Correction && rendition.State.Readable.LastOrDefault(version => version.Index < rendition.Version.Index) is { } older
            ? addresses.Item(rendition.State.Item, older.Entry.Version ?? 0)
            : null;

    // A text that its provider lets stay readable though it took the piece back is none to publish.
    private static OutgoingSeal Seal(Rendition rendition) => new(
        rendition.Version.Index, rendition.Version.Entry.Version ?? 0, Word.Of(rendition.State.Standing == Standing.Visible ? PubStatus.Usable : PubStatus.Canceled),
        Word.Of(rendition.Summary!.Signal), Word.Of(rendition.Terms),
        rendition.Version.Entry.Evidence is { } evidence ? Word.Of(evidence) : null,
        rendition.Summary.Origin is { } origin ? Word.Of(origin) : null,
        rendition.RecordDigest is { } digest ? Convert.ToHexStringLower(digest) : null)
    {
        Rules = rendition.Rules,
    };

    // A piece of the house says so among its categories too, which every reader shows.
    private static IReadOnlyList<OutgoingCategory> Categories(Rendition rendition)
    {
        IEnumerable<OutgoingCategory> own = rendition.Record?.Subjects.Select(subject => new OutgoingCategory(ShownText.Line(subject.Name), subject.Uri, ShownText.LineIfAny(subject.Label))) ?? [];
        return rendition.Summary?.Origin is { } origin ? [.. own, new OutgoingCategory(Word.Of(origin), "urn:griot:origin")] : [.. own];
    }

    private static string? Language(ProviderCard provider) => provider.Languages.Count > 0 ? provider.Languages[0] : null;
}
