using System.Net.Mail;

namespace Griot.Site;

/// <summary>Addresses that lead out of the house. A provider wrote them, so only what is plainly a web or mail address passes.</summary>
internal static class Outward
{
    private const int Longest = 2048;

    /// <summary>An absolute http or https address; null for anything else, and for what browsers read differently than it looks.</summary>
    internal static string? Web(string? address) =>
        address is { Length: <= Longest }
        && !address.Contains('\\', StringComparison.Ordinal)
        && Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri is { Host.Length: > 0, UserInfo.Length: 0 }
            ? uri.AbsoluteUri
            : null;

    /// <summary>A link to a web page or to write a mail; null for anything else.</summary>
    internal static string? Contact(string? contact) =>
        Web(contact) ?? (contact is { Length: <= 254 } && MailAddress.TryCreate(contact, out var mail) && mail.Address == contact
            ? "mailto:" + Uri.EscapeDataString(mail.User) + "@" + Uri.EscapeDataString(mail.Host)
            : null);
}
