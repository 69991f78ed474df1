using System.Globalization;
using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>
/// Answers the pages of labels. A label that is none of its vocabulary is not there (404); one without pieces has a page that says
/// so. The index says where to look, the shelf what is shown.
/// </summary>
internal sealed class LabelRoute(ArticleSearch search, Shelf shelf)
{
    private const int PiecesOnPage = 30;

    internal Task<IResult> Country(HttpContext context, Edition edition, string code, long? before)
    {
        var country = code.ToUpperInvariant();
        if (!Regions.IsCountry(country)) return NotFound(edition);
        return Answer(context, edition, "country", code, country, before, new SearchRequest { Country = country }, list => LabelSheets.Country(edition, country, list, shelf.Ledger));
    }

    internal Task<IResult> Region(HttpContext context, Edition edition, string code, long? before) => !Regions.IsRegion(code)
        ? NotFound(edition)
        : Answer(context, edition, "region", code, code, before, new SearchRequest { Region = code }, list => LabelSheets.Region(edition, code, list, search.CountAll()));

    internal Task<IResult> Subject(HttpContext context, Edition edition, string code, long? before) => !MediaTopics.IsKnown(code)
        ? NotFound(edition)
        : Answer(context, edition, "subject", code, code, before, new SearchRequest { Subject = code }, list => LabelSheets.Subject(edition, code, list, search.CountAll()));

    internal Task<IResult> Language(HttpContext context, Edition edition, string tag, long? before)
    {
        // Of one that has no name here there is a page where there are pieces in it: by its code, as providers give it.
        if (Tag.Primary(tag) is not { } primary || (!Tag.IsNamed(primary) && search.CountAll()?.Languages.ContainsKey(primary) != true)) return NotFound(edition);
        return Answer(context, edition, "language", tag, primary, before, new SearchRequest { Language = primary }, list => LabelSheets.Language(edition, primary, list));
    }

    internal Task<IResult> Genre(HttpContext context, Edition edition, string word, long? before)
    {
        if (Word.Parse<Genre>(word) is not { } genre) return NotFound(edition);
        return Answer(context, edition, "genre", word, Word.Of(genre), before, new SearchRequest { Genre = genre }, list => LabelSheets.Genre(edition, genre, list));
    }

    // A day that the ledger has not come to is not there yet.
    internal Task<IResult> Day(HttpContext context, Edition edition, string written, long? before)
    {
        if (!DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            || shelf.Ledger.At(shelf.Ledger.Size - 1) is not { } last || day > DateOnly.FromDateTime(last.Entry.Time.UtcDateTime)) return NotFound(edition);
        return Answer(context, edition, "day", written, written, before, new SearchRequest { From = day, To = day }, list => LabelSheets.Day(edition, day, list, search));
    }

    internal Task<IResult> Documents(HttpContext context, Edition edition, long? before) =>
        Answer(context, edition, before, new SearchRequest { WithDocuments = true }, list => LabelSheets.Documents(edition, list));

    private Task<IResult> Answer(HttpContext context, Edition edition, string kind, string asked, string code, long? before, SearchRequest limits, Func<PieceList, LabelView> view) =>
        asked == code ? Answer(context, edition, before, limits, view) : Task.FromResult(Page.MovedTo(Addresses.Label(edition, kind, code)));

    private async Task<IResult> Answer(HttpContext context, Edition edition, long? before, SearchRequest limits, Func<PieceList, LabelView> view)
    {
        using var place = await search.EnterAsync(context);
        if (place is null) return Busy(context, edition);
        return await place.DrawAsync(context, () => Page.Of<LabelPage>(new Dictionary<string, object?> { [nameof(LabelPage.View)] = view(search.List(limits, before, PiecesOnPage)) with { Before = before } }));
    }

    internal static IResult Busy(HttpContext context, Edition edition)
    {
        context.Response.Headers.RetryAfter = "2";
        return Page.Error(edition, StatusCodes.Status503ServiceUnavailable);
    }

    private static Task<IResult> NotFound(Edition edition) => Task.FromResult(Page.NotFound(edition));
}
