using System.Text;
using Griot.Formats.Embargo;
using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.Prose;

/// <summary>A document that is one piece of prose: its delivery is the whole of it.</summary>
internal static class ProseDocument
{
    private static readonly string[] MarkdownEndings = [".md", ".markdown"];

    /// <summary>The format of prose that a document is said to be: by a person, or at a door that takes prose by its media type or file name; null for what is none.</summary>
    internal static string? Said(ReadOnlySpan<byte> text, DocumentHints hints)
    {
        if (text.IsEmpty || text.Contains((byte)0)) return null;
        if (hints.Format is "text" or "markdown") return hints.Format;
        if (!hints.TakesProse || hints.Format is not null) return null;
        var ending = Path.GetExtension(hints.Address?.Split('?', '#')[0] ?? "").ToLowerInvariant();
        return hints.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            "text/markdown" or "text/x-markdown" => "markdown",
            null or "" or "text/plain" or "application/octet-stream" when MarkdownEndings.Contains(ending) => "markdown",
            "text/plain" => "text",
            null or "" or "application/octet-stream" when ending == ".txt" => "text",
            _ => null,
        };
    }

    internal static CutFeed Cut(string format, DecodedDocument document, DocumentHints hints)
    {
        if (Text(document.Utf8(document.Scannable)).AsSpan().IsWhiteSpace()) return CutFeed.None(format);
        var context = new ItemContext
        {
            Format = format,
            Encoding = document.EncodingName,
            Base = Address.Document(hints),
            Country = hints.Country,
            FeedId = ItemDraft.Filled(hints.Id),
        };
        return new(format, FeedInfo.Empty, [new ItemCut(0, document.Original.Length, document.Original, context)], []);
    }

    /// <summary>The text without a byte order mark.</summary>
    internal static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span).TrimStart('\uFEFF');

    /// <summary>The item. Its id is the door's, else the header's, else made of its words.</summary>
    internal static ItemReading Finish(ItemDraft draft, ProseHeader header, string whole)
    {
        header.Fill(draft);
        if (draft.Byline.Count == 0) foreach (var author in draft.Context.FeedAuthors) draft.AddAuthor(author);
        if (draft.BodyHtml?.Length > Limits.Body) draft.Refuse(IncidentCodes.TooLarge, "The text is longer than its cap.");
        if (ItemDraft.Filled(draft.BodyHtml) is null) draft.BodyHtml = null;
        draft.Id = ItemDraft.Filled(draft.Context.FeedId) ?? header["id"];
        if (draft.Id is null) (draft.Id, draft.HasOwnId) = (Fingerprint.Of(draft.Headline, draft.PublishedText, draft.BodyHtml, whole), false);
        draft.Language ??= draft.Context.Language;
        if (draft.IsWithdrawal) (draft.SummaryHtml, draft.BodyHtml) = (draft.BodyHtml, null);
        EmbargoNotice.Apply(EmbargoNotice.Find(draft.Headline, header.Text, LanguageTag.Normalise(draft.Language), draft.Context.Country), draft);
        return draft.Finish();
    }
}
