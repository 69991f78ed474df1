using Griot.Record;
using Griot.Record.Html;
using Griot.Web;

namespace Griot.Site;

/// <summary>How what a provider declares of itself is put into words.</summary>
internal static class Shown
{
    internal const int ExcerptInLists = 190;

    extension(ProviderCard card)
    {
        /// <summary>Its name as it may stand in a line; the page isolates it as well.</summary>
        internal string ShownName => DisplayText.Clean(card.Name) is { Length: > 0 } name ? name : card.Slug;

        /// <summary>Kind and present capacities: <c>institution, gouvernement</c>. What is not stated is left out.</summary>
        internal string Standing(Edition edition) =>
            string.Join(", ", card.CurrentCapacities.Where(capacity => capacity != Capacity.NotStated).Select(edition.Of).Prepend(edition.Of(card.Kind)));

        internal string? CountryIn(Edition edition) => card.Country is { } country ? DisplayText.Clean(edition.Country(country)) : null;
    }

    extension(Edition edition)
    {
        /// <summary>The class of reason that a notice states: a hold and an order have classes of their own.</summary>
        internal string ReasonOf(Griot.Record.Standing standing, string stated)
        {
            if (standing == Griot.Record.Standing.Removed && Word.Parse<RemovalReason>(stated) is { } order) return edition.Of(order);
            return Word.Parse<HoldReason>(stated) is { } hold ? edition.Of(hold) : DisplayText.Clean(stated);
        }
    }

    extension(Rendition rendition)
    {
        internal string Headline => DisplayText.Clean(rendition.Summary?.Headline ?? "");

        internal Voice Voice => Voice.Of(rendition.Summary?.Language);

        /// <summary>The excerpt for a list, and whether the text goes on behind it.</summary>
        internal (string Text, bool GoesOn) ShortExcerpt()
        {
            if (rendition.Excerpt is not { } excerpt) return ("", false);
            var clean = DisplayText.Clean(excerpt);
            var text = VisibleText.Excerpt(clean, ExcerptInLists);
            return (text, text.Length < clean.Length || rendition.Summary is { ExcerptIsWhole: false });
        }
    }
}
