using Griot.Formats.Embargo;
using Griot.Record.Html;
using MimeKit;

namespace Griot.Formats.Mail;

/// <summary>
/// What a message says of an embargo: in headers that newsrooms use for it, in its subject, and in the first lines of the text
/// that is shown and of the plain one beside it. Where they differ it is not sure.
/// </summary>
internal static class MailEmbargo
{
    private static readonly string[] Headers = ["Embargo", "X-Embargo", "Embargo-Until", "X-Embargo-Until", "Embargoed-Until", "X-Embargoed-Until"];

    /// <param name="message">The message.</param>
    /// <param name="body">Its text.</param>
    /// <param name="html">The text as it is shown; null for none.</param>
    /// <param name="language">Of its provider.</param>
    /// <param name="country">Of its provider.</param>
    public static EmbargoNotice? Of(MimeMessage message, MailBody body, string? html, string? language, string? country)
    {
        var subject = MailSubject.WithoutMark(message.Subject);
        var said = EmbargoNotice.Find(subject, body.Plain(language), language, country);
        if (body.HasMarkup && html is not null) said = EmbargoNotice.Both(said, EmbargoNotice.Find(subject, VisibleText.Of(html), language, country));
        foreach (var header in message.Headers.Where(header => Headers.Contains(header.Field, StringComparer.OrdinalIgnoreCase)))
            said = EmbargoNotice.Both(said, EmbargoNotice.OfHeader(header.Value, language, country));
        return said;
    }
}
