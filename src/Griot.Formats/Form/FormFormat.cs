using Griot.Formats.Embargo;
using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.Form;

/// <summary>
/// A piece that was typed into the page of a provider: the posted form, as it was sent. Which piece it is stands in the context
/// (<see cref="ItemContext.FeedId"/>), since the page knows it and the form can't be trusted with it; what is said of it
/// (<c>act</c>: deliver, correct, withdraw) stands in the form.
/// </summary>
internal sealed class FormFormat : FeedFormat
{
    public override string Name => "form";

    // Nobody's feed looks like this: it is read only where its door says what it is.
    public override bool CanRead(DocumentStart start) => false;

    public override CutFeed Cut(DecodedDocument document, DocumentStart start, DocumentHints hints) => CutFeed.None(Name);

    public override ItemReading ReadItem(ReadOnlyMemory<byte> delivery, ItemContext context) => Read(delivery, context, []);

    internal static ItemReading Read(ReadOnlyMemory<byte> delivery, ItemContext context, IReadOnlyList<SentFile> files)
    {
        if (FormFields.Read(delivery.Span) is not { } fields) return ItemReading.Refused(IncidentCodes.UnreadableItem, "The form has more than 64 fields.");
        var act = fields.GetValueOrDefault("act", FormAct.Deliver);
        return act switch
        {
            FormAct.Withdraw => Withdrawal(fields, context),
            FormAct.Deliver or FormAct.Correct => Piece(fields, context, act, files),
            _ => ItemReading.Refused(IncidentCodes.UnreadableItem, $"The form asks for {Incident.Quote(act)}, which is nothing that can be done."),
        };
    }

    private static ItemReading Piece(IReadOnlyDictionary<string, string> fields, ItemContext context, string act, IReadOnlyList<SentFile> files)
    {
        var text = Filled(fields, "text");
        var draft = new ItemDraft(context)
        {
            Id = context.FeedId,
            Headline = Filled(fields, "headline") is { } headline ? Headline.OfText(headline) : null,
            BodyHtml = text is null ? null : TypedText.ToHtml(text),
            Language = Filled(fields, "language") ?? context.Language,
            SignalText = act == FormAct.Correct ? "correction" : null,
        };
        if (text?.Length > Limits.Body) draft.Refuse(IncidentCodes.TooLarge, "The text is longer than its cap.");
        // A press release may be a document alone: then its headline has to say what it is.
        if (text is null && (files.Count == 0 || draft.Headline is null)) draft.Refuse(IncidentCodes.UnreadableItem, "The form holds no text.");
        foreach (var file in files) draft.AddFile(new Media(CarriedName.Of(file.Bytes.Span), FileType.Of(file.Type, file.Bytes.Span), file.Bytes.Length, CarriedName.Label(file.Name)), file.Bytes);
        draft.AddAuthor(Filled(fields, "by"));
        if (Filled(fields, "embargo") is { } until) (draft.IsEmbargoed, draft.EmbargoText) = (true, Moment(until));
        EmbargoNotice.Apply(EmbargoNotice.Find(draft.Headline, text ?? "", LanguageTag.Normalise(draft.Language), context.Country), draft);
        return draft.Finish();
    }

    private static ItemReading Withdrawal(IReadOnlyDictionary<string, string> fields, ItemContext context) => new ItemDraft(context)
    {
        IsWithdrawal = true,
        Id = context.FeedId,
        SummaryHtml = Filled(fields, "reason") is { } reason ? TypedText.ToHtml(reason) : null,
    }.Finish();

    // A browser's field for a moment has no zone; the page asks for universal time.
    private static string Moment(string text) => text.Length is 16 or 19 && text[10] == 'T' ? text + "Z" : text;

    private static string? Filled(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
}
