using System.Globalization;
using System.Text;
using Griot.Formats.Outgoing;

namespace Griot.Formats.Ninjs;

/// <summary>Addresses as a schema takes them: URIs of RFC 3986. What only an IRI may hold, or only a browser takes, is escaped.</summary>
internal static class NinjsUri
{
    private const string InAuthority = "-._~!$&'()*+,;=:@%[]";
    private const string InPath = "-._~!$&'()*+,;=:@/?";

    /// <summary>The URI; null for what is none.</summary>
    internal static string? Of(string? text)
    {
        if (text is null || !WireText.IsUri(text) || Ascii(text) is not { } ascii) return null;
        var path = ascii.IndexOf(':') + 1;
        if (path == ascii.Length || ascii[path] is '?' or '#') return null;
        var authority = path;
        if (ascii.AsSpan(path).StartsWith("//"))
        {
            authority += 2;
            var end = ascii.AsSpan(authority).IndexOfAny('/', '?', '#');
            path = end < 0 ? ascii.Length : authority + end;
        }

        foreach (var letter in ascii.AsSpan(authority, Math.Max(0, path - authority)))
            if (!char.IsAsciiLetterOrDigit(letter) && !InAuthority.Contains(letter, StringComparison.Ordinal)) return null;
        return ascii[..path] + Escaped(ascii.AsSpan(path));
    }

    private static string? Ascii(string text)
    {
        if (text.All(char.IsAscii)) return text;
        try
        {
            var uri = new Uri(text);
            var ascii = uri.HostNameType == UriHostNameType.Dns ? new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri : uri.AbsoluteUri;
            return ascii.All(char.IsAscii) ? ascii : null;
        }
        catch (UriFormatException)
        {
            return null; // its host holds letters that no name may have
        }
    }

    private static string Escaped(ReadOnlySpan<char> path)
    {
        var escaped = new StringBuilder(path.Length);
        var hasFragment = false;
        for (var at = 0; at < path.Length; at++)
        {
            var letter = path[at];
            var isKept = char.IsAsciiLetterOrDigit(letter) || InPath.Contains(letter, StringComparison.Ordinal)
                || (letter == '#' && !hasFragment)
                || (letter == '%' && at + 2 < path.Length && char.IsAsciiHexDigit(path[at + 1]) && char.IsAsciiHexDigit(path[at + 2]));
            hasFragment |= letter == '#';
            if (isKept) escaped.Append(letter);
            else escaped.Append(CultureInfo.InvariantCulture, $"%{(int)letter:X2}");
        }

        return escaped.ToString();
    }
}
