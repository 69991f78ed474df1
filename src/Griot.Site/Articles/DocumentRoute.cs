using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>
/// Answers the page with the text of a document: what a machine read of it, and never the provider's own layout. Where the piece
/// is not shown, neither is this: its page says why.
/// </summary>
internal sealed class DocumentRoute(Shelf shelf, IMediaViews views)
{
    internal IResult Answer(HttpContext context, Edition edition, string slug, string item, int version, int number)
    {
        if (!OpaqueId.IsWellFormed(item)) return Page.NotFound(edition);
        if (shelf.Take(item, version) is not { } taken) return Page.NotFound(edition);
        if (taken.Provider.Slug != slug) return Page.MovedTo(Addresses.Document(edition, taken.Provider.Slug, item, version, number));
        if (taken.Answer == Record.Answer.Gone) return TypedResults.LocalRedirect(Addresses.Article(edition, taken, version));
        if (taken.Media.FirstOrDefault(media => media.Number == number) is not { Description.IsDocument: true } media) return Page.NotFound(edition);
        var shown = new PageMedia(media, PageMedia.ViewOf(media.Entry, views));
        if (shown.View is not { HasText: true } || views.Text(media.Entry) is not { } text) return Page.NotFound(edition);
        foreach (var (name, value) in taken.Rules?.TdmFields() ?? []) context.Response.Headers[name] = value;
        return Page.Of<DocumentPage>(new Dictionary<string, object?>
        {
            [nameof(DocumentPage.Edition)] = edition,
            [nameof(DocumentPage.It)] = taken,
            [nameof(DocumentPage.Shown)] = shown,
            [nameof(DocumentPage.Text)] = text,
        });
    }
}
