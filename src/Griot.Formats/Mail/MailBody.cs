using System.Text;
using Griot.Formats.Values;
using Griot.Record.Html;
using MimeKit;

namespace Griot.Formats.Mail;

/// <summary>The parts of a message that are its text, joined in their order.</summary>
internal sealed class MailBody(MimeMessage message, IReadOnlyList<TextPart> texts)
{
    public bool HasMarkup => texts.Any(text => text.IsHtml);

    /// <summary>HTML as delivered; plain text becomes HTML by <see cref="PlainText"/>. Parts are joined by a line end.</summary>
    public string Html(string? language)
    {
        if (!HasMarkup) return PlainText.ToHtml(string.Join("\n\n", texts.Select(text => MailText.Of(text, language))));
        var html = new StringBuilder();
        foreach (var text in texts)
        {
            var part = MailText.Of(text, language);
            html.Append(text.IsHtml ? part : PlainText.ToHtml(part)).Append('\n');
        }

        return html.ToString();
    }

    /// <summary>Plain text: the message's own where it has one, else the words of its HTML.</summary>
    public string Plain(string? language)
    {
        IReadOnlyList<TextPart> plain = !HasMarkup ? texts : Alternative() is { } other ? [other] : [];
        return plain.Count > 0 ? string.Join("\n\n", plain.Select(text => MailText.Of(text, language))) : VisibleText.Of(Html(language));
    }

    private TextPart? Alternative() => texts.Count == 1 ? Beside(message.Body, 0) : null;

    // The plain one among the alternatives of which the HTML is the richest.
    private static TextPart? Beside(MimeEntity? entity, int depth)
    {
        if (entity is not Multipart many || depth >= ParsedMail.Deepest) return null;
        if (many is MultipartAlternative && many.OfType<TextPart>().FirstOrDefault(part => part.IsPlain && !part.IsAttachment) is { } plain) return plain;
        return many.Select(part => Beside(part, depth + 1)).FirstOrDefault(found => found is not null);
    }
}
