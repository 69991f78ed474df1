using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Enrichment.Search;

/// <summary>
/// The door of the search. What it gives is what the shelf shows at this moment: the index only says where to look. Of items
/// about which something was sealed that the index has not read yet, nothing is found and nothing counted.
/// </summary>
public sealed partial class ArticleSearch : IDisposable
{
    // Further behind than this the index is being made, and nothing is counted.
    private const int MostUnread = 500;

    private const int FewResults = 3;

    // Searching takes a processor as long as it lasts: pages of articles are to have one left.
    private static readonly int Places = Math.Max(1, Environment.ProcessorCount / 2);

    private readonly Shelf shelf;
    private readonly SearchIndex index;
    private readonly TimeProvider time;
    private readonly SemaphoreSlim places = new(Places);
    private readonly SearchThreads threads = new(Places);
    private readonly SearchQueue queue = new();

    internal ArticleSearch(Shelf shelf, SearchIndex index, TimeProvider time) => (this.shelf, this.index, this.time) = (shelf, index, time);

    /// <summary>Languages (BCP 47) of which a word is found in its usual forms; of others whole words and beginnings of words are.</summary>
    public static IReadOnlyList<string> LanguagesByForm => WordAnalyzer.StemmedLanguages;

    /// <summary>Grows whenever what is found may be another, together with the size of the ledger. Null while there is no index.</summary>
    public string? Mark
    {
        get
        {
            using var view = index.View();
            return view is null ? null : FormattableString.Invariant($"-s{view.Reader.Version}.{view.Position}-{view.Labels}");
        }
    }

    /// <summary>
    /// Waits for a place: only so many searches run at once. Null where too many wait already, in all or from where it is asked;
    /// whoever asks should come again. The place is given back by disposing of it; what takes long is done in it
    /// (<see cref="SearchPlace.RunAsync"/>).
    /// </summary>
    /// <param name="context">The request that a search answers: from where it comes, and whether whoever asks has gone.</param>
    public async Task<SearchPlace?> EnterAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var sender = context.Connection.RemoteIpAddress;
        if (!queue.Enter(sender)) return null;
        try
        {
            await places.WaitAsync(context.RequestAborted);
            return new SearchPlace(places, threads);
        }
        finally
        {
            queue.Leave(sender);
        }
    }

    /// <summary>One page of what is found, with what the matching pieces are.</summary>
    public SearchAnswer Find(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Find(request, request.Page, SearchRequest.PageSize, withFacets: true);
    }

    /// <summary>The first so many, without counting what they are.</summary>
    public SearchAnswer First(SearchRequest request, int limit)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Find(request, page: 1, limit, withFacets: false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        threads.Dispose();
        places.Dispose();
    }

    private SearchAnswer Find(SearchRequest request, int page, int size, bool withFacets)
    {
        NoteMark();
        using var view = index.View();
        if (request.IsEmpty) return Nothing(request, isBehind: false);
        if (view is null) return Nothing(request, isBehind: true);
        var unread = shelf.Ledger.Entries(view.Position, MostUnread + 1);
        var isBehind = unread.Count > MostUnread;
        var maker = new QueryMaker(shelf.Ledger, view, request);
        var unseen = isBehind ? [] : Unseen(unread).ToList();
        var query = maker.Make(unseen);
        var facets = withFacets && !isBehind ? new FacetCounts() : null;
        var matching = new Matching(view, request.Order, page * size, facets, time);
        var found = matching.Run(query);
        var snippets = new Snippets(maker.Sought);
        var hits = found.Skip((page - 1) * size).Select(document => Shown(view, document)).OfType<Rendition>().Select(snippets.Of).ToList();
        return new SearchAnswer
        {
            Request = request,
            Hits = hits,
            Count = isBehind ? hits.Count : matching.Count,
            IsMore = matching.IsMore,
            IsCut = maker.IsCut,
            IsBehind = isBehind,
            Facets = facets is null || !matching.IsCounted ? null : SearchFacets.Of(facets, shelf.Ledger),
            Suggestion = matching.Count <= FewResults && withFacets ? Suggested(view, request, maker, unseen, matching.Count) : null,
        };
    }

    // Each word is mended by itself; whether the words stand in one piece, within the same limits, is looked up.
    private string? Suggested(IndexView view, SearchRequest request, QueryMaker maker, IReadOnlyList<(string, string)> unseen, int found)
    {
        if (new Suggestion(view, shelf).Of(request.Text, maker.Single) is not { } better) return null;
        var again = new Matching(view, SearchOrder.Time, 1, null, time);
        again.Run(new QueryMaker(shelf.Ledger, view, request with { Text = better, Order = SearchOrder.Time }).Make(unseen));
        return again.Count > found ? better : null;
    }

    // For whoever would keep a page of it: the index goes on behind the ledger, and no entry tells of that.
    private void NoteMark()
    {
        if (PageReads.Current is not { } reads) return;
        var mark = Mark;
        bool Holds() => Mark == mark;
        reads.Doubt(Holds, mark is null ? null : PageReads.FoundBy + mark, Holds);
    }

    private Rendition? Shown(IndexView view, int document) => HitIds.Of(view, document) is { } item && shelf.Take(item) is { Answer: not Answer.Gone } piece ? Dated(piece, RankOf(view, document)) : null;

    private static SearchAnswer Nothing(SearchRequest request, bool isBehind) => new() { Request = request, Hits = [], Count = 0, IsBehind = isBehind };

    private static IEnumerable<(string, string)> Unseen(IReadOnlyList<SealedEntry> unread) =>
        unread.Select(entry => entry.Entry switch
        {
            { Item: { } item } => (IndexFields.Item, item),
            { Kind: EntryKind.Provider, Provider: { } provider, Prev: not null } => (IndexFields.Provider, provider),
            _ => ("", ""),
        }).Where(one => one.Item1.Length > 0).Distinct();
}
