using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Answers the front page of an edition.</summary>
internal sealed class FrontRoute(Shelf shelf, ArticleSearch search)
{
    private static readonly FrontQuery Newest = new(Before: null, From: 0, Languages: null);

    internal IResult Answer(Edition edition, FrontQuery query) => Page.Of<FrontPage>(new Dictionary<string, object?>
    {
        [nameof(FrontPage.Edition)] = edition,
        [nameof(FrontPage.Query)] = query,
        [nameof(FrontPage.Sheet)] = query == Newest ? FrontSheet.Read(shelf, query) with { Topics = search.Recent(FrontSheet.TopicsOf) } : FrontSheet.Read(shelf, query),
    });
}
