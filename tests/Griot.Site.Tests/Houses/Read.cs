using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Griot.Site.Tests;

/// <summary>Reads a page as a browser does.</summary>
internal static class Read
{
    internal static IHtmlDocument Page(string html) => new HtmlParser().ParseDocument(html);
}
