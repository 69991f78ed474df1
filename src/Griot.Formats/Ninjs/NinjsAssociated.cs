using Griot.Formats.JsonFeed;
using Griot.Formats.Values;
using Griot.Record.Html;

namespace Griot.Formats.Ninjs;

/// <summary>
/// Pictures and files, and what the piece is to others. Renditions are forms of one content: the largest is taken. An
/// association with renditions belongs to the piece; one without is another piece, and its <c>rel</c>, else its name, says
/// what this one is to it. <c>corrects</c> calls this version a correction (docs/decisions/0030).
/// </summary>
internal static class NinjsAssociated
{
    /// <summary>Takes pictures, files and the page; gives the other pieces.</summary>
    internal static List<RelatedPiece> Read(NinjsObject piece, ItemDraft draft)
    {
        draft.Link = Page(piece, draft);
        if (Largest(piece, draft) is { } own) draft.AddMedia(OwnMedia(piece, draft, own), draft.Base);
        var relations = new List<RelatedPiece>();
        foreach (var associated in piece.Keyed("associations"))
            if (Largest(associated, draft) is { } file) draft.AddMedia(MediaOf(associated, draft, file), draft.Base);
            else if (relations.Count <= Limits.Named) Relate(associated, draft, relations);
        foreach (var attachment in piece.Objects("attachments"))
            if (attachment.Field(draft, "href", "url") is { } file) draft.AddMedia(new(file, attachment.Field(draft, "mimetype"), Size(attachment, draft, "length"), attachment.Field(draft, "title", "filename"), null, attachment.Field(draft, "description")), draft.Base);
        if (piece.Field(draft, "evolvedfrom") is { } earlier) relations.Add(new("evolvedFrom", earlier, null));
        if (draft.Context.Package is { } package) relations.Add(new("partOf", package.Id, null, package.Role, package.Order));
        return relations;
    }

    private static void Relate(NinjsObject associated, ItemDraft draft, List<RelatedPiece> relations)
    {
        var rel = associated.Field(draft, "rel") ?? Unnumbered(associated.Key ?? associated.Field(draft, "name"));
        var (id, link) = (associated.Field(draft, "uri", "guid"), Page(associated, draft));
        if (rel == NinjsAssociations.Corrects && draft.SignalText is null) draft.SignalText = "correction";
        else if (rel == "inReplyTo") draft.AddAntecedent(id, link);
        else if (rel is not null && rel != NinjsAssociations.Corrects && (id is not null || link is not null)) relations.Add(new(rel, id, link));
    }

    // Headline and description of the piece itself are shown with it already.
    private static Media OwnMedia(NinjsObject piece, ItemDraft draft, NinjsObject file) =>
        MediaOf(piece, draft, file) with { Title = null, Description = null, Credit = In(NinjsTexts.Of(piece, "descriptions", "description"), "creditline", "credit") };

    private static Media MediaOf(NinjsObject picture, ItemDraft draft, NinjsObject file)
    {
        var texts = NinjsTexts.Of(picture, "descriptions", "description").ToList();
        var (body, caption) = (Plain(NinjsTexts.Of(picture, "bodies", "body")), Plain(texts.Where(NinjsTexts.IsAbout)));
        return new(
            file.Field(draft, "href") ?? "",
            file.Field(draft, "contentType", "mimetype") ?? TypeOf(picture, draft),
            Size(file, draft, "sizeInBytes"),
            NinjsTexts.HeadlineOf(picture, draft) ?? picture.Field(draft, "title"),
            In(texts, "creditline", "credit") ?? picture.Field(draft, "by", "byline", "copyrightHolder", "copyrightNotice"),
            caption ?? body,
            In(texts, "alternativetext", "alttext", "alt") ?? (caption is null ? null : body));
    }

    // The page is no form of the content, but ninjs has no other place for its address.
    private static string? Page(NinjsObject piece, ItemDraft draft) =>
        piece.Keyed("renditions").Where(IsPage).Select(page => draft.Resolve(page.Field(draft, "href"), draft.Base)).FirstOrDefault(page => page is not null);

    private static NinjsObject? Largest(NinjsObject piece, ItemDraft draft) => piece.Keyed("renditions")
        .Where(rendition => !IsPage(rendition) && rendition.Field(draft, "href") is not null)
        .MaxBy(rendition => (Number(rendition, "width") * Number(rendition, "height"), Number(rendition, "sizeInBytes")));

    private static bool IsPage(NinjsObject rendition) => (rendition["contentType"] ?? rendition["mimetype"]) is { } type && JsonFields.Text(type)?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true;

    private static double Number(NinjsObject json, string name) =>
        json[name] is { ValueKind: System.Text.Json.JsonValueKind.Number } value && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : 0;

    private static long? Size(NinjsObject file, ItemDraft draft, string name) => ItemDraft.Bytes(file.Field(draft, name));

    private static string? TypeOf(NinjsObject piece, ItemDraft draft) => piece.Field(draft, "type")?.ToLowerInvariant() switch
    {
        "picture" or "graphic" => "image",
        "audio" => "audio",
        "video" => "video",
        _ => null,
    };

    private static string? In(IEnumerable<NinjsRead> texts, params string[] roles) =>
        texts.FirstOrDefault(text => roles.Contains(text.Role)).Value?.Trim();

    private static string? Plain(IEnumerable<NinjsRead> texts)
    {
        var text = texts.OrderBy(text => NinjsTexts.Rank(text.Role)).ThenByDescending(NinjsBody.KindOf).FirstOrDefault(text => NinjsBody.KindOf(text) != NinjsKind.Unknown && text.Value.Length <= Limits.Field);
        return text.Value is null ? null : NinjsBody.KindOf(text) == NinjsKind.Text ? text.Value.Trim() : ItemDraft.Filled(VisibleText.Of(NinjsBody.Html(text) ?? ""));
    }

    private static string? Unnumbered(string? name)
    {
        var end = name?.LastIndexOf('_') ?? -1;
        return end > 0 && end + 1 < name!.Length && name.AsSpan(end + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..end] : name;
    }
}
