namespace Griot.Net;

/// <summary>An address as it may stand in a log, a mail or a status, which people paste elsewhere: never with a password or a token.</summary>
public static class ShownAddress
{
    /// <summary>Scheme, host and path (of a folder, the path); user information is left out, and of a query only that there is one. What is no address is shown as it is.</summary>
    public static string? Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsFile
            ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) + (uri.Query.Length > 0 ? "?..." : "")
            : address;
}
