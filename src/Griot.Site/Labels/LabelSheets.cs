using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;

namespace Griot.Site;

/// <summary>What stands on the page of a label besides its pieces: one kind of label, one function.</summary>
internal static class LabelSheets
{
    private const int MostBeside = 12;

    internal static LabelView Country(Edition edition, string country, PieceList list, ILedgerReader ledger)
    {
        var providers = ledger.Cards().Count(card => string.Equals(card.Country, country, StringComparison.OrdinalIgnoreCase));
        LabelLink register = new(edition.Text("site.label.its-providers"), null, Addresses.Providers(edition, "country", country), providers);
        return Of(edition, "country", country, edition.Country(country), list, new SearchRequest { Country = country }) with
        {
            Above = [All(edition, "site.countries", Addresses.Countries), .. Regions.Of(country).Where(region => region != Regions.World).Take(1).SelectMany(region => Regions.Broader(region).Where(broader => broader != Regions.World).Reverse().Append(region)).Select(region => edition.RegionLink(region))],
            Beside = [.. providers > 0 ? (LabelGroup[])[new LabelGroup(edition.Text("web.providers"), [register])] : [], .. Besides(edition, list, new SearchRequest { Country = country })],
        };
    }

    internal static LabelView Region(Edition edition, string region, PieceList list, LabelCounts? counts) =>
        Of(edition, "region", region, edition.Region(region), list, new SearchRequest { Region = region }, note: "country") with
        {
            Above = [All(edition, "site.countries", Addresses.Countries), .. Regions.Broader(region).Reverse().Select(broader => edition.RegionLink(broader))],
            Beside =
            [
                new LabelGroup(edition.Text("site.label.regions"), [.. Regions.Narrower(region).Where(narrower => Count(counts?.Regions, narrower) > 0).Select(narrower => edition.RegionLink(narrower, Count(counts?.Regions, narrower)))]),
                new LabelGroup(edition.Text("site.countries"), [.. Regions.Countries(region).Where(country => Count(counts?.Countries, country) > 0).Select(country => edition.CountryLink(country, Count(counts?.Countries, country))).OrderBy(link => link.Name, StringComparer.InvariantCulture)]),
                .. Besides(edition, list, new SearchRequest { Region = region }).Where(group => group.Title != edition.Text("site.by-country")),
            ],
        };

    internal static LabelView Subject(Edition edition, string topic, PieceList list, LabelCounts? counts)
    {
        var (name, lang) = edition.Subject(topic);
        return Of(edition, "subject", topic, name, list, new SearchRequest { Subject = topic }) with
        {
            TitleLang = lang,
            Above = [All(edition, "site.subject-list", Addresses.Subjects), .. MediaTopics.Broader(topic).Reverse().Select(broader => edition.SubjectLink(broader))],
            Beside =
            [
                new LabelGroup(edition.Text("site.label.narrower"), [.. MediaTopics.Narrower(topic).Select(narrower => edition.SubjectLink(narrower, Count(counts?.Subjects, narrower))).Where(link => link.Count > 0).OrderByDescending(link => link.Count)]),
                .. Besides(edition, list, new SearchRequest { Subject = topic }).Where(group => group.Title != edition.Text("search.subjects")),
                new LabelGroup(edition.Text("site.label.mapping"), [new LabelLink(edition.Text("site.categories.title"), null, Addresses.Categories(edition))]),
            ],
        };
    }

    internal static LabelView Language(Edition edition, string language, PieceList list) => Of(edition, "language", language, edition.Language(language), list, new SearchRequest { Language = language });

    internal static LabelView Genre(Edition edition, Genre genre, PieceList list) => Of(edition, "genre", Word.Of(genre), edition.Of(genre), list, new SearchRequest { Genre = genre });

