using Griot.Formats.Values;
using MimeKit;

namespace Griot.Formats.Mail;

/// <summary>
/// A file of a message: known by its bytes (an <c>ni</c> address, RFC 6920), typed by what they begin with, and labelled
/// with the name that its sender gave it. The label never becomes a path (M04).
/// </summary>
internal static class AttachedFile
{
    /// <summary>Takes the file into the draft, unless the part holds nothing.</summary>
    /// <param name="entity">The part.</param>
    /// <param name="words">What the text says in place of the picture; null where it says nothing.</param>
    /// <param name="draft">The piece that it belongs to.</param>
    public static void Add(MimeEntity entity, string? words, ItemDraft draft)
    {
        var bytes = Bytes(entity);
        if (bytes.Length > 0) draft.AddFile(new Media(CarriedName.Of(bytes), FileType.Of(entity.ContentType.MimeType, bytes), bytes.Length, Label(entity)) { AlternativeText = words, ContentId = entity.ContentId }, bytes);
    }

    /// <summary>The decoded bytes: no more than the message has.</summary>
    private static byte[] Bytes(MimeEntity entity)
    {
        using var content = new MemoryStream();
        if (entity is MimePart { Content: { } part }) part.DecodeTo(content);
        else if (entity is MessagePart { Message: { } message }) message.WriteTo(content);
        return content.ToArray();
    }

    private static string? Label(MimeEntity entity) =>
        CarriedName.Label(entity.ContentDisposition?.FileName ?? entity.ContentType.Name ?? (entity as MessagePart)?.Message?.Subject);
}
