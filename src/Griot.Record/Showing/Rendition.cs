using Griot.Record.Html;

namespace Griot.Record;

/// <summary>
/// A version as the public may see it: the only thing that pages, feeds and answers are built from. It can't exist
/// without its provider, and it holds no more than the decision of <see cref="Showing"/> allows.
/// </summary>
public sealed record Rendition
{
    internal Rendition() { }

    /// <summary>Who speaks and is responsible: its present card.</summary>
    public required ProviderCard Provider { get; init; }

    public required ItemState State { get; init; }

    /// <summary>The version in question; for a tombstone the newest one.</summary>
    public required SealedEntry Version { get; init; }

    public required Answer Answer { get; init; }

    /// <summary>How much of it the public gets.</summary>
    public required Terms Terms { get; init; }

    /// <summary>What else its provider allows and forbids: the version's word over the card's; null where nothing is said.</summary>
    public UsageRules? Rules { get; init; }

    /// <summary>True where the text is kept back since it may not be used everywhere.</summary>
    public bool IsTerritorial { get; init; }

    /// <summary>Everybody whom the piece names as its author, as it may stand in a line; none for a tombstone.</summary>
    public IEnumerable<string> Authors =>
        (Summary is { By: { Count: > 0 } names } ? names : Record?.By is { } by ? [by] : []).Select(DisplayText.Clean).Where(name => name.Length > 0);

    /// <summary>Headline, byline, dates; null for a tombstone.</summary>
    public Summary? Summary { get; init; }

    /// <summary>The text; only where the answer is <see cref="Answer.Whole"/> and a record was asked for.</summary>
    public ArticleRecord? Record { get; init; }

    /// <summary>Its pictures and files, in the provider's order; only where there is a <see cref="Record"/>.</summary>
    public IReadOnlyList<ShownMedia> Media { get; init; } = [];

    /// <summary>SHA-256 of the record as it was sealed; only where there is a <see cref="Record"/>.</summary>
    public byte[]? RecordDigest { get; init; }

    /// <summary>How many bytes of it are sealed, of what was read: about as much as writing it out takes.</summary>
    public int Weight { get; init; }

    /// <summary>Who took it from the page, when and why; only where the answer is <see cref="Answer.Gone"/>.</summary>
    public Tombstone? Tombstone { get; init; }

    /// <summary>When the house first sealed it.</summary>
    public DateTimeOffset Received => State.Versions[0].Entry.Time;

    /// <summary>When the public could first see the item: as it was sealed, or as an embargo ended.</summary>
    public DateTimeOffset CameOut => State.Told is [var first, ..] ? first.Entry.Time : Received;

    /// <summary>When the public could first see this version.</summary>
    public DateTimeOffset VersionCameOut => State.OutBy(Version).Entry.Time;

    /// <summary>In a list of what an import brought: the date that its provider gave it, by which it stands there; null elsewhere, and where it has none.</summary>
    public DateTimeOffset? Dated { get; init; }

    /// <summary>
    /// The provider's own page of the piece where its card wants search engines to show that one; null where they are to show the
    /// house's, and where the provider names no page that could be it.
    /// </summary>
    public string? CanonicalElsewhere =>
        Provider.Canonical == CanonicalPage.Provider && SafeAddress.OfResource(Summary?.Link, null) is { } link
        && Uri.TryCreate(link, UriKind.Absolute, out var page) && page.UserInfo.Length == 0 ? page.AbsoluteUri : null;

    public bool IsOfTheHouse => Provider.Kind == ProviderKind.House;

    /// <summary>The excerpt, where terms allow one.</summary>
    public string? Excerpt => Answer is Answer.Whole or Answer.Excerpt ? Summary?.Excerpt : null;
}

/// <summary>What stands in place of a piece that has gone.</summary>
/// <param name="Standing">Withdrawn, canceled or withheld by the provider; held or removed by the operator; expired.</param>
/// <param name="Entry">The entry that says so.</param>
/// <param name="Reason">The provider's reason in its own words, for a withdrawal; null where it gave none.</param>
/// <param name="Notice">The operator's public notice, for a hold or a removal.</param>
public sealed record Tombstone(Standing Standing, SealedEntry Entry, string? Reason, Notice? Notice)
{
    /// <summary>True where the provider itself took the piece back.</summary>
    public bool IsByProvider => Standing is Standing.Withdrawn or Standing.Canceled or Standing.Withheld or Standing.Expired;

    /// <summary>True where the words that were sealed with the entry are lost: no reason is known, whether one was given or not.</summary>
    public bool IsBare { get; init; }

    public DateTimeOffset When => Entry.Entry.Time;
}
