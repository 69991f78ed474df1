using Griot.Formats.Opml;
using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>
/// The outlines of a list as providers. An outline that says a kind is one, with the feeds in it. Else feeds of the same
/// site side by side in the same outline are one; every other feed is a provider of its own. Outlines that name no feed are
/// groups and notes, and become nothing.
/// </summary>
internal sealed class OpmlEntries
{
    private readonly OpmlDocument list;
    private readonly ImportDefaults defaults;
    private readonly List<ImportEntry> entries = [];
    private readonly Dictionary<int, ImportEntry> said = [];
    private readonly Dictionary<(int? Parent, string Site), ImportEntry> sites = [];
    private readonly int[] feeds;

    private OpmlEntries(OpmlDocument list, ImportDefaults defaults)
    {
        (this.list, this.defaults, feeds) = (list, defaults, new int[list.Outlines.Count]);
        foreach (var outline in list.Outlines)
            if (outline is { IsFeed: true, Parent: { } parent }) feeds[parent]++;
    }

    internal static List<ImportEntry> Of(OpmlDocument list, ImportDefaults defaults)
    {
        var made = new OpmlEntries(list, defaults);
        for (var i = 0; i < list.Outlines.Count; i++) made.Take(i, list.Outlines[i]);
        return made.Named();
    }

    private void Take(int place, OpmlOutline outline)
    {
        var isProvider = outline.Said.ContainsKey("kind");
        if (!outline.IsFeed && !isProvider) return;
        var part = PartOf(outline, isProvider);
        if (!isProvider && outline.Parent is { } around && said.TryGetValue(around, out var provider)) provider.Parts.Add(part);
        else if (Site(outline) is { } site && !isProvider && part.Fault is null) TakeOfSite(outline, part, site);
        else entries.Add(EntryOf(outline, part));
        // Its own outline bears its name; those in it bear its feeds, and stand for it where there are any.
        if (isProvider && outline.Feed is null) said[place] = entries[^1];
    }

    private void TakeOfSite(OpmlOutline outline, ImportPart part, string site)
    {
        if (sites.TryGetValue((outline.Parent, site), out var known))
        {
            known.Parts.Add(part);
            return;
        }

        entries.Add(EntryOf(outline, part));
        sites[(outline.Parent, site)] = entries[^1];
    }

    private List<ImportEntry> Named()
    {
        foreach (var provider in said.Values.Where(provider => provider.Parts.Count > 1)) provider.Parts.RemoveAt(0);
        var several = sites.Where(site => site.Value.Parts.Count > 1).ToDictionary(site => site.Value, site => site.Key.Parent);
        return entries.ConvertAll(entry => several.TryGetValue(entry, out var parent) ? Renamed(entry, parent) : entry);
    }

    // Several feeds of one site: the outline around them names it if it holds nothing else; else what their names begin with.
    private ImportEntry Renamed(ImportEntry entry, int? parent)
    {
        var around = parent is { } place && feeds[place] == entry.Parts.Count ? list.Outlines[place].Text : null;
        var name = around ?? SharedName.Of(entry.Parts.ConvertAll(part => part.Name)) ?? entry.Details.Name;
        return new ImportEntry(entry.Details with { Name = name }, entry.Parts);
    }

    private static string? Site(OpmlOutline outline) => Uri.TryCreate(outline.Home, UriKind.Absolute, out var home) && home.Scheme is "http" or "https" ? AddressKey.OfHome(outline.Home) : null;

    private static ImportPart PartOf(OpmlOutline outline, bool isProvider)
    {
        var name = outline.Text ?? ProviderChecks.DomainOf(outline.Feed) ?? ProviderChecks.DomainOf(outline.Home) ?? "";
        var fault = outline.Feed is { } feed ? ProviderRegister.FeedFault(feed) : isProvider ? null : "the outline is called a feed and has no xmlUrl";
        return new ImportPart(outline.Line, name, outline.Feed is null ? [] : [outline.Feed], fault);
    }

    private ImportEntry EntryOf(OpmlOutline outline, ImportPart part)
    {
        var details = DetailsOf(outline, part.Name);
        var notes = new List<string>();
        if (Left(details with { About = null, Languages = null }, details with { About = null, Languages = null, Home = null }, "its address for people is none", notes)) details = details with { Home = "" };
        if (Left(details with { Languages = null }, details with { About = null, Languages = null }, "its description is too long or holds control characters", notes)) details = details with { About = "" };
        if (Left(details, details with { Languages = null }, "its language is no language tag", notes)) details = details with { Languages = defaults.Languages ?? [] };
        return new ImportEntry(details, part with { Fault = part.Fault ?? details.Fault(), Note = notes.Count == 0 ? null : $"left out: {string.Join("; ", notes)}" });
    }

    // What a list says in passing must not cost a provider; what was left out is told.
    private static bool Left(ProviderDetails with, ProviderDetails without, string what, List<string> notes)
    {
        var isLeft = with.Fault() is not null && without.Fault() is null;
        if (isLeft) notes.Add(what);
        return isLeft;
    }

    private ProviderDetails DetailsOf(OpmlOutline outline, string name)
    {
        var own = outline.Said;
        string[] languages = own.TryGetValue("languages", out var several) ? Words(several) : outline.Language is { } one ? [one] : [];
        var capacities = own.TryGetValue("capacity", out var declared) ? Words(declared).Select(Word.Parse<Capacity>).OfType<Capacity>().ToList() : defaults.Capacities;
        return new ProviderDetails
        {
            Name = name,
            Kind = Word.Parse<ProviderKind>(own.GetValueOrDefault("kind")) ?? defaults.Kind ?? ProviderKind.Press,
            Capacities = capacities ?? [],
            Country = own.GetValueOrDefault("country") ?? defaults.Country ?? "",
            Languages = languages.Length > 0 ? languages : own.Count > 0 ? [] : defaults.Languages ?? [],
            Home = outline.Home ?? "",
            Contact = own.GetValueOrDefault("contact") ?? "",
            Terms = Word.Parse<Terms>(own.GetValueOrDefault("terms")) ?? defaults.Terms ?? Terms.Full,
            UsageTerms = own.GetValueOrDefault("usageTerms") ?? "",
            About = outline.Description is { } description && (own.Count > 0 || description != name) ? description : "",
        };
    }

    private static string[] Words(string text) => text.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
}
