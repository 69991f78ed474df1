using System.CommandLine;
using Griot.CommandLine;
using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Verbs;

/// <summary>What <c>provider add</c> and <c>provider set</c> take alike.</summary>
internal sealed class ProviderOptions(bool isNew)
{
    private readonly Option<string?> name = new("--name") { Description = "Its name, as it signs.", Required = isNew, HelpName = "NAME" };
    private readonly Option<ProviderKind?> kind = Kind(isNew);
    private readonly Option<Capacity[]> capacity = WordOption.Many<Capacity>("--capacity", "In which capacity it speaks, as it declares itself:");
    private readonly Option<string?> country = CommonOptions.Text("--country", "ISO 3166, such as ML.", "CC");
    private readonly Option<string[]> language = new("--language") { Description = "BCP 47, such as fr. May be repeated.", HelpName = "TAG" };
    private readonly Option<string?> home = CommonOptions.Text("--home", "Its own site.", "ADDRESS");
    private readonly Option<string?> contact = CommonOptions.Text("--contact", "Mail address for readers' questions; public.", "MAIL");
    private readonly Option<string?> about = CommonOptions.Text("--about", "What it says of itself.");
    private readonly Option<Terms?> terms = WordOption.One<Terms>("--terms", "How much of its texts may be shown:");
    private readonly Option<string?> usageTerms = CommonOptions.Text("--usage-terms", "Its terms in its own words.");
    private readonly Option<string?> ai = CommonOptions.Text("--ai", "Whether programs that learn may use its texts: allow, deny, or licence=ADDRESS. Empty: it says nothing.", "WORD");
    private readonly Option<string?> resale = CommonOptions.Text("--resale", "Whether its texts may be sold on: allow or deny. Empty: it says nothing.", "WORD");
    private readonly Option<string?> territory = CommonOptions.Text("--territory", "Where its texts may be used: ML,SN, or all but these, -FR. In public they are then headline and link.", "CC,...");
    private readonly Option<string?> attribution = CommonOptions.Text("--attribution", "The line that has to stand with its texts.");
    private readonly Option<string?> termsFrom = CommonOptions.Text("--terms-from", "From when its terms hold; before, headline and link are shown.", "DATE");
    private readonly Option<string?> termsUntil = CommonOptions.Text("--terms-until", "Until when its terms hold; from then on, headline and link are shown.", "DATE");
    private readonly Option<CanonicalPage?> canonical = WordOption.One<CanonicalPage>("--canonical", "Whose page of its pieces search engines are to show, its own or the house's:");
    private readonly Option<string?> slug = CommonOptions.Text("--slug", "Its word in addresses; without it, made from the name.", "SLUG");

    internal Symbol[] Symbols => [name, kind, capacity, country, language, home, contact, about, terms, usageTerms, ai, resale, territory, attribution, termsFrom, termsUntil, canonical, slug];

    internal ProviderDetails Read(Invocation call) => new()
    {
        Name = call.Get(name),
        Kind = call.Get(kind),
        Capacities = call.Has(capacity) ? call.Get(capacity) : null,
        Country = call.Get(country),
        Languages = call.Has(language) ? Tags(call.Get(language)!) : null,
        Home = call.Get(home),
        Contact = call.Get(contact),
        About = call.Get(about),
        Terms = call.Get(terms),
        UsageTerms = call.Get(usageTerms),
        Usage = new UsageDetails
        {
            Ai = call.Get(ai),
            Resale = call.Get(resale),
            Territory = call.Get(territory),
            Attribution = call.Get(attribution),
            From = call.Get(termsFrom),
            Until = call.Get(termsUntil),
        },
        Canonical = call.Get(canonical),
        Slug = call.Get(slug),
    };

    /// <summary>Language tags, each option with one or with several parted by commas.</summary>
    internal static IReadOnlyList<string> Tags(IEnumerable<string> options) =>
        [.. options.SelectMany(tags => tags.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The kinds that an operator registers: the house is registered by itself.</summary>
    internal static Option<ProviderKind?> Kind(string description) => WordOption.One<ProviderKind>("--kind", description, kind =>
        kind == ProviderKind.House ? "there is one house, and it is registered when it publishes its first piece" : null);

    private static Option<ProviderKind?> Kind(bool required)
    {
        var option = Kind("What it is:");
        option.Required = required;
        return option;
    }
}
