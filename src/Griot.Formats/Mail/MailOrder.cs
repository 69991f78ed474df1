using Griot.Record;

namespace Griot.Formats.Mail;

/// <summary>
/// The text of a mail that corrects or withdraws, without our receipt and without the words of the order: the reason of a
/// withdrawal, or the whole new text. <see cref="Signal"/> is null where the mail orders nothing.
/// </summary>
internal sealed record MailOrder(Signal? Signal, bool KeepsText, string Html)
{
    /// <param name="subject">Decoded.</param>
    /// <param name="texts">The parts that are the message's text.</param>
    /// <param name="language">As of <see cref="MailText"/>.</param>
    public static MailOrder Of(string? subject, MailBody texts, string? language)
    {
        var bySubject = SignalWords.Read(MailSubject.WithoutPrefixes(subject))?.Signal;
        var lines = QuotedReceipt.OutOfText(texts.Plain(language)).ReplaceLineEndings("\n").Split('\n').ToList();
        // Once: a stranger's mail may be millions of blank lines.
        lines.RemoveRange(0, lines.TakeWhile(string.IsNullOrWhiteSpace).Count());
        var byLine = lines.Count > 0 ? OrderWords.Read(lines[0]) : null;
        var signal = bySubject ?? byLine?.Signal;
        if (byLine is not null && byLine.Signal == signal)
        {
            if (byLine.Rest.Length > 0) lines[0] = byLine.Rest;
            else lines.RemoveAt(0);
        }
        else
        {
            byLine = null;
        }

        var keeps = signal == Record.Signal.Withdrawal && lines.RemoveAll(OrderWords.Keeps) > 0;
        // The words of an order stand in plain text; without them the provider's own markup is taken as it is.
        var html = byLine is null && signal != Record.Signal.Withdrawal && texts.HasMarkup ? QuotedReceipt.OutOfHtml(texts.Html(language)) : Values.PlainText.ToHtml(string.Join('\n', lines).Trim());
        return new MailOrder(signal, keeps, html);
    }
}
