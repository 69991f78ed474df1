using MimeKit;
using MimeKit.Tnef;

namespace Griot.Formats.Mail;

/// <summary>
/// What of a message is its text, in order, and what is attached to it. Of alternatives the last one that can be shown is
/// taken (RFC 2046, 5.1.4). A message inside the message is attached, and is never read as this one.
/// </summary>
internal sealed class MailParts
{
    private const int Most = 1_000;

    private int parts;

    public List<TextPart> Texts { get; } = [];

    public List<MimeEntity> Attachments { get; } = [];

    /// <summary>Why the message can't be read at all; null where it can.</summary>
    public Incident? Refusal { get; private set; }

    /// <summary>Something in it can't be read.</summary>
    public List<Incident> Incidents { get; } = [];

    public static MailParts Of(MimeMessage message)
    {
        var found = new MailParts();
        found.Visit(message.Body, 0);
        return found;
    }

    private void Visit(MimeEntity? entity, int depth)
    {
        if (Refusal is not null || entity is null) return;
        if (++parts > Most) Refuse(IncidentCodes.TooLarge, "The message has more than 1,000 parts.");
        else if (depth >= ParsedMail.Deepest - 1) Refuse(IncidentCodes.TooDeep, "The message nests parts deeper than 50 levels.");
        else if (entity is Multipart multipart) VisitMany(multipart, depth + 1);
        else if (entity is TextPart { IsAttachment: false } text && (text.IsPlain || text.IsHtml) && (text.FileName is null || Texts.Count == 0)) Texts.Add(text);
        else Attach(entity);
    }

    private void VisitMany(Multipart multipart, int depth)
    {
        switch (multipart.ContentType.MediaSubtype.ToLowerInvariant())
        {
            case "report":
                Refuse(IncidentCodes.AutomaticMail, "The message is a report of a mail system.");
                break;
            case "encrypted":
                Refuse(IncidentCodes.UnsupportedContent, "The message is encrypted.");
                break;
            case "signed":
                if (multipart.Count > 0) Visit(multipart[0], depth);
                break;
            case "alternative":
                VisitBest(multipart, depth);
                break;
            case "related":
                VisitRelated(multipart, depth);
                break;
            default:
                foreach (var part in multipart) Visit(part, depth);
                break;
        }
    }

    private void VisitBest(Multipart alternatives, int depth)
    {
        parts += alternatives.Count;
        if (parts > Most) Refuse(IncidentCodes.TooLarge, "The message has more than 1,000 parts.");
        else if (alternatives.LastOrDefault(part => IsShowable(part, depth)) is { } best) Visit(best, depth);
        else foreach (var part in alternatives) Visit(part, depth);
    }

    private void VisitRelated(Multipart related, int depth)
    {
        var root = (related as MultipartRelated)?.Root ?? related.FirstOrDefault();
        Visit(root, depth);
        foreach (var part in related)
            if (part != root) Visit(part, depth);
    }

    private void Attach(MimeEntity entity)
    {
        if (entity is TnefPart) Incidents.Add(new(IncidentCodes.UnsupportedContent, "The message holds a winmail.dat: what Outlook put into it is kept and not read. Sending as HTML or plain text mends it."));
        else if (entity.ContentType.IsMimeType("application", "pkcs7-mime")) Refuse(IncidentCodes.UnsupportedContent, "The message is encrypted or signed in a form that is not read (application/pkcs7-mime).");
        Attachments.Add(entity);
    }

    private void Refuse(string code, string message) => Refusal ??= new(code, message);

    private static bool IsShowable(MimeEntity part, int depth) => depth < ParsedMail.Deepest && part switch
    {
        TextPart text => text.IsPlain || text.IsHtml,
        Multipart many when many.ContentType.MediaSubtype.Equals("related", StringComparison.OrdinalIgnoreCase) => many.FirstOrDefault() is { } first && IsShowable(first, depth + 1),
        Multipart many => many.Any(inner => IsShowable(inner, depth + 1)),
        _ => false,
    };
}
