using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Answers the front page of an edition.</summary>
internal sealed class FrontRoute(Shelf shelf)
{
    internal IResult Answer(Edition edition, FrontQuery query) => Page.Of<FrontPage>(new Dictionary<string, object?>
    {
        [nameof(FrontPage.Edition)] = edition,
        [nameof(FrontPage.Query)] = query,
        [nameof(FrontPage.Sheet)] = FrontSheet.Read(shelf, query),
    });
}
