using AngleSharp.Dom;

namespace Griot.Record.Html;

/// <summary>The links of a page, for whoever looks through a site.</summary>
public static class PageLinks
{
    /// <summary>The <c>href</c> of each, in order, as it is written: it may lead anywhere. None where the page is of a form that is not read.</summary>
    public static IReadOnlyList<string> Of(string html) => Fragment.Read(html).Body is { } page
        ? [.. page.GetDescendants().OfType<IElement>().Where(element => element.LocalName == "a").Select(link => link.GetAttribute("href")?.Trim()).Where(address => !string.IsNullOrEmpty(address))!]
        : [];
}
