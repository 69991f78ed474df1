using Griot.Record;
using Griot.Record.Html;

namespace Griot.Web;

/// <summary>How what a provider declares of itself is put into words, on every page alike.</summary>
public static class ProviderWords
{
    extension(ProviderCard card)
    {
        /// <summary>Its name as it may stand in a line; the page isolates it as well.</summary>
        public string ShownName => DisplayText.Clean(card.Name) is { Length: > 0 } name ? name : card.Slug;

        /// <summary>Kind and present capacities: <c>institution, gouvernement</c>. What is not stated is left out.</summary>
        public string Standing(Edition edition) =>
            string.Join(edition.Comma, card.CurrentCapacities.Where(capacity => capacity != Capacity.NotStated).Select(edition.Of).Prepend(edition.Of(card.Kind)));

        /// <summary>Its country in the edition's language; null where it states none.</summary>
        public string? CountryIn(Edition edition) => card.Country is { } country ? DisplayText.Clean(edition.Country(country)) : null;
    }
}
