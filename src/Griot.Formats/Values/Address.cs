using System.Buffers;
using System.Globalization;

namespace Griot.Formats.Values;

/// <summary>
/// Addresses of feeds and items. Only http and https ones leave here, absolute; an absolute one stays as delivered but
/// for surrounding white space. Tabs and line ends inside an address go, as in every browser, so that they hide no
/// scheme; any other control character, a backslash, or <c>//name</c> without a dot makes it none.
/// </summary>
internal static class Address
{
    /// <summary>A base stands beside each item and in front of each of its addresses: a longer one is none.</summary>
    private const int LongestBase = 4_096;

    private static readonly SearchValues<char> NeedEscaping = SearchValues.Create(" \"<>`{}|^");

    /// <summary>The absolute address, or null: not http or https, or relative without a base.</summary>
    public static string? Resolve(string text, string? @base)
    {
        var address = Clean(text);
        if (address is null || address.Length > Limits.Field || HidesHost(address)) return null;
        if (HasWebScheme(address)) return Absolute(address);
        if (@base is null || HasScheme(address) || (address.StartsWith("//", StringComparison.Ordinal) && !NamesHost(address))) return null;
        return Uri.TryCreate(@base, UriKind.Absolute, out var from) && Uri.TryCreate(from, address, out var resolved) && IsWeb(resolved)
            ? resolved.AbsoluteUri
            : null;
    }

    /// <summary>A base resolved against the one around it, fit to be sealed; null where it is no web address.</summary>
    public static string? Base(string text, string? outer) => Resolve(text, outer) is { Length: <= LongestBase } absolute ? WithoutSecrets(absolute, true) : null;

    /// <summary>The address of a document as a base: without user information, query and fragment.</summary>
    public static string? Document(DocumentHints hints) => Given(hints) ?? OfDocument(hints.Address);

    /// <summary>
    /// Where a document lies, as a base: what opens it (user information, a key in the query) is no part of it. Servers
    /// like to print the very address that they were asked at, so a feed's own word for itself is cut in the same way.
    /// </summary>
    public static string? OfDocument(string? address) =>
        address is not null && Resolve(address, null) is { } absolute ? WithoutSecrets(absolute, false) : null;

    /// <summary>The base inside an element with this <c>xml:base</c>; the outer one where there is none of use.</summary>
    public static string? Inner(string? xmlBase, string? outer) => xmlBase is null ? outer : Base(xmlBase, outer) ?? outer;

    /// <summary>The base that a person gave.</summary>
    public static string? Given(DocumentHints hints) => hints.Base is { } given ? Base(given, null) : null;

    /// <summary>
    /// A letter that nobody sees (a mark of direction, a zero-width space) stands where the host does: the reader is led
    /// elsewhere than the address says, and .NET's own reader of addresses throws at some of these.
    /// </summary>
    public static bool HidesHost(string address)
    {
        var start = address.AsSpan().IndexOfAny('/', '\\');
        if (start < 0 || start + 1 >= address.Length || address[start + 1] is not ('/' or '\\')) return false;
        foreach (var letter in address.AsSpan(start).TrimStart("/\\"))
        {
            if (letter is '/' or '\\' or '?' or '#') return false;
            if (char.GetUnicodeCategory(letter) == UnicodeCategory.Format) return true;
        }

        return false;
    }

    private static string WithoutSecrets(string absolute, bool query)
    {
        var uri = new Uri(absolute);
        var keep = UriComponents.SchemeAndServer | UriComponents.Path | (query ? UriComponents.Query : UriComponents.Path);
        return uri.GetComponents(keep, UriFormat.UriEscaped);
    }

    private static string? Absolute(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !IsWeb(uri)) return null;
        return address.AsSpan().IndexOfAny(NeedEscaping) < 0 ? address : uri.AbsoluteUri;
    }

    private static bool IsWeb(Uri uri) => (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;

    private static bool HasWebScheme(string address) =>
        address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>A colon before any slash, question mark or hash.</summary>
    private static bool HasScheme(string address)
    {
        var at = address.AsSpan().IndexOfAny(":/?#");
        return at >= 0 && address[at] == ':';
    }

    private static bool NamesHost(string address)
    {
        var host = address.AsSpan(2);
        var end = host.IndexOfAny("/?#");
        return (end < 0 ? host : host[..end]).Contains('.');
    }

    private static string? Clean(string text)
    {
        var from = 0;
        var to = text.Length;
        while (from < to && text[from] <= ' ') from++;
        while (to > from && text[to - 1] <= ' ') to--;
        var address = text.AsSpan(from, to - from);
        if (address.IndexOfAny('\t', '\r', '\n') >= 0) return Clean(string.Concat(address.ToString().Split('\t', '\r', '\n')));
        foreach (var letter in address)
            if (char.IsControl(letter) || letter == '\\') return null;
        return address.Length == text.Length ? text : address.ToString();
    }
}
