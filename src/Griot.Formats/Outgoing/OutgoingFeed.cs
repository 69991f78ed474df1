using Griot.Record;

namespace Griot.Formats.Outgoing;

/// <summary>
/// A feed that leaves the house, before it takes the form of Atom, RSS or JSON Feed. Whoever fills it has decided what
/// may be shown: a writer writes all that it is given. Texts are plain text unless their name says HTML; a writer makes
/// every text inert in its own syntax, whatever it holds.
/// </summary>
public sealed record OutgoingFeed
{
    /// <summary>Stays the same when titles, slugs and addresses change.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>Name of the house that syndicates: the feed's author, never the author of an entry.</summary>
    public required string Operator { get; init; }

    /// <summary>The page that the feed belongs to.</summary>
    public required string Home { get; init; }

    public required string Self { get; init; }

    /// <summary>The hub that tells of this document's changes (WebSub); null where none does.</summary>
    public string? Hub { get; init; }

    /// <summary>The following page, with older entries; null on the last one.</summary>
    public string? Next { get; init; }

    /// <summary>Of a feed's present document and of each archive (RFC 5005, section 4): the archive before it; null before the first.</summary>
    public string? PreviousArchive { get; init; }

    /// <summary>Of an archive: the one after it; null where there is none yet.</summary>
    public string? NextArchive { get; init; }

    /// <summary>Of an archive: the feed's present document. What has one is an archive.</summary>
    public string? Current { get; init; }

    public required DateTimeOffset Updated { get; init; }

    /// <summary>BCP 47, where all entries share it.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<OutgoingEntry> Entries { get; init; } = [];

    /// <summary>What has gone. Only Atom has a word for it (RFC 6721); elsewhere gone pieces are not there.</summary>
    public IReadOnlyList<OutgoingTombstone> Tombstones { get; init; } = [];
}

/// <summary>A piece as a feed carries it, with its provider: there is no entry without one.</summary>
public sealed record OutgoingEntry
{
    /// <summary><c>urn:griot:item:</c> and the item's id: it survives new versions, slugs and hosts.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The article's page in the house.</summary>
    public required string Link { get; init; }

    /// <summary>Where the provider itself publishes the piece: absolute, http or https.</summary>
    public string? Original { get; init; }

    /// <summary>The provider's own date.</summary>
    public required DateTimeOffset Published { get; init; }

    /// <summary>When the house sealed, or released, what is shown now.</summary>
    public required DateTimeOffset Updated { get; init; }

    public IReadOnlyList<string> By { get; init; } = [];

