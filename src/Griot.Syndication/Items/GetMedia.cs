using Griot.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Griot.Syndication.Items;

/// <summary>
/// A picture or document of a version. A document is given as it came, to be kept and not to be opened here: strangers wrote it. A
/// picture is given as it was drawn anew; as it came it may tell where a source lives, and is given to nobody (M05).
/// </summary>
internal sealed class GetMedia(Shelf shelf, IMediaViews views, GoneAnswers gone)
{
    private const string Webp = "image/webp";

    /// <summary>The document, or the picture in its largest size.</summary>
    internal IResult Answer(string item, string version, string number, HttpContext context) => Find(item, version, number, context, media =>
    {
        if (media.Description.IsPicture) return Picture(media, null, context);
        if (!media.Description.IsDocument) return Problem.NotPermitted.Answer(context);
        if (shelf.Ledger.Content(media.Entry.Index, Part.Delivery) is not { } bytes) return Problem.Lost.Answer(context);
        context.Response.Headers.ContentDisposition = Disposition(media);
        return new FreshBytes(bytes, media.Description.Type);
    });

    /// <summary>The picture in one of its sizes.</summary>
    internal IResult OfWidth(string item, string version, string number, string width, HttpContext context) => Find(item, version, number, context, media =>
        media.Description.IsPicture && VersionNumber.Parse(width) is { } pixels ? Picture(media, pixels, context) : Problem.NotFound.Answer(context));

    private IResult Find(string item, string version, string number, HttpContext context, Func<ShownMedia, IResult> give)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        if (!OpaqueId.IsWellFormed(item) || VersionNumber.Parse(version) is not { } of || VersionNumber.Parse(number) is not { } place) return Problem.NotFound.Answer(context);
        return shelf.Media(item, of, place) switch
        {
            (Griot.Record.Answer.Whole, { } media) => give(media),
            (Griot.Record.Answer.Gone, _) when shelf.Take(item, of) is { Tombstone: not null } rendition => gone.Answer(rendition, [], context),
            (Griot.Record.Answer.Gone, _) => Problem.Lost.Answer(context),
            (Griot.Record.Answer.Forbidden, _) => Problem.NotPermitted.Answer(context),
            _ => Problem.NotFound.Answer(context),
        };
    }

    private IResult Picture(ShownMedia media, int? width, HttpContext context)
    {
        if (views.Of(media.Entry) is not { } view)
        {
            context.Response.Headers.RetryAfter = "5";
            return Problem.NotMade.Answer(context);
        }

        return view.Sizes.LastOrDefault(size => width is null || size.Width == width) is { } size && views.Picture(media.Entry, size.Width) is { } bytes
            ? new FreshBytes(bytes, Webp)
            : Problem.NotFound.Answer(context);
    }

    // RFC 6266: the label as its provider wrote it for programs that read filename*, and letters that no system stumbles over for
    // all others. It never begins with a point and always ends as its bytes are (M04).
    private static string Disposition(ShownMedia media)
    {
        var (plain, label) = FileName.Of(media.Description.Title, media.Description.Type, media.Number);
        var disposition = new ContentDispositionHeaderValue("attachment") { FileName = plain };
        disposition.FileNameStar = label;
        return disposition.ToString();
    }
}
