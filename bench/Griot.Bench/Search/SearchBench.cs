using System.Globalization;
using Griot.Enrichment;
using Griot.Enrichment.Search;
using Griot.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Griot.Bench.Search;

/// <summary>
/// What a search costs over so many invented articles: the index is made of them as a house makes it, then asked. Every figure is
/// of a whole answer (twenty results with marked snippets), without and with counts by facet, the second time that it is given:
/// what the pieces say lies in memory, as it does in that of a store (<see cref="SealedToFound"/> says what a store takes).
/// </summary>
internal static class SearchBench
{
    private const int Queries = 200;
    private const string Folder = "artifacts/bench/search";
    private const string Keep = "--keep";

    internal static async Task<int> RunAsync(string[] args)
    {
        if (args is ["latency", ..])
        {
            await SealedToFound.RunAsync();
            return 0;
        }

        var isKept = args is [Keep, ..];
        foreach (var articles in args.Skip(isKept ? 1 : 0).DefaultIfEmpty("10000").Select(text => long.Parse(text, CultureInfo.InvariantCulture))) Run(articles, isKept);
        return 0;
    }

    private static void Run(long articles, bool isKept)
    {
        var data = Path.GetFullPath(Path.Combine(Folder, articles.ToString(CultureInfo.InvariantCulture)));
        if (Directory.Exists(data) && !isKept) Directory.Delete(data, recursive: true);
        var ledger = new InventedLedger(articles);
        var began = TimeProvider.System.GetTimestamp();
        using (var room = Room(ledger, data)) room.GetRequiredService<Followers>().CatchUp();
        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        var files = Directory.GetFiles(data, "*", SearchOption.AllDirectories);
        Console.WriteLine(FormattableString.Invariant($"{articles,9} articles: made in {seconds:0.0} s, {articles / seconds:0} articles/s; {files.Sum(file => new FileInfo(file).Length) / articles} bytes an article in {files.Count(file => Path.GetExtension(file) == ".si")} parts; {Environment.WorkingSet >> 20} MB"));
        using (var room = Room(ledger, data))
        {
            room.GetRequiredService<Followers>().CatchUp();
            ledger.KeepWhatIsGiven();
            Ask(room.GetRequiredService<ArticleSearch>(), articles);
        }

        if (!isKept) Directory.Delete(data, recursive: true);
    }

    private static void Ask(ArticleSearch search, long articles)
    {
        Say("one name", search, number => new SearchRequest { Text = InventedTexts.Name(number * 97 % InventedTexts.Names) });
        Say("two common words, by relevance", search, number => new SearchRequest { Text = $"{Common(number)} {Common(number + 3)}", Order = SearchOrder.Relevance });
        Say("two common words, newest first", search, number => new SearchRequest { Text = $"{Common(number)} {Common(number + 3)}" });
        Say("either of two words, newest first", search, number => new SearchRequest { Text = $"{Common(number)} OR {Common(number + 3)}" });
        Say("either of a name and a phrase, by relevance", search, number => new SearchRequest { Text = $"{InventedTexts.Name(number * 97 % InventedTexts.Names)} OR \"{Phrase(number * 7919 % articles)}\"", Order = SearchOrder.Relevance });
        Say("phrase of two words of a text", search, number => new SearchRequest { Text = $"\"{Phrase(number * 7919 % articles)}\"" });
        Say("country, kind and language, newest first", search, number => new SearchRequest { Country = ((string[])["ML", "SN", "GH", "TZ"])[number % 4], Kind = (ProviderKind)(number % 3), Language = ((string[])["fr", "en", "ar"])[number % 3] });
        Say("provider and a word, newest first", search, number => new SearchRequest { Provider = InventedLedger.ProviderSlug(number * 13 % 600), Text = Common(number) });
        Say("beginning of a word", search, number => new SearchRequest { Text = InventedTexts.Word("fr", number + 5)[..3] + "*" });
        Say("a word that is not there, with a suggestion", search, number => new SearchRequest { Text = InventedTexts.Name(number * 97 % InventedTexts.Names).Insert(4, "x") });
    }

    private static void Say(string what, ArticleSearch search, Func<int, SearchRequest> query)
    {
        var requests = Enumerable.Range(0, Queries).Select(query).ToList();
        foreach (var request in requests) search.Find(request);
        var (found, counted) = (Figures(requests, request => search.First(request, SearchRequest.PageSize)), Figures(requests, search.Find));
        Console.WriteLine(FormattableString.Invariant($"    {what,-44} p50 {found.Median,6:0.00} ms  p95 {found.P95,6:0.00} ms   with counts p50 {counted.Median,6:0.00} ms  p95 {counted.P95,6:0.00} ms   ({counted.Results:0} matches)"));
    }

    private static (double Median, double P95, double Results) Figures(List<SearchRequest> requests, Func<SearchRequest, SearchAnswer> ask)
    {
        var (times, results) = (new List<double>(), 0.0);
        foreach (var request in requests)
        {
            var began = TimeProvider.System.GetTimestamp();
            results += ask(request).Count;
            times.Add(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return (times[times.Count / 2], times[times.Count * 95 / 100], results / requests.Count);
    }

    private static string Common(int number) => InventedTexts.Word(((string[])["fr", "en", "pt"])[number / 40 % 3], (number % 40) + 2);

    private static string Phrase(long number)
    {
        var words = InventedTexts.Record(number).Body!.Split(' ');
        return $"{words[20]} {words[21]}".Replace(".", "", StringComparison.Ordinal);
    }

    internal static ServiceProvider Room(ILedgerReader ledger, string data) => new ServiceCollection().AddLogging().AddSingleton(ledger).AddEnrichment(data).BuildServiceProvider();
}