    /// <summary>The byline without the provider, whose name stands as the source's: a reader would see it twice.</summary>
    internal IEnumerable<string> Authors => By.Where(name => !string.Equals(name, Source.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Words of the provider, where its terms allow an excerpt.</summary>
    public string? Summary { get; init; }

    /// <summary>The text, made safe; only where its provider's terms allow it whole.</summary>
    public string? ContentHtml { get; init; }

    public string? Language { get; init; }

    /// <summary>The provider's terms in its own words.</summary>
    public string? Rights { get; init; }

    public IReadOnlyList<OutgoingCategory> Categories { get; init; } = [];

    public IReadOnlyList<OutgoingCategory> Genres { get; init; } = [];

    /// <summary>The dateline.</summary>
    public string? Located { get; init; }

    public IReadOnlyList<OutgoingPlace> Places { get; init; } = [];

    /// <summary>Sources that the piece itself names: claims, never the provider.</summary>
    public IReadOnlyList<OutgoingClaim> Claims { get; init; } = [];

    /// <summary>Pictures and files that belong to the piece.</summary>
    public IReadOnlyList<OutgoingMedia> Media { get; init; } = [];

    /// <summary>Those that the house itself serves: a feed says where they are and how large.</summary>
    internal IEnumerable<OutgoingMedia> Enclosures => Media.Where(media => media.IsOurs);

    /// <summary>Other pieces that this one is about.</summary>
    public IReadOnlyList<OutgoingRelation> Relations { get; init; } = [];

    /// <summary>For a correction: the address of the version that it corrects, absolute; null where that is unknown.</summary>
    public string? Corrects { get; init; }

    public DateTimeOffset? Expires { get; init; }

    /// <summary>How the content was made, as the provider says: an address of IPTC's digital source types, or its own words.</summary>
    public string? DigitalSourceType { get; init; }

    /// <summary>The provider's own id of the piece, exactly as delivered.</summary>
    public string? OwnId { get; init; }

    public required OutgoingSource Source { get; init; }

    /// <summary>What the log says of it; null for what no log holds: an answer to a reader.</summary>
    public required OutgoingSeal? Seal { get; init; }

    /// <summary>The seal of what has to have one: of a piece.</summary>
    internal OutgoingSeal Sealed => Seal ?? throw new InvalidOperationException("This entry is no piece: no log holds it.");

    /// <summary>Readers' questions with their answers; null where there are none.</summary>
    public OutgoingReplies? Replies { get; init; }

    /// <summary>The pages of rights of reply to it.</summary>
    internal IEnumerable<string> RightsOfReply => Relations.Where(relation => relation.Rel == OutgoingRelation.RightOfReply).Select(relation => relation.Link).OfType<string>();

    /// <summary>The pieces that it answers, by the names that feeds know them by (RFC 4685 asks for one).</summary>
    internal IEnumerable<OutgoingRelation> Answered => Relations.Where(relation => relation.Rel == "inReplyTo" && WireText.IsUri(relation.Uri));
}

/// <summary>Where questions and answers about a piece stand: as a page, and among the answers in a feed of its provider's.</summary>
public sealed record OutgoingReplies(string Page, string Feed, int Count, DateTimeOffset Updated);

/// <summary>A subject in the provider's own scheme.</summary>
public sealed record OutgoingCategory(string Term, string? Scheme = null, string? Label = null);

/// <summary>Where what is told of happened: by name, as a point in degrees of WGS 84, or both.</summary>
public sealed record OutgoingPlace(string? Name, double? Latitude = null, double? Longitude = null);

/// <summary>A source that a piece names; <paramref name="Uri"/> as delivered.</summary>
public sealed record OutgoingClaim(string? Name, string? Uri = null);

/// <summary>A picture or file. <paramref name="Url"/> is absolute, http or https; <paramref name="Type"/> its media type or the first half of one; <paramref name="Length"/> in bytes.</summary>
public sealed record OutgoingMedia(
    string Url, string? Type = null, long? Length = null, string? Title = null, string? Caption = null, string? Credit = null, string? AlternativeText = null)
{
    /// <summary>True for what the house itself serves: feeds carry it as an enclosure.</summary>
    public bool IsOurs { get; init; }
}

/// <summary>Another piece, by its id or by its page, and what this one is to it.</summary>
public sealed record OutgoingRelation(string Rel, string? Uri, string? Link)
{
    /// <summary>The other one is somebody's answer to this one, by right.</summary>
    public const string RightOfReply = "rightOfReply";
}

/// <summary>The house that syndicates, with its front page.</summary>
public sealed record OutgoingOperator(string Name, string Home);

/// <summary>The registered provider: never what a delivery says of itself.</summary>
/// <param name="Id">Its opaque id.</param>
/// <param name="Name">Its name, as registered.</param>
/// <param name="Page">Its page in the house.</param>
/// <param name="Kind">press, institution, individual or house.</param>
/// <param name="Capacity">The capacities that it declares now.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record OutgoingSource(
    string Id, string Name, string Page, string Kind, IReadOnlyList<string> Capacity, string? Country = null)
{
    /// <summary>The feed that the house has of it, in RSS; null where there is none.</summary>
    public string? Feed { get; init; }

    /// <summary>The id as an address: <c>urn:griot:provider:</c> and the opaque id.</summary>
    public string Urn => "urn:griot:provider:" + Id;
}

/// <summary>What the log says of the version that is shown.</summary>
/// <param name="Entry">Its log index.</param>
/// <param name="Version">Its number within the item, from 1.</param>
/// <param name="Status">IPTC publishing status.</param>
/// <param name="Signal">new, update, correction or withdrawal.</param>
/// <param name="Terms">full, excerpt or link.</param>
/// <param name="Evidence">How sure it is that it came from the provider; null for an entry of the house's own hand.</param>
/// <param name="Origin">For pieces of the house: produced or commissioned.</param>
/// <param name="RecordHash">SHA-256 of the sealed record, in lower-case hex; null where the public may not have the record.</param>
public sealed record OutgoingSeal(
    long Entry, int Version, string Status, string Signal, string Terms, string? Evidence = null, string? Origin = null, string? RecordHash = null)
{
    /// <summary>What else the provider allows and forbids; null where it says nothing.</summary>
    public UsageRules? Rules { get; init; }
}

/// <summary>What stands in place of a piece that has gone.</summary>
public sealed record OutgoingTombstone
{
    /// <summary>The id that the entry had.</summary>
    public required string Ref { get; init; }

    public required DateTimeOffset When { get; init; }

    /// <summary>Who took it from the page: the provider by its registered name, or the house.</summary>
    public required string By { get; init; }

    /// <summary>Why, in the words of whoever took it; else the word of its standing.</summary>
    public required string Comment { get; init; }

    /// <summary>The page of the tombstone.</summary>
    public required string Link { get; init; }

    public required OutgoingSource Source { get; init; }

    /// <summary>withdrawn, canceled, withheld, expired, held or removed.</summary>
    public required string Standing { get; init; }

    /// <summary>Log index of the entry that says so.</summary>
    public required long Entry { get; init; }
}
