using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Griot.Formats.Tests.Measured;

/// <summary>
/// When two readings of one field are the same. White space is collapsed and trimmed. Further:
/// <list type="bullet">
/// <item>dates are compared as instants;</item>
/// <item>a title, name or category, and the feed's description, which Griot gives as plain text, may stand as markup on the
/// other side: its tags are taken away and its character references decoded once;</item>
/// <item>a text that Griot gives as HTML may be plain on the other side: it is escaped;</item>
/// <item>addresses in a body, which Griot leaves as delivered, may be resolved on the other side: they are resolved by the
/// base that Griot gives with the item;</item>
/// <item>language tags don't tell case, as BCP 47 has it;</item>
/// <item>a category may be named by its term or by its label;</item>
/// <item>of an author <c>mail (name)</c> or <c>name (mail)</c> the name counts.</item>
/// </list>
/// Nothing else is made equal.
/// </summary>
internal static partial class Agreement
{
    public static bool On(string field, string expected, string? found, string? @base) => found is not null && field switch
    {
        "published" or "updated" => Instant(expected) is { } instant && instant == Instant(found),
        "language" => string.Equals(expected.Trim(), found, StringComparison.OrdinalIgnoreCase),
        "link" or "guid" => Collapse(expected) == Collapse(found),
        "description" or "content" => IsSameMarkup(expected, found, @base) || Plain(expected) == Collapse(found),
        "authors" => Lines(expected, line => Collapse(PersonName(line))) == Lines(found, Collapse)
            || Lines(expected, line => Plain(PersonName(line))) == Lines(found, Collapse),
        _ => Lines(expected, Collapse) == Lines(found, Collapse) || Lines(expected, Plain) == Lines(found, Collapse),
    };

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static bool IsSameMarkup(string expected, string found, string? @base)
    {
        var (left, right) = (Collapse(expected), Collapse(found));
        return left == right || Collapse(Escape(expected)) == right || left == Resolved(right, @base);
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Resolved(string html, string? @base) => @base is null ? html
        : AddressAttribute.Replace(html, match => match.Groups["name"].Value + new Uri(new Uri(@base), match.Groups["address"].Value).AbsoluteUri);

    private static string PersonName(string author) =>
        MailThenName.Match(author) is { Success: true } known ? known.Groups["name"].Value
        : NameThenMail.Match(author) is { Success: true } other ? other.Groups["name"].Value
        : author;

    private static string Lines(string text, Func<string, string> of) => string.Join('\n', text.Split('\n').Select(of));

    private static string Plain(string text) => Collapse(WebUtility.HtmlDecode(Tag.Replace(text, "")));

    private static string Collapse(string text) => Blank.Replace(text, " ").Trim();

    [GeneratedRegex(@"[ \t\r\n]+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Blank { get; }

    [GeneratedRegex("</?[a-zA-Z][^<>]*>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag { get; }

    [GeneratedRegex("(?<name>(?:href|src)=\")(?<address>[^\"]*)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex AddressAttribute { get; }

    [GeneratedRegex(@"^[^\s@]+@[^\s@]+ \((?<name>.+)\)$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex MailThenName { get; }

    [GeneratedRegex(@"^(?<name>.+) [(<][^\s@]+@[^\s@]+[)>]$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex NameThenMail { get; }
}
