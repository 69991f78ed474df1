using System.Text.Json;
using Griot.Record;
using Griot.Syndication.Rights;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Items;

/// <summary>An item, or one version of it: a reader is led to the page, a program gets JSON, or the form that it asks for.</summary>
internal sealed class GetItem(Shelf shelf, Addresses addresses, GoneAnswers gone, ItemForms forms, IMediaViews views)
{
    internal IResult Newest(string item, HttpContext context) => Answer(item, version: null, context);

    internal IResult OfVersion(string item, string version, HttpContext context)
    {
        if (VersionNumber.Parse(version) is { } number) return Answer(item, number, context);
        Prepare(context);
        return Problem.NotFound.Answer(context);
    }

    private IResult Answer(string item, int? version, HttpContext context)
    {
        Prepare(context);
        if (!OpaqueId.IsWellFormed(item) || shelf.Take(item, version) is not { } rendition) return Problem.NotFound.Answer(context);
        RightsHeaders.Put(context, rendition.Rules);
        if (Accepted.WantsPage(context.Request)) return SeePage(rendition, version, context);
        if (Accepted.Form(context.Request) is { } form) return forms.Answer(form, rendition, version, context);
        if (rendition.Answer == Record.Answer.Gone) return gone.Answer(rendition, [.. shelf.Kept(rendition.State)], context);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(Build(rendition), SyndicationJson.Written.ItemAnswer);
        return new FreshBytes(bytes, "application/json; charset=utf-8");
    }

    private static void Prepare(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.Vary = "Accept";
    }

    private IResult SeePage(Rendition rendition, int? version, HttpContext context)
    {
        context.Response.Headers.CacheControl = FreshBytes.Cached;
        context.Response.Headers.Location = addresses.Page(rendition.Provider, rendition.State.Item, rendition.Summary?.Language, version);
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private ItemAnswer Build(Rendition rendition)
    {
        var summary = rendition.Summary!;
        return new ItemAnswer
        {
            Uri = Addresses.Urn("item", rendition.State.Item),
            Page = addresses.Page(rendition.Provider, rendition.State.Item, summary.Language),
            PubStatus = Word.Of(rendition.State.Standing == Standing.Visible ? PubStatus.Usable : PubStatus.Canceled),
            Version = rendition.Version.Entry.Version ?? 0,
            Signal = Word.Of(summary.Signal),
            Provider = Answers.Provider(rendition.Provider, addresses),
            Card = shelf.Ledger.CardEntry(rendition.Provider.Id),
            Headline = summary.Headline,
            By = summary.By,
            Language = summary.Language,
            Published = summary.Published,
            Updated = summary.Updated,
            Received = rendition.Received,
            Terms = Word.Of(rendition.Terms),
            UsageTerms = summary.UsageTerms ?? rendition.Provider.UsageTerms,
            Rights = Answers.Rights(rendition.Rules),
            Link = Addresses.Foreign(summary.Link),
            Origin = summary.Origin is { } origin ? Word.Of(origin) : null,
            Excerpt = rendition.Excerpt,
            SafeHtml = ShownText.Body(rendition),
            Media = rendition.Media.Count == 0 ? null : [.. rendition.Media.Select(media => Answers.Media(rendition, media, views, addresses))],
            Versions = [.. rendition.State.Readable.Select(version => Answers.Version(rendition, version, summary.Language, addresses))],
        };
    }
}
