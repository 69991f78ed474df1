namespace Griot.CommandLine;

/// <summary>A channel's address as it may be shown: it may hold a password or a token, and what is shown is often pasted into a mail.</summary>
internal static class ShownAddress
{
    internal static string? Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.SafeUnescaped) + (uri.Query.Length > 0 ? "?..." : "") : address;
}
