using System.Globalization;
using Griot.Record;

namespace Griot.Web;

/// <summary>Every address of the public site, as a path from its root: one place for those who link and those who answer.</summary>
public static class Addresses
{
    public static string Home(Edition edition) => $"/{edition.Code}";
    public static string About(Edition edition) => $"/{edition.Code}/about";
    public static string Contact(Edition edition) => $"/{edition.Code}/contact";
    public static string Providers(Edition edition) => $"/{edition.Code}/providers";

    /// <summary>The providers that answer to one value: <paramref name="by"/> is kind, capacity, country or state.</summary>
    public static string Providers(Edition edition, string by, string value) =>
        $"{Providers(edition)}?{by}={Uri.EscapeDataString(value)}";

    public static string Provider(Edition edition, string slug) => $"/{edition.Code}/{Uri.EscapeDataString(slug)}";

    public static string Article(Edition edition, string slug, string item, int? version = null) =>
        $"{Provider(edition, slug)}/{item}" + (version is { } number ? "/" + number.ToString(CultureInfo.InvariantCulture) : "");

    /// <summary>The address of what is shown: the item's own, or an old version's.</summary>
    public static string Article(Edition edition, Rendition rendition, int? version = null) =>
        Article(edition, rendition.Provider.Slug, rendition.State.Item, version);

    /// <summary>What changed in a version since an earlier one; since the one before it where none is named.</summary>
    public static string Difference(Edition edition, Rendition rendition, int version, int? against = null) =>
        Article(edition, rendition, version) + "/difference" + (against is { } other ? "?against=" + other.ToString(CultureInfo.InvariantCulture) : "");

    /// <summary>What providers corrected and took back: of all of them, or of one.</summary>
    public static string Corrections(Edition edition, string? provider = null, long? before = null) =>
        $"/{edition.Code}/corrections" + Query(provider, before?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Readers' questions with their published answers: about the pieces of all, or of one; behind a place in the list.</summary>
    public static string Answers(Edition edition, string? provider = null, AnswerPlace? before = null) =>
        $"/{edition.Code}/answers" + Query(provider, before?.ToString());
    public static string Countries(Edition edition) => $"/{edition.Code}/countries";
    public static string Subjects(Edition edition) => $"/{edition.Code}/subjects";

    /// <summary>Which category of which provider counts as which subject.</summary>
    public static string Categories(Edition edition) => $"{Subjects(edition)}/categories";
    public static string Documents(Edition edition) => $"/{edition.Code}/documents";
    public static string Statistics(Edition edition) => $"/{edition.Code}/statistics";

    /// <summary>The pieces that have one label: <paramref name="kind"/> is country, region, subject, language, genre or day.</summary>
    public static string Label(Edition edition, string kind, string value) => $"/{edition.Code}/{kind}/{Uri.EscapeDataString(value)}";

    public static string Day(Edition edition, DateOnly day) => Label(edition, "day", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Where a reader has a version checked against the log.</summary>
    public static string Verify(Edition edition, string item, int version) => string.Create(CultureInfo.InvariantCulture, $"/{edition.Code}/verify/{item}/{version}");

    /// <summary>Where the address of a piece is typed that is to be checked.</summary>
    public static string VerifyAny(Edition edition) => $"/{edition.Code}/verify";

    /// <summary>What was taken from the public: all of it, or a provider's; from a log index downwards.</summary>
    public static string Withdrawals(Edition edition, string? provider = null, long? before = null) =>
        $"/{edition.Code}/withdrawals" + Query(provider, before?.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same list for programs.</summary>
    public const string WithdrawalList = "/withdrawals.json";

    public static string Ask(Edition edition, string slug, string item) => Article(edition, slug, item) + "/ask";
    public static string Case(Edition edition, string reference) => $"/{edition.Code}/case/{Uri.EscapeDataString(reference)}";

    /// <param name="of"><c>all</c>, a provider's slug, or a label: <c>country/ML</c>.</param>
    /// <param name="format"><c>atom</c>, <c>rss</c> or <c>json</c>.</param>
    public static string Feed(string of, string format) => $"/feeds/{string.Join('/', of.Split('/').Select(Uri.EscapeDataString))}.{format}";

    /// <summary>A public list as a feed: of one provider, or of all where null.</summary>
    /// <param name="list">What was corrected and taken back (<c>corrections</c>), or readers' questions with their answers (<c>answers</c>).</param>
    /// <param name="provider">A slug.</param>
    /// <param name="format"><c>atom</c>, <c>rss</c> or <c>json</c>.</param>
    public static string ListFeed(string list, string? provider, string format) =>
        provider is null ? Feed(list, format) : $"/feeds/{Uri.EscapeDataString(provider)}/{list}.{format}";

    /// <summary>The search of an edition. <paramref name="query"/> is empty, or begins with a question mark.</summary>
    public static string Search(Edition edition, string query = "") => $"/{edition.Code}/search{query}";

    /// <summary>What a search finds, as a feed.</summary>
    public static string SearchFeed(string format, string query) => Feed("search", format) + query;

    /// <summary>How browsers are told of the search of an edition.</summary>
    public static string OpenSearch(Edition edition) => $"/opensearch-{edition.Code}.xml";

    /// <summary>An entry of the log, for machines.</summary>
    public static string Entry(long index) => string.Create(CultureInfo.InvariantCulture, $"/log/entry/{index}");

    /// <summary>The key that signs the log, as a vkey.</summary>
    public const string LogKey = "/log/key";

    /// <summary>A picture or document of a version: as readers get it, or as a picture of one width.</summary>
    public static string Media(string item, int version, int number, int? width = null) =>
        string.Create(CultureInfo.InvariantCulture, $"/items/{item}/{version}/media/{number}") + (width is { } pixels ? "/" + pixels.ToString(CultureInfo.InvariantCulture) : "");

    /// <summary>The page with the text of a document.</summary>
    public static string Document(Edition edition, string slug, string item, int version, int number) =>
        $"{Article(edition, slug, item, version)}/document/{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A version's part for machines: <c>delivery</c>, <c>record</c>, <c>summary</c> or <c>proof</c>.</summary>
    public static string Part(string item, int version, string part) => string.Create(CultureInfo.InvariantCulture, $"/items/{item}/{version}/{part}");

    private static string Query(string? provider, string? before)
    {
        string?[] query = [provider is null ? null : "provider=" + Uri.EscapeDataString(provider), before is null ? null : "before=" + before];
        return query.OfType<string>().Any() ? "?" + string.Join('&', query.OfType<string>()) : "";
    }
}
