using Griot.Web;

namespace Griot.Site;

/// <summary>How a provider's words are marked on a page: their own language and direction, never the edition's.</summary>
/// <param name="Lang">A tag, or the empty text where the language is not known: it must not inherit the page's.</param>
/// <param name="Direction"><c>ltr</c>, <c>rtl</c> or <c>auto</c>.</param>
/// <param name="Comma">What stands between the names of a list, with the space behind it.</param>
public readonly record struct Voice(string Lang, string Direction, string Comma)
{
    internal static Voice Of(string? language) => new(Tag.WellFormed(language) ?? "", Tag.Direction(language), Tag.Comma(language));

    /// <summary>For a line of ours that holds the provider's words alone: null where their direction is not known.</summary>
    internal string? LineDirection => Direction == "auto" ? null : Direction;
}
