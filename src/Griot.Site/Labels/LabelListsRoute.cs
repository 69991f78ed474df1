using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Web;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>Answers the lists of labels: all countries and regions, all subjects, and which category counts as what.</summary>
internal sealed class LabelListsRoute(ArticleSearch search, HouseLabels labels)
{
    internal Task<IResult> Countries(HttpContext context, Edition edition) => Counted<CountriesPage>(context, edition);

    internal Task<IResult> Subjects(HttpContext context, Edition edition) => Counted<SubjectsPage>(context, edition);

    internal IResult Categories(Edition edition) => Page.Of<CategoriesPage>(new Dictionary<string, object?> { [nameof(CategoriesPage.Edition)] = edition, [nameof(CategoriesPage.Map)] = labels.Map });

    private async Task<IResult> Counted<TPage>(HttpContext context, Edition edition) where TPage : ComponentBase
    {
        using var place = await search.EnterAsync(context);
        if (place is null) return LabelRoute.Busy(context, edition);
        return await place.DrawAsync(context, () => Page.Of<TPage>(new Dictionary<string, object?> { ["Edition"] = edition, ["Counts"] = search.CountAll() }));
    }
}
