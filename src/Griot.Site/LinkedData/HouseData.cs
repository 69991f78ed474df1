using System.Text.Json.Nodes;
using Griot.Web;

namespace Griot.Site;

/// <summary>The house and its site in schema.org's words.</summary>
internal static class HouseData
{
    internal static JsonObject House(HouseSettings house) => Nodes.Of("Organization").With("name", house.Name).With("url", house.Absolute("/"));

    internal static JsonObject Site(HouseSettings house, Edition edition) => Nodes.Root("WebSite")
        .With("name", house.Name)
        .With("url", house.Absolute(Addresses.Home(edition)))
        .With("inLanguage", edition.Code)
        .With("publisher", House(house))
        .With("potentialAction", Nodes.Of("SearchAction")
            .With("target", Nodes.Of("EntryPoint").With("urlTemplate", house.Absolute(Addresses.Search(edition, "?q={search_term_string}"))))
            .With("query-input", "required name=search_term_string"));
}