    internal static LabelView Day(Edition edition, DateOnly day, PieceList list, ArticleSearch search) => Of(edition, "day", Written(day), edition.Day(day), list, new SearchRequest { From = day, To = day }) with
    {
        Feed = null,
        Earlier = DayLink(edition, search.NearestDay(day, isBefore: true)),
        Later = DayLink(edition, search.NearestDay(day, isBefore: false)),
    };

    internal static LabelView Documents(Edition edition, PieceList list) => Of(edition, "documents", "", edition.Text("site.documents"), list, new SearchRequest { WithDocuments = true }) with
    {
        In = Addresses.Documents,
        Feed = null,
    };

    private static LabelView Of(Edition edition, string kind, string code, string title, PieceList list, SearchRequest limits, string? note = null) => new()
    {
        Edition = edition,
        Title = char.ToUpperInvariant(title[0]) + title[1..],
        In = other => Addresses.Label(other, kind, code),
        Feed = $"{kind}/{code}",
        Note = edition.Text($"site.label.note.{note ?? kind}"),
        List = list,
        Beside = Besides(edition, list, limits),
    };

    // What its pieces are besides: both limits together are a search, which has its own feed.
    private static IReadOnlyList<LabelGroup> Besides(Edition edition, PieceList list, SearchRequest limits) => list.Facets is not { } facets ? [] : Narrowing(list.Count,
    [
        Narrowed(edition, "search.subjects", limits.Subject is null ? Telling(facets.Subjects) : [], subject => edition.Subject(subject), subject => limits with { Subject = subject }),
        Narrowed(edition, "site.by-country", limits.Country is null ? facets.Countries : [], country => (edition.Country(country), null), country => limits with { Country = country }),
        Narrowed(edition, "site.languages", limits.Language is null ? facets.Languages : [], language => (edition.Language(language), null), language => limits with { Language = language }),
        Narrowed(edition, "search.genres", limits.Genre is null ? facets.Genres : [], word => (edition.Of(Word.Parse<Genre>(word)!.Value), null), word => limits with { Genre = Word.Parse<Genre>(word) }),
        Narrowed(edition, "site.by-capacity", limits.Capacity is null ? facets.Capacities : [], word => (edition.Of(Word.Parse<Capacity>(word)!.Value), null), word => limits with { Capacity = Word.Parse<Capacity>(word) }),
    ]);

    // What all of the pieces are narrows nothing.
    private static LabelGroup[] Narrowing(int count, IEnumerable<LabelGroup> groups) => [.. groups.Where(group => group.Links.Count > 1 || group.Links is [{ Count: var only }] && only < count)];

    // Where all that is on one subject is on a narrower one, that says more; the broadest ones stay.
    private static IReadOnlyList<FacetValue> Telling(IReadOnlyList<FacetValue> subjects)
    {
        var said = subjects.SelectMany(subject => MediaTopics.Broader(subject.Value).Select(broader => (broader, subject.Count))).ToHashSet();
        return [.. subjects.Where(subject => MediaTopics.Broader(subject.Value).Count == 0 || !said.Contains((subject.Value, subject.Count)))];
    }

    private static LabelGroup Narrowed(Edition edition, string title, IReadOnlyList<FacetValue> values, Func<string, (string Name, string? Lang)> name, Func<string, SearchRequest> narrowed) =>
        new(edition.Text(title), [.. values.Take(MostBeside).Select(value => new LabelLink(name(value.Value).Name, name(value.Value).Lang, Addresses.Search(edition, narrowed(value.Value).Query()), value.Count) { IsSearch = true })]);

    private static LabelLink All(Edition edition, string text, Func<Edition, string> address) => new(edition.Text(text), null, address(edition));

    private static LabelLink? DayLink(Edition edition, DateOnly? day) => day is { } found ? new LabelLink(edition.Day(found), null, Addresses.Day(edition, found)) : null;

    private static int Count(IReadOnlyDictionary<string, int>? counts, string code) => counts?.GetValueOrDefault(code) ?? 0;

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
