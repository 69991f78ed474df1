using System.Buffers;

namespace Griot.Record.Html;

/// <summary>
/// The only three kinds of address that leave the sanitiser: absolute http, https and mailto. What browsers read
/// differently from what it looks like (backslashes, <c>//host</c>, <c>https:host</c>) is dropped, not guessed at.
/// </summary>
internal static class SafeAddress
{
    private const int MaxLength = 4096;
    private static readonly SearchValues<char> Delimiters = SearchValues.Create("/?#");
    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(char.IsControl)]);
    private static readonly SearchValues<char> SchemeCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");

    /// <summary>The address as delivered where it is absolute, resolved where it is relative; null where unsafe.</summary>
    public static string? OfLink(string? delivered, Uri? baseAddress)
    {
        var address = Strip(delivered);
        if (address is null) return null;
        if (SchemeOf(address) is not { } scheme) return Resolve(address, baseAddress);
        return IsMailto(scheme) ? address : IsWeb(address, scheme) ? address : null;
    }

    /// <summary>As <see cref="OfLink"/>, without mailto.</summary>
    public static string? OfResource(string? delivered, Uri? baseAddress) =>
        OfLink(delivered, baseAddress) is { } address && !address.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? address : null;

    // Browsers ignore these characters inside a scheme (WHATWG URL 4.4); other controls have no business in an address.
    private static string? Strip(string? delivered)
    {
        if (delivered is null || delivered.Length > MaxLength) return null;
        var address = WithoutControls(Markup.Clean(delivered)).Trim(' ');
        return address.Length == 0 || address.Contains('\\') ? null : address;
    }

    private static string WithoutControls(string text) =>
        text.AsSpan().IndexOfAny(Controls) < 0 ? text : string.Concat(text.Where(c => !char.IsControl(c)));

    private static string? SchemeOf(string address)
    {
        var colon = address.IndexOf(':');
        if (colon < 0) return null;
        var delimiter = address.AsSpan().IndexOfAny(Delimiters);
        return delimiter >= 0 && delimiter < colon ? null : address[..colon];
    }

    private static bool IsMailto(string scheme) => scheme.Equals("mailto", StringComparison.OrdinalIgnoreCase);

    private static bool IsWeb(string address, string scheme) =>
        scheme.AsSpan().IndexOfAnyExcept(SchemeCharacters) < 0
        && address.AsSpan(scheme.Length).StartsWith("://")
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && IsWeb(uri);

    private static bool IsWeb(Uri uri) =>
        (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) && uri.Host.Length > 0;

    private static string? Resolve(string address, Uri? baseAddress)
    {
        if (baseAddress is not { IsAbsoluteUri: true } || !IsWeb(baseAddress)) return null;
        if (address.StartsWith("//", StringComparison.Ordinal)) return null;
        if (!Uri.TryCreate(baseAddress, address, out var resolved) || !IsWeb(resolved)) return null;
        var absolute = Strip(resolved.AbsoluteUri);
        return absolute is not null && IsWeb(absolute, resolved.Scheme) ? absolute : null;
    }
}
