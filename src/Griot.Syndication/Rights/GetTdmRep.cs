using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Rights;

/// <summary>
/// <c>/.well-known/tdmrep.json</c>: by the path of each provider that says anything of it, whether it reserves text and data mining,
/// and where a licence is to be had, by the patterns of robots.txt (W3C TDM Reservation Protocol, Final Community Group Report of 10 May 2024,
/// section 6.1). The first rule that matches an address is the one that holds; no two of these match the same.
/// </summary>
internal sealed class GetTdmRep(Shelf shelf, SyndicationSettings settings)
{
    internal IResult Answer(HttpContext context) => new FreshBytes(Encoding.UTF8.GetBytes(Write()), "application/json");

    private string Write()
    {
        var rules = shelf.Ledger.Cards().Where(card => card.Rules is { Reservation: not null }).SelectMany(card => ProviderPaths.Of(card, settings.Editions).Select(location => Rule(location, card.Rules!)));
        return new JsonArray([.. rules]).ToJsonString(new JsonSerializerOptions(SyndicationJson.Plain) { WriteIndented = true });
    }

    private static JsonObject Rule(string location, UsageRules rules)
    {
        var rule = new JsonObject { ["location"] = location, ["tdm-reservation"] = rules.Reservation };
        if (rules.AiPolicy is { } policy) rule["tdm-policy"] = policy;
        return rule;
    }
}
