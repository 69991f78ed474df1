namespace Griot.Ingest.Providers;

/// <summary>When two addresses are one for the register: whatever their scheme, the case of their host, or a last slash.</summary>
internal static class AddressKey
{
    /// <summary>Of a feed: path and query count.</summary>
    internal static string OfFeed(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && ProviderChecks.DomainOf(address) is { } host
            ? $"{host.ToLowerInvariant()}{Port(uri)}{uri.AbsolutePath.TrimEnd('/')}{uri.Query}"
            : address;

    /// <summary>Of a site: <c>www.</c> doesn't count either; null where there is no address.</summary>
    internal static string? OfHome(string? address) =>
        string.IsNullOrEmpty(address) ? null : OfFeed(address) is var key && key.StartsWith("www.", StringComparison.Ordinal) ? key[4..] : OfFeed(address);

    private static string Port(Uri uri) => uri.IsDefaultPort ? "" : $":{uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
}
