using System.Text;
using Griot.Record.Html;

namespace Griot.Fuzz;

/// <summary>The sanitiser, and what is made of texts for display.</summary>
internal static class HtmlTarget
{
    private static readonly HashSet<string> Tags = [..
        ("a abbr b bdi bdo cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var "
        + "p h1 h2 h3 h4 h5 h6 pre blockquote aside address figure figcaption div ul ol li dl dt dd table caption thead tbody tfoot tr th td br wbr hr img").Split(' ')];

    private static readonly Uri Base = new("https://paper.example/news/1.html");

    internal static Func<string?> Sanitise(byte[] input, Meter meter)
    {
        var html = Encoding.UTF8.GetString(input);
        var safe = meter.Measure(() => SafeHtml.Sanitise(html, Base, SafeHtml.MostOfDelivery));
        return () =>
            safe.IsRefused ? safe.Html.Length == 0 ? null : "refused with markup"
            : SafeHtml.Sanitise(safe.Html, Base).Html != safe.Html ? "no fixed point"
            : SafeHtml.Sanitise(safe.Html, null).Html != safe.Html ? "no fixed point without a base"
            : Bare(VisibleText.Of(html)) != Bare(VisibleText.Of(safe.Html)) ? "words were lost or added"
            : Forbidden(safe.Html);
    }

    internal static Func<string?> Show(byte[] input, Meter meter)
    {
        var text = Encoding.UTF8.GetString(input);
        var (clean, visible) = (meter.Measure(() => DisplayText.Clean(text)), meter.Measure(() => VisibleText.Of(text)));
        var excerpt = VisibleText.Excerpt(visible, input.Length % 400);
        return () =>
            DisplayText.Clean(clean) != clean ? "not clean after cleaning"
            : clean.Any(char.IsControl) ? "a control character is left"
            : visible.StartsWith(excerpt, StringComparison.Ordinal) && excerpt.Length <= input.Length % 400 ? null : "the excerpt is no beginning";
    }

    // Our writer escapes every < that is no tag, so each one left begins a tag of the list.
    private static string? Forbidden(string html)
    {
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var start = html[at + 1] == '/' ? at + 2 : at + 1;
            var end = html.IndexOfAny([' ', '>'], start);
            if (end < 0 || !Tags.Contains(html[start..end])) return $"a tag that is not allowed: {html[at..Math.Min(html.Length, at + 40)]}";
        }

        return null;
    }

    private static string Bare(string text) => string.Concat(text.Where(letter => letter > ' '));
}
