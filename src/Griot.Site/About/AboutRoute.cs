using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Answers what this house is, and what it can't do.</summary>
internal sealed class AboutRoute(Shelf shelf)
{
    internal IResult Answer(Edition edition) => Page.Of<AboutPage>(new Dictionary<string, object?>
    {
        [nameof(AboutPage.Edition)] = edition,
        [nameof(AboutPage.Figures)] = HouseFigures.Of(shelf.Ledger),
    });
}
