using System.Text.Json;
using Griot.Formats.JsonFeed;
using Griot.Formats.Values;

namespace Griot.Formats.Ninjs;

/// <summary>
/// Whether and as what a piece may be published. In doubt it is not: an embargo without a date that can be read holds
/// without end, and an unknown status holds the piece back.
/// </summary>
internal static class NinjsStatus
{
    internal static void Read(NinjsObject piece, ItemDraft draft)
    {
        TakeEmbargo(piece, draft);
        TakeStatus(piece, draft);
        TakeSignal(piece, draft);
    }

    // Present and empty is an embargo until further notice; null is none.
    private static void TakeEmbargo(NinjsObject piece, ItemDraft draft)
    {
        if ((piece["embargoedUntil"] ?? piece["embargoed"]) is not { } embargo || embargo.ValueKind == JsonValueKind.False) return;
        draft.IsEmbargoed = true;
        draft.EmbargoText = ItemDraft.Filled(JsonFields.Text(embargo));
    }

    private static void TakeStatus(NinjsObject piece, ItemDraft draft)
    {
        if (piece["pubStatus"] is not { } given) return;
        var status = Word(JsonFields.Text(given) ?? given.GetRawText());
        if (status == "cancelled") draft.Report(IncidentCodes.BadStatus, "The publishing status \"cancelled\" is spelt \"canceled\" in ninjs; it was read as that.");
        else if (status is not ("usable" or "withheld" or "canceled")) draft.Report(IncidentCodes.BadStatus, $"The publishing status {Incident.Quote(status)} is none of ninjs; the piece is held back.");
        draft.IsWithdrawal = status is "canceled" or "cancelled";
        draft.IsWithheld = status != "usable" && !draft.IsWithdrawal;
    }

    // Superdesk's word, as a text, an object or a list of them; an editor's note is no signal, whatever it says.
    private static void TakeSignal(NinjsObject piece, ItemDraft draft)
    {
        foreach (var signal in piece.Objects("signal"))
        {
            var word = Word(signal.Field(draft, "qcode", "code", "name") ?? "");
            if (word == "correction" || (word == "update" && draft.SignalText is null)) draft.SignalText = word;
        }
    }

    // Also as a code of NewsCodes: stat:usable, http://cv.iptc.org/newscodes/pubstatusg2/usable.
    private static string Word(string text) => text[(text.LastIndexOfAny([':', '/']) + 1)..].Trim().ToLowerInvariant();
}
