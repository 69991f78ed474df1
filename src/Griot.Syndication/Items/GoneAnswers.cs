using Griot.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Griot.Syndication.Items;

/// <summary>Answers 410 with who took a piece from the page, when, and why.</summary>
internal sealed class GoneAnswers(Addresses addresses, SyndicationSettings settings)
{
    internal JsonHttpResult<GoneAnswer> Answer(Rendition rendition, IReadOnlyList<SealedEntry> kept, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(Build(rendition, kept), SyndicationJson.Written.GoneAnswer, Problem.MediaType, StatusCodes.Status410Gone);
    }

    private GoneAnswer Build(Rendition rendition, IReadOnlyList<SealedEntry> kept)
    {
        var gone = rendition.Tombstone!;
        var language = rendition.Provider.Languages.Count > 0 ? rendition.Provider.Languages[0] : null;
        return new GoneAnswer(
            Addresses.Urn("item", rendition.State.Item), Word.Of(gone.Standing), gone.When,
            gone.IsByProvider ? rendition.Provider.Name : settings.Name, Answers.Provider(rendition.Provider, addresses),
            addresses.Page(rendition.Provider, rendition.State.Item, language), gone.Entry.Index)
        {
            Reason = gone.Reason ?? gone.Notice?.Reason,
            Notice = gone.Notice?.Text,
            Country = gone.Notice?.Country,
            Versions = kept.Count == 0 ? null : [.. kept.Select(version => Answers.Version(rendition, version, language, addresses))],
        };
    }
}
