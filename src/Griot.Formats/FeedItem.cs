using Griot.Record;

namespace Griot.Formats;

/// <summary>
/// One item as its provider delivered it: decoded, not yet made safe and not yet a record. Nothing in it was shortened.
/// </summary>
public sealed record FeedItem
{
    /// <summary>
    /// What identifies the item to its provider, as delivered but for surrounding white space: guid, atom:id, JSON
    /// Feed's id (a number as its text). RSS and Atom without one: the link as delivered, else a hash as
    /// <see cref="Values.Fingerprint"/> says.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>False where the delivery gives no id, and something else stands in its place.</summary>
    public bool HasOwnId { get; init; } = true;

    /// <summary>The item's page: absolute, http or https.</summary>
    public string? Link { get; init; }

    /// <summary>Plain text: <see cref="Values.Headline"/> says how it is made.</summary>
    public string? Headline { get; init; }

    public string[] Byline { get; init; } = [];

    public DateTimeOffset? Published { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public string? PublishedText { get; init; }

    public string? UpdatedText { get; init; }

    /// <summary>HTML as delivered; not safe to show.</summary>
    public string? SummaryHtml { get; init; }

    /// <summary>HTML as delivered; not safe to show. Plain text becomes HTML by <see cref="Values.PlainText"/>.</summary>
    public string? BodyHtml { get; init; }

    /// <summary>BCP 47 where the delivered one could be read as such, else as delivered.</summary>
    public string? Language { get; init; }

    public IReadOnlyList<Category> Categories { get; init; } = [];

    public IReadOnlyList<Media> Media { get; init; } = [];

    /// <summary>The files that came within the delivery itself, each named among <see cref="Media"/> by the address that it has here.</summary>
    public IReadOnlyList<CarriedFile> Files { get; init; } = [];

    public string? Rights { get; init; }

    /// <summary>The licences named for the item, else those of its feed, one a line: absolute addresses, or the provider's words.</summary>
    public string? UsageTerms { get; init; }

    /// <summary>What the item itself says of territory, AI use, resale and attribution; null where it says nothing.</summary>
    public UsageRules? Rules { get; init; }

    /// <summary>Where what is told of happened.</summary>
    public IReadOnlyList<Location> Places { get; init; } = [];

    /// <summary>Pieces that this one answers (RFC 4685).</summary>
    public IReadOnlyList<Antecedent> InReplyTo { get; init; } = [];

    public ItemSource? Source { get; init; }

    /// <summary><c>usable</c>, <c>embargoed</c>, <c>withheld</c> or <c>canceled</c>.</summary>
    public string Status { get; init; } = "usable";

    /// <summary><c>new</c>, <c>update</c>, <c>correction</c> or <c>withdrawal</c>.</summary>
    public string Signal { get; init; } = "new";

    /// <summary>The absolute base of relative addresses in summary and body.</summary>
    public string? Base { get; init; }

    public DateTimeOffset? EmbargoedUntil { get; init; }

    /// <summary>The headline says in brackets that there is no embargo, or none any more.</summary>
    public bool LiftsEmbargo { get; init; }

    public DateTimeOffset? Expires { get; init; }

    /// <summary>The provider's own number or name of this version.</summary>
    public string? Version { get; init; }

    public IReadOnlyList<Category> Genres { get; init; } = [];

    /// <summary>The dateline.</summary>
    public string? Located { get; init; }

    /// <summary>Persons besides the byline, with what the piece has to do with them.</summary>
    public IReadOnlyList<RelatedPerson> People { get; init; } = [];

    /// <summary>Sources and other parties that the piece names.</summary>
    public IReadOnlyList<Claim> Claims { get; init; } = [];

    /// <summary>Other pieces that this one is about, but for those that it answers.</summary>
    public IReadOnlyList<RelatedPiece> Relations { get; init; } = [];

    public IReadOnlyList<AlternativeId> AlternativeIds { get; init; } = [];

    public string? CopyrightHolder { get; init; }

    /// <summary>How the content was made: the address of IPTC's concept, else as delivered.</summary>
    public string? DigitalSourceType { get; init; }

    /// <summary>For editors: 1 is the most urgent, 9 the least.</summary>
    public int? Urgency { get; init; }
}

/// <summary>
/// A subject, with the scheme that it is taken from and a name for people. Where a concept has an address of its own,
/// that is the term. <paramref name="Creator"/> says who assigned it, where that is said.
/// </summary>
public sealed record Category(string Term, string? Scheme = null, string? Label = null, string? Creator = null);

/// <summary>A picture or file of an item. <paramref name="Url"/> is absolute, of a file that came with the item its name by its bytes (<c>ni</c>, RFC 6920); <paramref name="Length"/> in bytes.</summary>
public sealed record Media(
    string Url, string? Type = null, long? Length = null, string? Title = null, string? Credit = null, string? Description = null, string? AlternativeText = null)
{
    /// <summary>By what the text shows a file that came with it (<c>cid:</c>, RFC 2392), without angle brackets.</summary>
    public string? ContentId { get; init; }
}

/// <summary>A file within a delivery: its <c>ni</c> address (RFC 6920) and its bytes, decoded and otherwise as they came.</summary>
public sealed record CarriedFile(string Address, ReadOnlyMemory<byte> Bytes);

/// <summary>A person, and what the piece has to do with it (<c>about</c>, <c>mentions</c> ...).</summary>
public sealed record RelatedPerson(string Name, string? Rel, string? Uri);

/// <summary>A party that the piece names, in the role that it gives it: never its registered provider.</summary>
public sealed record Claim(string? Name, string? Uri, string? Role);

/// <summary>
/// Another piece by its id or by its page, and what this one is to it. <c>partOf</c>: this one stands in that package, in
/// <paramref name="Role"/>, as the part of the number <paramref name="Order"/>, from 1.
/// </summary>
public sealed record RelatedPiece(string Rel, string? Id, string? Link, string? Role = null, int? Order = null);

/// <summary>Another id of an item, and what it is for.</summary>
public sealed record AlternativeId(string? Role, string Value);

/// <summary>The feed that an item was taken over from, as the delivery claims.</summary>
public sealed record ItemSource(string? Id, string? Title, string? Link);

/// <summary>
/// A place by its name, or as a point in degrees (WGS 84), or both; latitude and longitude are there together or not at
/// all. <paramref name="Uri"/> is the address of the concept, where it has one.
/// </summary>
public sealed record Location(string? Name, double? Latitude = null, double? Longitude = null, string? Uri = null);

/// <summary>A piece that another one answers. <paramref name="Id"/> is as delivered, <paramref name="Link"/> absolute; one of them is there.</summary>
public sealed record Antecedent(string? Id, string? Link);
