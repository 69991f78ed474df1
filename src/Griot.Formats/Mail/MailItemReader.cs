using Griot.Formats.Embargo;
using Griot.Formats.Values;
using Griot.Record;
using MimeKit;

namespace Griot.Formats.Mail;

/// <summary>
/// One message as an item. Its id is the Message-ID as an address (<c>mid:</c>, RFC 2392), else a fingerprint; its headline
/// the subject; its byline the sender's name, where that is not the provider's. Where the context says that it corrects or
/// withdraws a piece, the id is that piece's, and the text is what <see cref="MailOrder"/> finds.
/// </summary>
internal static class MailItemReader
{
    public static ItemReading Read(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        if (ParsedMail.Open(delivery, context.Language, out var mail) is { } fault) return new(null, [fault]);
        using (mail)
            return Read(mail!.Message, context);
    }

    private static ItemReading Read(MimeMessage message, ItemContext context)
    {
        var parts = MailParts.Of(message);
        if (parts.Refusal is { } refusal) return new(null, [refusal]);
        var signal = Word.Parse<Signal>(context.Signal);
        var draft = new ItemDraft(context) { IsWithdrawal = signal == Signal.Withdrawal, SignalText = context.Signal, PublishedText = message.Headers[HeaderId.Date] };
        draft.Language = LanguageOf(message, parts);
        foreach (var incident in parts.Incidents) draft.Report(incident.Code, incident.Message);
        ReadText(message, parts, signal, draft);
        var words = InlinePictures.Words(draft.BodyHtml ?? "");
        foreach (var attachment in parts.Attachments)
            AttachedFile.Add(attachment, attachment.ContentId is { } id ? words.GetValueOrDefault(id) : null, draft);
        foreach (var sender in message.From.Mailboxes) draft.AddAuthor(NameOf(sender, context));
        Identify(message, draft);
        return draft.Finish();
    }

    private static void ReadText(MimeMessage message, MailParts parts, Signal? signal, ItemDraft draft)
    {
        var language = LanguageTag.Normalise(draft.Language) ?? draft.Context.Language;
        var body = new MailBody(message, parts.Texts);
        var html = signal is null ? body.Html(language) : MailOrder.Of(message.Subject, body, language).Html;
        if (html.Length > Limits.Body) draft.Refuse(IncidentCodes.TooLarge, "The text is longer than its cap.");
        var filled = string.IsNullOrWhiteSpace(html) ? null : html;
        if (draft.IsWithdrawal) draft.SummaryHtml = filled;
        else draft.BodyHtml = filled;
        draft.Headline = Headline.OfText(signal is null ? MailSubject.WithoutPrefixes(message.Subject) : MailSubject.WithoutMark(message.Subject));
        EmbargoNotice.Apply(MailEmbargo.Of(message, body, filled, language, draft.Context.Country), draft);
        if (filled is null && parts.Attachments.Count == 0 && draft.Headline is null) draft.Refuse(IncidentCodes.UnreadableItem, "The message says nothing.");
    }

    private static void Identify(MimeMessage message, ItemDraft draft)
    {
        var own = message.MessageId is { Length: > 0 } id ? MessageAddress(id) : null;
        draft.HasOwnId = draft.Context.FeedId is not null || own is not null;
        draft.Id = draft.Context.FeedId ?? own ?? Fingerprint.Of(draft.Headline, draft.PublishedText, draft.BodyHtml, null);
    }

    /// <summary>A Message-ID as an address of the scheme <c>mid</c>, without its angle brackets.</summary>
    internal static string MessageAddress(string id) => "mid:" + id.Trim('<', '>', ' ');

    private static string? LanguageOf(MimeMessage message, MailParts parts)
    {
        var given = parts.Texts.Select(text => text.Headers[HeaderId.ContentLanguage]).FirstOrDefault(text => text is not null) ?? message.Body?.Headers[HeaderId.ContentLanguage];
        return given?.Split(',')[0];
    }

    // An address in the place of a name is no name, and nothing to show.
    private static string? NameOf(MailboxAddress sender, ItemContext context)
    {
        var name = Headline.OfText(sender.Name ?? "");
        return name is null || name.Contains('@', StringComparison.Ordinal) || string.Equals(name, context.FeedTitle, StringComparison.OrdinalIgnoreCase) ? null : name;
    }
}
