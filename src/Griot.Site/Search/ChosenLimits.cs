using System.Globalization;
using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;

namespace Griot.Site;

/// <summary>What narrows a search, in words, each with the search that is left without it.</summary>
internal static class ChosenLimits
{
    internal static IEnumerable<(string Name, SearchRequest Without)> Of(SearchRequest request, Edition edition, ILedgerReader ledger)
    {
        var first = request with { Page = 1 };
        if (request.Provider is { } slug) yield return (ledger.CardBySlug(slug)?.ShownName ?? slug, first with { Provider = null });
        if (request.Kind is { } kind) yield return (edition.Of(kind), first with { Kind = null });
        if (request.Capacity is { } capacity) yield return (edition.Of(capacity), first with { Capacity = null });
        if (request.Country is { } country) yield return (edition.Country(country), first with { Country = null });
        if (request.Region is { } region) yield return (edition.Region(region), first with { Region = null });
        if (request.Subject is { } subject) yield return (edition.Subject(subject).Name, first with { Subject = null });
        if (request.Language is { } language) yield return (edition.Language(language), first with { Language = null });
        if (request.Genre is { } genre) yield return (edition.Of(genre), first with { Genre = null });
        if (request.WithDocuments) yield return (edition.Text("site.documents"), first with { WithDocuments = false });
        if (request.From is { } from) yield return (edition.Text("search.since", edition.Day(from)), first with { From = null });
        if (request.To is { } to) yield return (edition.Text("search.until", edition.Day(to)), first with { To = null });
    }

    /// <summary>The days of a month: <c>2026-11</c>.</summary>
    internal static SearchRequest InMonth(SearchRequest request, string month)
    {
        var first = DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return request with { From = first, To = first.AddMonths(1).AddDays(-1), Page = 1 };
    }
}
