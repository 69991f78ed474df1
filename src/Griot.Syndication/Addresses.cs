using System.Globalization;
using Griot.Record;

namespace Griot.Syndication;

/// <summary>The addresses and ids that leave the house, all under its public address.</summary>
internal sealed class Addresses(SyndicationSettings settings)
{
    private readonly string root = settings.PublicUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>The name of an item, a provider or a feed, which outlives every address.</summary>
    internal static string Urn(string kind, string id) => $"urn:griot:{kind}:{id}";

    internal string Hub => root + "/hub";

    internal string Feed(string slug, string extension, long? before = null) =>
        $"{root}/feeds/{Uri.EscapeDataString(slug)}.{extension}" + (before is { } cursor ? $"?before={Number(cursor)}" : "");

    /// <summary>The feed of readers' questions with their answers, of a provider or, for null, of all.</summary>
    internal string Answers(string? slug, string extension) => root + (slug is null ? $"/feeds/answers.{extension}" : $"/feeds/{Uri.EscapeDataString(slug)}/answers.{extension}");

    /// <summary>What a search finds: for programs, as a feed, and as a page. <paramref name="query"/> is empty, or begins with a question mark.</summary>
    internal string Search(string query) => $"{root}/search.json{query}";

    internal string SearchFeed(string extension, string query) => $"{root}/feeds/search.{extension}{query}";

    /// <summary>The pieces that have one label: as a feed, and as a page.</summary>
    internal string LabelFeed(string kind, string code, string extension) => $"{root}/feeds/{kind}/{Uri.EscapeDataString(code)}.{extension}";

    internal string LabelPage(string kind, string code) => $"{Home(kind == "language" ? code : null)}/{kind}/{Uri.EscapeDataString(code)}";

    internal string SearchPage(string query) => $"{Home(language: null)}/search{query}";

    /// <summary>What was corrected and taken back, as a feed: of one provider by its slug, or of all.</summary>
    internal string Corrections(string? slug, string extension, long? before = null) =>
        $"{root}/feeds/{(slug is null ? "" : Uri.EscapeDataString(slug) + "/")}corrections.{extension}" + (before is { } cursor ? $"?before={Number(cursor)}" : "");

    internal string CorrectionsPage(ProviderCard? provider, string? language) =>
        $"{Home(language)}/corrections" + (provider is null ? "" : $"?provider={Uri.EscapeDataString(provider.Slug)}");

    /// <summary>The page that tells what changed in a version since the one before it.</summary>
    internal string Difference(ProviderCard provider, string item, string? language, int version) => Page(provider, item, language, version) + "/difference";

    /// <summary>An archive of a feed, by the log index that it ends before.</summary>
    internal string Archive(string slug, string extension, long end) => $"{root}/feeds/{Uri.EscapeDataString(slug)}/archive/{Number(end)}.{extension}";

    /// <summary>Begins the address of what stands below an index, in the place where an archive's has the index that it ends before.</summary>
    internal const string Below = "below-";

    internal string RestOfArchive(string slug, string extension, long before) => $"{root}/feeds/{Uri.EscapeDataString(slug)}/archive/{Below}{Number(before)}.{extension}";

    internal string Changes(long after, int limit, string? provider = null) =>
        $"{root}/changes?after={Number(after)}&limit={Number(limit)}" + (provider is null ? "" : "&provider=" + provider);

    internal string Withdrawals(long before) => $"{root}/withdrawals.json?before={Number(before)}";

    internal string Item(string item) => $"{root}/items/{item}";

    internal string Item(string item, int version, string? part = null) =>
        $"{root}/items/{item}/{Number(version)}" + (part is null ? "" : "/" + part);

    /// <summary>A picture or document of a version, as readers get it.</summary>
    internal string Media(string item, int version, int number) => Item(item, version, "media/" + Number(number));

    /// <summary>The first page of a language's edition.</summary>
    internal string Home(string? language) => $"{root}/{EditionOf(language)}";

    internal string Provider(ProviderCard provider) =>
        $"{Home(provider.Languages.Count > 0 ? provider.Languages[0] : null)}/{Uri.EscapeDataString(provider.Slug)}";

    internal string Page(ProviderCard provider, string item, string? language, int? version = null) =>
        $"{Home(language)}/{Uri.EscapeDataString(provider.Slug)}/{item}" + (version is { } number ? "/" + Number(number) : "");

    /// <summary>An address that the provider gave, where it is one: absolute, http or https, without a password.</summary>
    internal static string? Foreign(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0
            ? uri.AbsoluteUri
            : null;

    internal string Sitemap(string name) => $"{root}/sitemaps/{name}.xml";

    internal string Sitemaps => root + "/sitemap.xml";

    internal string SecurityText => root + "/.well-known/security.txt";

    internal string Contact => $"{root}/{settings.Editions[0]}/contact";

    /// <summary>The pages of an edition that are the house's own.</summary>
    internal IEnumerable<string> Pages(string edition) => ((string[])["", "/countries", "/subjects", "/providers", "/corrections", "/withdrawals", "/answers", "/statistics", "/about", "/contact"]).Select(page => $"{root}/{edition}{page}");

    internal string Provider(ProviderCard provider, string edition) => $"{root}/{edition}/{Uri.EscapeDataString(provider.Slug)}";

    /// <summary>The edition of a language, which is where a text of it is at home; the first one where there is none.</summary>
    internal string EditionOf(string? language)
    {
        for (var tag = language; !string.IsNullOrEmpty(tag); tag = tag.LastIndexOf('-') is > 0 and var cut ? tag[..cut] : null)
            if (settings.Editions.FirstOrDefault(edition => edition.Equals(tag, StringComparison.OrdinalIgnoreCase)) is { } edition) return edition;
        return settings.Editions[0];
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
