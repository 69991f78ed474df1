using System.Globalization;
using Griot.Enrichment.Search;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Sitemaps;

/// <summary>
/// The addresses of the site for search engines (sitemaps.org, 0.9): an index, the pages of each edition, its pieces by month, and the
/// news of two days. A piece stands in the edition of its language alone, which is its canonical one; what has gone, and what its
/// provider wants shown at its own site, stands in none.
/// </summary>
internal sealed class GetSitemaps(Shelf shelf, Addresses addresses, SyndicationSettings settings, ArticleSearch search, PieceMonths months, TimeProvider time)
{
    /// <summary>More than these stand in no file.</summary>
    internal const int MostAddresses = 50_000;

    private const int MostNews = 1_000;
    private const int SecondsOfHour = 3_600;
    private static readonly TimeSpan News = TimeSpan.FromHours(48);

    internal Task<IResult> Index(HttpContext context) => EnteredAsync(context, () => months.Count() is { } counted ? new SitemapIndex(addresses, settings, MostAddresses).Write(counted) : null);

    internal Task<IResult> One(string name, HttpContext context) => SitemapName.Parse(name, settings.Editions) switch
    {
        null => Task.FromResult<IResult>(Problem.NotFound.Answer(context)),
        { Kind: SitemapKind.Pages } pages => Task.FromResult<IResult>(new SitemapText(Pages(pages.Edition), Mark)),
        { Kind: SitemapKind.News } news => EnteredAsync(context, () => NewsOf(news.Edition), Hour),
        var month => EnteredAsync(context, () => MonthOf(month) is { } pieces ? pieces.Count == 0 ? [] : Lines(month.Edition, pieces) : null),
    };

    // A look goes over all of the index: only so many look at once, and who comes when too many wait comes again.
    private async Task<IResult> EnteredAsync(HttpContext context, Func<IEnumerable<string>?> write, string more = "")
    {
        using var place = await search.EnterAsync(context);
        if (place is null) return Later(Problem.SearchBusy, context);
        // Before the look: what is sealed during it makes another answer.
        var mark = Mark + more;
        return await place.RunAsync(write) switch
        {
            null => Later(Problem.NotListed, context),
            ICollection<string> { Count: 0 } => Problem.NotFound.Answer(context),
            var lines => new SitemapText(lines, mark),
        };
    }

    private static IResult Later(Problem problem, HttpContext context)
    {
        context.Response.Headers.RetryAfter = "10";
        return problem.Answer(context);
    }

    // News grow old, though nothing is sealed.
    private string Hour => string.Create(CultureInfo.InvariantCulture, $"-{time.GetUtcNow().ToUnixTimeSeconds() / SecondsOfHour}");

    private string Mark => string.Create(CultureInfo.InvariantCulture, $"{shelf.Ledger.Size}{search.Mark}");

    private Func<string?, bool> SpokenIn(string edition) => language => addresses.EditionOf(language) == edition;

    private IEnumerable<string> Pages(string edition) => SitemapText.Addresses(
    [
        .. addresses.Pages(edition).Select(page => (page, (DateTimeOffset?)null)),
        .. shelf.Ledger.Cards().Take(MostAddresses - 10).Select(card => (addresses.Provider(card, edition), (DateTimeOffset?)null)),
    ]);

    private IReadOnlyList<ListedPiece>? MonthOf(SitemapName name) =>
        months.Of(name.Month!, SpokenIn(name.Edition), (name.Part - 1) * MostAddresses, MostAddresses);

    private IEnumerable<string> Lines(string edition, IReadOnlyList<ListedPiece> pieces)
    {
        var cards = Cards();
        return SitemapText.Addresses(pieces.Where(piece => cards.ContainsKey(piece.Provider)).Select(piece => (addresses.Page(cards[piece.Provider], piece.Item, edition), (DateTimeOffset?)piece.Changed)));
    }

    private Dictionary<string, ProviderCard> Cards() => shelf.Ledger.Cards().ToDictionary(card => card.Id, StringComparer.Ordinal);

    private IEnumerable<string>? NewsOf(string edition) => months.Since(time.GetUtcNow() - News, SpokenIn(edition), MostNews) is { } pieces
        ? SitemapText.News(pieces.Select(piece => shelf.TakeSummary(piece.Item)).OfType<Rendition>().Where(piece => piece.Answer != Answer.Gone).Select(piece => Told(edition, piece)))
        : null;

    // The publication is the provider's: the house only carries it. Nothing was published before its embargo ended.
    private NewsLine Told(string edition, Rendition piece)
    {
        var summary = piece.Summary!;
        var published = summary.Published is { } said && said < piece.Received && piece.CameOut == piece.Received ? said : piece.CameOut;
        return new NewsLine(addresses.Page(piece.Provider, piece.State.Item, edition), ShownText.Line(piece.Provider.Name), summary.Language?.Split('-')[0].ToLowerInvariant() ?? edition, published, ShownText.Line(summary.Headline));
    }
}
