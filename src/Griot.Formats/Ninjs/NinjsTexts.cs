using System.Text.Json;
using Griot.Formats.JsonFeed;
using Griot.Formats.Values;

namespace Griot.Formats.Ninjs;

/// <summary>
/// Headline, summary and body. Each may be there several times, in roles and media types: the main one that shows most is
/// taken, HTML before NITF, Markdown and text; the delivery keeps the others. A role that is a teaser or a note is last,
/// and a description that is a credit or a text in place of a picture is none.
/// </summary>
internal static class NinjsTexts
{
    internal static void Read(NinjsObject piece, ItemDraft draft)
    {
        draft.Headline = HeadlineOf(piece, draft) ?? (piece.Field(draft, "title") is { } title ? Headline.OfMarkup(title) : null);
        // What is taken back says why, and nothing else: its old text is no reason.
        if (draft.IsWithdrawal) draft.SummaryHtml = Of(piece, "descriptions", "description").FirstOrDefault(text => text.Role == "reason") is { Value: not null } reason ? NinjsBody.Html(reason) : null;
        else (draft.BodyHtml, draft.SummaryHtml) = Body(piece, draft) is { } body ? (body, Summary(piece, draft)) : (Summary(piece, draft), null);
    }

    /// <summary>The main headline, as plain text.</summary>
    internal static string? HeadlineOf(NinjsObject piece, ItemDraft draft)
    {
        foreach (var text in Of(piece, "headlines", "headline").OrderBy(text => Rank(text.Role)))
        {
            if (text.Value.Length > Limits.Field) draft.Refuse(IncidentCodes.TooLarge, "A headline is longer than its cap.");
            else if ((NinjsBody.KindOf(text) == NinjsKind.Text && text.ContentType is not null ? Headline.OfText(text.Value) : Headline.OfMarkup(text.Value)) is { } headline) return headline;
        }

        return null;
    }

    /// <summary>The texts of a member: of a list, or of 1.x by the name of the member, behind which stands the role.</summary>
    internal static IEnumerable<NinjsRead> Of(NinjsObject piece, string list, string single)
    {
        foreach (var text in piece.Objects(list))
            if (Text(text["value"] ?? text["name"]) is { } value) yield return new(Lower(text["role"]), Lower(text["contentType"]), value);
        foreach (var (name, member) in piece.Members)
            if ((name.Equals(single, StringComparison.OrdinalIgnoreCase) || name.StartsWith(single + "_", StringComparison.OrdinalIgnoreCase)) && Text(member) is { } value)
                yield return new(name.Length > single.Length ? name[(single.Length + 1)..].ToLowerInvariant() : null, null, value);
    }

    private static string? Body(NinjsObject piece, ItemDraft draft)
    {
        var isAny = false;
        foreach (var text in Of(piece, "bodies", "body").OrderBy(text => Rank(text.Role)).ThenBy(NinjsBody.KindOf))
        {
            isAny = true;
            if (text.Value.Length > Limits.Body) draft.Refuse(IncidentCodes.TooLarge, "A body is longer than its cap.");
            else if (NinjsBody.Html(text) is { } html) return html;
        }

        if (isAny) draft.Report(IncidentCodes.UnsupportedContent, "The text is in a form that is not read; the summary stands in its place.");
        return null;
    }

    private static string? Summary(NinjsObject piece, ItemDraft draft)
    {
        foreach (var text in Of(piece, "descriptions", "description").Where(IsAbout).OrderBy(text => Rank(text.Role)).ThenBy(NinjsBody.KindOf))
        {
            if (text.Value.Length > Limits.Body) draft.Refuse(IncidentCodes.TooLarge, "A description is longer than its cap.");
            else if (NinjsBody.Html(text) is { } html) return html;
        }

        return null;
    }

    internal static bool IsAbout(NinjsRead text) => text.Role is not ("creditline" or "credit" or "writer" or "note" or "alternativetext" or "alttext" or "alt" or "reason");

    internal static int Rank(string? role) => role switch
    {
        null or "main" or "summary" or "abstract" or "xhtml" or "html" or "richtext" or "text" or "nitf" or "caption" or "simple" => 0,
        _ => 1,
    };

    private static string? Text(JsonElement? value) => value is { } found && JsonFields.Text(found) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static string? Lower(JsonElement? value) => value is { } found ? ItemDraft.Filled(JsonFields.Text(found))?.ToLowerInvariant() : null;
}

/// <summary>A text as delivered, with its role and media type in lower case, where it has them.</summary>
internal readonly record struct NinjsRead(string? Role, string? ContentType, string Value);
