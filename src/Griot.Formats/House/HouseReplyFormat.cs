using System.Text.Json;
using Griot.Formats.Encodings;
using Griot.Formats.Form;
using Griot.Formats.JsonFeed;
using Griot.Formats.Values;

namespace Griot.Formats.House;

/// <summary>Reads a <see cref="HouseReply"/>. Nothing in its text is markup, and no word in it an embargo or any other order.</summary>
internal sealed class HouseReplyFormat : FeedFormat
{
    public override string Name => HouseReply.FormatName;

    // Nobody's feed looks like this: it is read only where its door says what it is.
    public override bool CanRead(DocumentStart start) => false;

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) => CutFeed.None(Name);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        using var document = JsonText.Parse(delivery);
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } reply || ItemDraft.Filled(reply.Text("text")) is not { } text)
            return ItemReading.Refused(IncidentCodes.UnreadableItem, "The reply is no JSON object with a text.");
        var draft = new ItemDraft(context) { BodyHtml = TypedText.ToHtml(text) };
        draft.Id = reply.Field("uri", draft);
        draft.Language = reply.Field("language", draft);
        draft.Headline = reply.Field("headline", draft) is { } headline ? Headline.OfText(headline) : null;
        draft.AddAuthor(reply.Field("by", draft));
        draft.AddAntecedent(reply.Field("inReplyTo", draft), null);
        if (text.Length > Limits.Body) draft.Refuse(IncidentCodes.TooLarge, "The text is longer than its cap.");
        return draft.Finish();
    }
}
