using Griot.Enrichment.Search;

namespace Griot.Syndication.Sitemaps;

/// <summary>The list of all sitemaps, the months in as many parts as they need.</summary>
internal sealed class SitemapIndex(Addresses addresses, SyndicationSettings settings, int mostAddresses)
{
    internal IEnumerable<string> Write(IReadOnlyList<PieceMonth> months) => SitemapText.Index(
    [
        .. settings.Editions.SelectMany(edition => (string[])["news-" + edition, "pages-" + edition]).Select(name => (addresses.Sitemap(name), (DateTimeOffset?)null)),
        .. months.GroupBy(month => (Edition: addresses.EditionOf(month.Language), month.Month)).OrderBy(group => group.Key)
            .SelectMany(group => Parts(group.Key.Edition, group.Key.Month, group.Sum(month => month.Count), group.Max(month => month.Changed))),
    ]);

    private IEnumerable<(string, DateTimeOffset?)> Parts(string edition, string month, int count, DateTimeOffset changed) =>
        Enumerable.Range(1, (count + mostAddresses - 1) / mostAddresses).Select(part => (addresses.Sitemap(SitemapName.Of(edition, month, part)), (DateTimeOffset?)changed));
}
