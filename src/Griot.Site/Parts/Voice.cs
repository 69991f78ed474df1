using Griot.Web;

namespace Griot.Site;

/// <summary>How a provider's words are marked on a page: their own language and direction, never the edition's.</summary>
/// <param name="Lang">A tag, or the empty text where the language is not known: it must not inherit the page's.</param>
/// <param name="Direction"><c>ltr</c>, <c>rtl</c> or <c>auto</c>.</param>
public readonly record struct Voice(string Lang, string Direction)
{
    internal static Voice Of(string? language) => new(Tag.WellFormed(language) ?? "", Tag.Direction(language));
}
