using Griot.Formats;
using Griot.Record.Html;

namespace Griot.Inspection.Trials;

/// <summary>One item of a feed on trial, as it would be read.</summary>
/// <param name="Cut">The delivery.</param>
/// <param name="Item">Null where it can't be read.</param>
/// <param name="Text">What a reader would see of its text.</param>
/// <param name="Pictures">Pictures in the text and beside it.</param>
/// <param name="Refusal">Why it would lie in quarantine; null: it would be sealed.</param>
/// <param name="Incidents">All that is odd about it.</param>
internal sealed record TrialItem(ItemCut Cut, FeedItem? Item, string Text, int Pictures, Incident? Refusal, IReadOnlyList<Incident> Incidents)
{
    internal DateTimeOffset? Date => Item?.Published ?? Item?.Updated;

    internal string? DateText => Item?.PublishedText ?? Item?.UpdatedText;

    internal static TrialItem Read(ItemCut cut)
    {
        var reading = ItemReader.Read(cut.Bytes, cut.Context);
        if (reading.Item is not { } item) return new TrialItem(cut, null, "", 0, Reason(reading.Incidents), reading.Incidents);
        var start = Uri.TryCreate(item.Base, UriKind.Absolute, out var address) ? address : null;
        var body = SafeHtml.Sanitise(item.BodyHtml ?? "", start);
        var canShow = body.Refusal == SafeHtmlRefusal.None && SafeHtml.Sanitise(item.SummaryHtml ?? "", start).Refusal == SafeHtmlRefusal.None;
        var attached = item.Media.Count(media => media.Type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ?? false);
        return new TrialItem(cut, item, VisibleText.Of(body.Html), body.Pictures.Count + attached, Refused(item, canShow), reading.Incidents);
    }

    private static Incident? Refused(FeedItem item, bool canShow) =>
        !canShow ? Incident.NotShowable
        : item.Signal is "withdrawal" or "correction" ? new Incident("unknown-item", $"A {item.Signal} of a piece that this channel has never delivered.")
        : null;

    private static Incident Reason(IReadOnlyList<Incident> incidents) => incidents.Count > 0 ? incidents[^1] : new Incident(IncidentCodes.UnreadableItem, "The item can't be read.");
}
