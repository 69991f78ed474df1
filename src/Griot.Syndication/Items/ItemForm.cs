using Griot.Formats.Atom;
using Griot.Formats.JsonFeed;
using Griot.Formats.Ninjs;
using Griot.Formats.Outgoing;
using Griot.Formats.Rss;

namespace Griot.Syndication.Items;

/// <summary>A form of others in which one item goes out: ninjs, or a feed of one entry.</summary>
/// <param name="Name">As it stands in addresses.</param>
/// <param name="MediaType">With its parameters.</param>
/// <param name="Feed">Writes it, where it is a feed.</param>
/// <param name="Version">The generation, where it is ninjs.</param>
/// <param name="HasTombstones">False where the form has no word for what has gone.</param>
internal sealed record ItemForm(string Name, string MediaType, Func<OutgoingFeed, byte[]>? Feed, NinjsVersion Version, bool HasTombstones)
{
    internal static readonly ItemForm[] All =
    [
        Ninjs(NinjsVersion.V31), Ninjs(NinjsVersion.V22), Ninjs(NinjsVersion.V16),
        new("atom", AtomWriter.MediaType, AtomWriter.Write, default, HasTombstones: true),
        new("rss", RssWriter.MediaType, RssWriter.Write, default, HasTombstones: false),
        new("jsonfeed", JsonFeedWriter.MediaType, JsonFeedWriter.Write, default, HasTombstones: false),
    ];

    /// <summary>The form of an address; null for a word, or a version of ninjs, that there is not.</summary>
    internal static ItemForm? Named(string name, string? version) =>
        Array.Find(All, form => form.Name == name && (version is null ? form.Version == NinjsVersion.V31 || form.Feed is not null : form.Feed is null && form.Number == version));

    /// <summary>The form of a media type; <paramref name="profile"/> as the parameter has it. Plain JSON is none of them.</summary>
    internal static ItemForm? OfMediaType(string mediaType, string? profile) =>
        Array.Find(All, form => form.Feed is null
            ? mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) && profile == "ninjs-" + form.Number
            : mediaType.Equals(form.MediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>As the answer says it: JSON is UTF-8 by itself.</summary>
    internal string ContentType => Feed is null ? MediaType : MediaType + "; charset=utf-8";

    private string Number => Version switch { NinjsVersion.V16 => "1.6", NinjsVersion.V22 => "2.2", _ => "3.1" };

    private static ItemForm Ninjs(NinjsVersion version) => new("ninjs", NinjsWriter.MediaTypeOf(version), null, version, HasTombstones: true);
}
