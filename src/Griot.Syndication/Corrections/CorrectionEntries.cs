using Griot.Formats.Outgoing;
using Griot.Record;
using Griot.Syndication.Feeds;

namespace Griot.Syndication.Corrections;

/// <summary>
/// Corrections and withdrawals as entries of a feed. Each is about an entry of the log and bears its name: a piece that is corrected
/// twice stands twice. No text of a piece goes out here, only what changed in it, and nothing of one that was taken back.
/// </summary>
internal sealed class CorrectionEntries(Addresses addresses, OutgoingEntries outgoing, IChangeWords? words)
{
    internal OutgoingEntry? Of(Amendment one) => one.After is { } after ? Corrected(one, after) : one.Departure is { } gone ? TakenBack(one, gone) : null;

    private OutgoingEntry Corrected(Amendment one, Rendition after)
    {
        var language = after.Summary!.Language;
        var version = one.Entry.Entry.Version ?? 0;
        var piece = outgoing.Entry(after, version);
        return piece with
        {
            Id = Name(one),
            Title = words is null ? piece.Title : $"{words.Name(Signal.Correction, language)} · {piece.Title}",
            Link = one.Before is null ? piece.Link : addresses.Difference(one.Provider, after.State.Item, language, version),
            Original = null,
            Published = one.Entry.Entry.Time,
            Updated = one.Entry.Entry.Time,
            Summary = one.Before is { } before && words is not null ? words.Line(before, after, language) : null,
            ContentHtml = null,
            Media = [],
            Relations = [],
        };
    }

    private OutgoingEntry TakenBack(Amendment one, Departure gone)
    {
        var provider = one.Provider;
        var language = provider.Languages is [var first, ..] ? first : null;
        var standing = gone.Tombstone.Standing;
        return new OutgoingEntry
        {
            Id = Name(one),
            Title = words?.Gone(standing, language) ?? Word.Of(standing),
            Link = addresses.Page(provider, gone.Item!, language),
            Published = one.Entry.Entry.Time,
            Updated = one.Entry.Entry.Time,
            Summary = ShownText.LineIfAny(gone.Tombstone.Reason),
            Source = outgoing.Source(provider),
            Seal = new OutgoingSeal(one.Entry.Index, one.Entry.Entry.Version ?? 0, Word.Of(PubStatus.Canceled), Word.Of(Signal.Withdrawal), Word.Of(provider.Terms), one.Entry.Entry.Evidence is { } evidence ? Word.Of(evidence) : null, null, null),
        };
    }

    private static string Name(Amendment one) => Addresses.Urn("entry", one.Entry.Index.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
