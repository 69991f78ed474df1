using Griot.Formats.Ninjs;
using Griot.Formats.Outgoing;
using Griot.Record;
using Griot.Syndication.Feeds;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Items;

/// <summary>
/// Writes one item in a form of others. What has gone is 410 in the form's own words where it has any (ninjs canceled, Atom's
/// deleted entry), else as a problem.
/// </summary>
internal sealed class ItemForms(OutgoingEntries outgoing, Addresses addresses, GoneAnswers gone, AnswerEntries? answers)
{
    /// <param name="form">The form.</param>
    /// <param name="rendition">What is shown.</param>
    /// <param name="version">Where a version was asked for, its number.</param>
    /// <param name="context">Of the answer.</param>
    internal IResult Answer(ItemForm form, Rendition rendition, int? version, HttpContext context)
    {
        if (rendition.Tombstone is null) return new FreshBytes(Write(form, rendition, version), form.ContentType);
        // What is lost was not taken back: no form of others has a word for that.
        return form.HasTombstones && rendition.Tombstone.Standing != Standing.Lost
            ? new GoneBytes(Write(form, rendition, version), form.ContentType)
            : gone.Answer(rendition, [], context);
    }

    private byte[] Write(ItemForm form, Rendition rendition, int? version)
    {
        var (entry, tombstone) = rendition.Tombstone is null ? (Entry(rendition, version), (OutgoingTombstone?)null) : (null, outgoing.Tombstone(rendition));
        if (form.Feed is { } write) return write(Feed(form, rendition, version, entry, tombstone));
        return entry is null ? NinjsWriter.Write(tombstone!, outgoing.House, form.Version) : NinjsWriter.Write(entry, outgoing.House, form.Version);
    }

    private OutgoingEntry Entry(Rendition rendition, int? version) =>
        answers?.Onward([rendition], one => outgoing.Entry(one, version))[0] ?? outgoing.Entry(rendition, version);

    private OutgoingFeed Feed(ItemForm form, Rendition rendition, int? version, OutgoingEntry? entry, OutgoingTombstone? tombstone) => new()
    {
        Id = Addresses.Urn("item", rendition.State.Item) + ":feed",
        Title = ShownText.Line(rendition.Provider.Name),
        Operator = outgoing.House.Name,
        Home = addresses.Provider(rendition.Provider),
        Self = addresses.Item(rendition.State.Item, version ?? rendition.Version.Entry.Version ?? 1, form.Name),
        Updated = OutgoingEntries.Changed(rendition),
        Language = entry?.Language,
        Entries = entry is null ? [] : [entry],
        Tombstones = tombstone is null ? [] : [tombstone],
    };
}
