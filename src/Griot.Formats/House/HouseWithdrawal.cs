using System.Text.Json;
using Griot.Formats.Encodings;
using Griot.Formats.JsonFeed;
using Griot.Formats.Values;

namespace Griot.Formats.House;

/// <summary>
/// A withdrawal handed over at the house, as JSON: <c>{"uri": ..., "reason": ...}</c>. Whether the old text stays readable
/// stands in the context.
/// </summary>
internal sealed class HouseWithdrawal : FeedFormat
{
    public override string Name => "withdrawal";

    public override bool CanRead(DocumentStart start) => false;

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) => CutFeed.None(Name);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        using var document = JsonText.Parse(delivery);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } withdrawal)
            return ItemReading.Refused(IncidentCodes.UnreadableItem, "The withdrawal is not a JSON object.");
        var draft = new ItemDraft(context) { IsWithdrawal = true };
        draft.Id = withdrawal.Field("uri", draft);
        draft.SummaryHtml = withdrawal.Text("reason") is { } reason ? PlainText.ToHtml(reason) : null;
        return draft.Finish();
    }
}
