using System.Text;

namespace Griot.Formats.Values;

/// <summary>
/// The marks of CDATA sections that stand in HTML as text, because somebody wrapped it twice or escaped the wrapping.
/// HTML takes them for the beginning of a comment, and the words behind them would never be shown: they are taken away.
/// </summary>
internal static class StrayCData
{
    private const string Opening = "<![CDATA[";
    private const string Closing = "]]>";

    /// <summary>The HTML without the openings, and without as many closings behind them.</summary>
    public static string Without(string html)
    {
        var opening = html.IndexOf(Opening, StringComparison.Ordinal);
        if (opening < 0) return html;
        var kept = new StringBuilder(html.Length);
        var (at, open) = (0, 0);
        while (opening >= 0 || open > 0)
        {
            var end = opening < 0 ? html.Length : opening;
            var closing = open > 0 ? html.AsSpan(at, end - at).IndexOf(Closing) : -1;
            if (closing < 0 && opening < 0) break;
            var next = closing < 0 ? opening : at + closing;
            kept.Append(html, at, next - at);
            at = next + (closing < 0 ? Opening.Length : Closing.Length);
            open += closing < 0 ? 1 : -1;
            if (closing < 0) opening = html.IndexOf(Opening, at, StringComparison.Ordinal);
        }

        return kept.Append(html, at, html.Length - at).ToString();
    }
}
