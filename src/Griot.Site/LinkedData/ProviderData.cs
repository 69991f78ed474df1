using System.Text.Json.Nodes;
using Griot.Record;
using Griot.Record.Html;
using Griot.Web;

namespace Griot.Site;

/// <summary>A provider in schema.org's words, by its declared kind and capacities alone.</summary>
internal static class ProviderData
{
    /// <summary>What a provider's own page says of it.</summary>
    internal static JsonObject Page(ProviderCard provider, HouseSettings house, Edition edition)
    {
        var about = Of(provider, house);
        return new JsonObject { ["@context"] = Nodes.Vocabulary, ["@type"] = "ProfilePage", ["url"] = house.Absolute(Addresses.Provider(edition, provider.Slug)), ["inLanguage"] = edition.Code }
            .With("mainEntity", about
                .With("description", provider.About is { } said ? DisplayText.Clean(said) : null)
                .With("address", provider.Country is { Length: 2 } country ? Nodes.Of("PostalAddress").With("addressCountry", country) : null));
    }

    /// <summary>The provider with its name of this house, so that others can point to it.</summary>
    internal static JsonObject Of(ProviderCard provider, HouseSettings house) => Nodes.Of(TypeOf(provider))
        .With("@id", Id(provider, house))
        .With("name", provider.ShownName)
        .With("url", Outward.Web(provider.Home));

    internal static string Id(ProviderCard provider, HouseSettings house) =>
        house.Absolute(Addresses.Provider(Editions.Home(provider.Languages is [var first, ..] ? first : null), provider.Slug));

    private static string TypeOf(ProviderCard provider) => provider.Kind switch
    {
        ProviderKind.Press or ProviderKind.House => "NewsMediaOrganization",
        ProviderKind.Individual => "Person",
        _ when provider.CurrentCapacities.Any(capacity => capacity is Capacity.Government or Capacity.Parliament or Capacity.Judiciary) => "GovernmentOrganization",
        _ => "Organization",
    };
}
