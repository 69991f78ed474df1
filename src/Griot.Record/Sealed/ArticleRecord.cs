using System.Text.Json;
using System.Text.Json.Serialization;

namespace Griot.Record;

/// <summary>
/// The canonical form of a version that the house shows, in the vocabulary of IPTC ninjs 3. It is made from the delivery
/// by the reader that it names, with the context that it carries, so that anyone can make it again and compare.
/// </summary>
public sealed record ArticleRecord
{
    /// <summary>The provider's own id of the piece (guid, atom:id ...), exactly as delivered.</summary>
    public required string Uri { get; init; }

    public required Signal Signal { get; init; }
    public required PubStatus PubStatus { get; init; }

    /// <summary>BCP 47, as the provider says or as its card says; null where nobody says.</summary>
    public string? Language { get; init; }

    /// <summary>Plain text. A withdrawal may have none.</summary>
    public IReadOnlyList<TextValue> Headlines { get; init; } = [];

    /// <summary>The byline in one line, and each name that stands in it.</summary>
    public string? By { get; init; }

    public IReadOnlyList<Person> People { get; init; } = [];

    /// <summary>Dateline, where the format has one.</summary>
    public string? Located { get; init; }

    /// <summary>The provider's own date of publication, and of this version; RFC 3339.</summary>
    public DateTimeOffset? FirstCreated { get; init; }

    public DateTimeOffset? VersionCreated { get; init; }

    /// <summary>The provider's own summary; for a withdrawal the provider's reason, in the role <c>reason</c>.</summary>
    public IReadOnlyList<TextValue> Descriptions { get; init; } = [];

    /// <summary>Made safe for showing; not a character of visible text is changed.</summary>
    public IReadOnlyList<TextValue> Bodies { get; init; } = [];

    public IReadOnlyList<Subject> Subjects { get; init; } = [];

    /// <summary>Where it happened; null where the provider does not say.</summary>
    public IReadOnlyList<Place>? Places { get; init; }

    /// <summary>Sources that the piece itself names: claims of the provider, not attribution.</summary>
    public IReadOnlyList<InfoSource> InfoSources { get; init; } = [];

    /// <summary>Pictures and files that belong to the piece, named with caption and credit.</summary>
    public IReadOnlyList<Association> Associations { get; init; } = [];

    /// <summary>Other pieces that this one is about; null where the provider names none. What belongs to the piece itself is among the associations.</summary>
    public IReadOnlyList<Relation>? Relations { get; init; }

    /// <summary>How much may be shown, and the provider's terms in its own words.</summary>
    public required Terms Terms { get; init; }

    public string? UsageTerms { get; init; }

    /// <summary>What the delivery itself says of territory, AI use, resale and attribution; null where it says nothing.</summary>
    public UsageRules? Rules { get; init; }

    /// <summary>Where the provider publishes the piece itself.</summary>
    public string? Link { get; init; }

    public DateTimeOffset? EmbargoedUntil { get; init; }
    public DateTimeOffset? Expires { get; init; }

    /// <summary>For pieces of the house only: produced by it, or commissioned.</summary>
    public HouseOrigin? Origin { get; init; }

    /// <summary>For a withdrawal: the provider lets the old text stay readable.</summary>
    public bool KeepsText { get; init; }

    /// <summary>The release of the reader that made this record, for example <c>griot/0.1.0 rss</c>.</summary>
    public required string Reader { get; init; }

    /// <summary>Everything outside the delivery that the reader used: namespaces, base, inherited language ...</summary>
    public JsonElement? Context { get; init; }

    /// <summary>What kind of piece it is, in the provider's own scheme; null where it does not say.</summary>
    public IReadOnlyList<Subject>? Genres { get; init; }

    /// <summary>The provider's own number or name of this version.</summary>
    public string? Version { get; init; }

    /// <summary>How the content was made, as the provider says: the address of IPTC's concept, else its words.</summary>
    public string? DigitalSourceType { get; init; }

    public string Headline => Headlines.Count > 0 ? Headlines[0].Value : "";
    public string? Body => Bodies.Count > 0 ? Bodies[0].Value : null;

    /// <summary>The canonical UTF-8 that an entry commits to.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Canonical.ArticleRecord);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static ArticleRecord Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, RecordJson.Canonical.ArticleRecord) ?? throw new JsonException("An empty record.");
}

/// <summary>A text with its role and content type (ninjs headlines, descriptions and bodies).</summary>
public sealed record TextValue(string Value, string? Role = null, string? ContentType = null);

/// <summary>A named person: of the byline (<c>author</c>), or one that the piece has to do with as <paramref name="Rel"/> says.</summary>
public sealed record Person(string Name, string Rel = "author", string? Uri = null);

/// <summary>A subject, category or genre in the provider's own scheme; <paramref name="Creator"/> is who assigned it, where that is said.</summary>
public sealed record Subject(string Name, string? Uri = null, string? Label = null, string? Creator = null);

/// <summary>A place by its name, or as a point, or both.</summary>
public sealed record Place(string? Name, [property: JsonPropertyName("geoJSON")] GeoPoint? GeoJson = null, string? Uri = null);

/// <summary>A point of RFC 7946: longitude, then latitude, in degrees of WGS 84.</summary>
public sealed record GeoPoint(IReadOnlyList<double> Coordinates, string Type = "Point");

/// <summary>
/// Another piece, by the id that its own provider gave it or by its page, and what this one is to it: <c>inReplyTo</c>,
/// <c>evolvedFrom</c> ... As <c>partOf</c> a package it has a role there and a number, from 1.
/// </summary>
public sealed record Relation(string Rel, string? Uri, string? Link, string? Role = null, int? Order = null)
{
    private const string ItemScheme = "urn:griot:item:";

    /// <summary>The name of an item of this house: it outlives slugs and hosts, and its feeds call it so.</summary>
    public static string UriOf(string item) => ItemScheme + item;

    /// <summary>The item that such a name names; null for any other.</summary>
    public static string? ItemOf(string uri) => uri.StartsWith(ItemScheme, StringComparison.Ordinal) && OpaqueId.IsWellFormed(uri[ItemScheme.Length..]) ? uri[ItemScheme.Length..] : null;
}

/// <summary>A source that the piece names.</summary>
public sealed record InfoSource(string? Name, string? Uri = null, string Role = "claimed");

/// <summary>
/// A picture or file of a piece. <paramref name="Position"/> is for one that came within the delivery and stood in its text: how many ends
/// of text (<see cref="Html.TextEnds"/>) of the body stand before it; null: beside the text.
/// </summary>
public sealed record Association(
    string Uri, string? Type = null, long? Length = null, string? Title = null, string? Caption = null, string? Credit = null,
    string? AlternativeText = null, int? Position = null)
{
    public bool IsPicture => Type is null ? false : Type.StartsWith("image", StringComparison.OrdinalIgnoreCase);
}
