using System.Net;

namespace Griot.Net;

/// <summary>What can be said of an address before anything is resolved. The guard at connect time stays the judge.</summary>
internal static class WebAddress
{
    /// <summary>The reason why an address is not fetched at all, or null.</summary>
    public static FetchOutcome.Refused? Refusal(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            return new("scheme", "Only http and https addresses are fetched.");
        return HasPlainHost(address) ? null : new("host-form", $"The host of {Shown(address)} is a number in disguise or no host name.");
    }

    /// <summary>
    /// The address without user information, query and fragment: fit for messages and logs, where a password or a signed
    /// query must never stand.
    /// </summary>
    public static string Shown(Uri address) =>
        address.IsAbsoluteUri
            ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : "a relative address";

    /// <summary>The address as sent: user information travels as a header, the fragment not at all.</summary>
    public static Uri Bare(Uri address) =>
        address.UserInfo.Length == 0 && address.Fragment.Length == 0
            ? address
            : new Uri(address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped));

    /// <summary>The host as politeness counts it: lower case, ASCII, without the root's dot.</summary>
    public static string Host(Uri address) => address.IdnHost.TrimEnd('.').ToLowerInvariant();

    public static bool SameHostAndPort(Uri one, Uri other) =>
        one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    public static bool SameOrigin(Uri one, Uri other) => one.Scheme == other.Scheme && SameHostAndPort(one, other);

    /// <summary>
    /// A number is accepted as a host only as it is written canonically. 2130706433, 0177.0.0.1, 0x7f.1, 127.1 and digits
    /// in circles all mean 127.0.0.1 to some resolver; nobody writes a feed's address so.
    /// </summary>
    private static bool HasPlainHost(Uri address) => address.HostNameType switch
    {
        UriHostNameType.IPv4 => TypedHost(address.OriginalString).SequenceEqual(address.Host),
        UriHostNameType.IPv6 => true,
        UriHostNameType.Dns => IdnHost(address) is { } host && !LooksLikeNumber(host),
        _ => false,
    };

    // A host may be one for Uri and none for IDN: an unassigned letter, a broken xn-- label.
    private static string? IdnHost(Uri address)
    {
        try
        {
            return address.IdnHost;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static bool LooksLikeNumber(string host)
    {
        var trimmed = host.TrimEnd('.');
        var last = trimmed.AsSpan(trimmed.LastIndexOf('.') + 1);
        return last.Length == 0 || IPAddress.TryParse(trimmed, out _) || !last.ContainsAnyExceptInRange('0', '9')
            || last.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The host as it was typed: <see cref="Uri"/> has turned every spelling of an IPv4 address into the canonical one.</summary>
    private static ReadOnlySpan<char> TypedHost(ReadOnlySpan<char> typed)
    {
        var start = typed.IndexOf("//", StringComparison.Ordinal);
        var authority = start < 0 ? typed : typed[(start + 2)..];
        var end = authority.IndexOfAny('/', '?', '#');
        if (end >= 0) authority = authority[..end];
        authority = authority[(authority.LastIndexOf('@') + 1)..];
        var port = authority.IndexOf(':');
        return (port < 0 ? authority : authority[..port]).Trim();
    }
}
