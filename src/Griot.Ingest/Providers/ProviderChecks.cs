using System.Net.Mail;
using System.Text.RegularExpressions;
using Griot.Record.Html;

namespace Griot.Ingest.Providers;

/// <summary>What may stand on a card: everything on it is public, and much of it is a link or a header one day.</summary>
internal static partial class ProviderChecks
{
    private const int LongestName = 200;
    private const int LongestText = 2000;

    internal static string? Fault(ProviderDetails details)
    {
        if (details.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || !IsClean(name))) return "the name is empty, too long, or holds control characters";
        if (details.Kind == Record.ProviderKind.House) return "there is one house, and it is registered when it publishes its first piece";
        if (details.Country is { Length: > 0 } country && !Country().IsMatch(country)) return $"“{country}” is not a country: two letters of ISO 3166 are wanted, such as ML";
        if (details.Languages?.FirstOrDefault(language => !Language().IsMatch(language)) is { } language) return $"“{language}” is not a language tag: BCP 47 is wanted, such as fr or sw-KE";
        if (details.Home is { Length: > 0 } home && !(IsWebAddress(home) && new Uri(home).UserInfo.Length == 0)) return "the home is not a web address that can be shown";
        if (details.Contact is { Length: > 0 } contact && !IsMailAddress(contact)) return $"“{contact}” is not a mail address";
        if (details.Slug is { } slug && !Slugs.CanBeBorne(slug)) return $"“{slug}” can't stand in an address, or is a word of the site";
        return TextFault(details.About) ?? TextFault(details.UsageTerms) ?? details.Usage?.Fault();
    }

    internal static bool IsWebAddress(string text) =>
        IsClean(text) && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && DomainOf(text) is not null;

    /// <summary>The host in ASCII; null for an address that has none, or one that no name can be.</summary>
    internal static string? DomainOf(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) ? DomainOf(address) : null;

    /// <summary>The same. A host may be one for Uri and none for IDN: an unassigned letter, a broken xn-- label.</summary>
    internal static string? DomainOf(Uri address)
    {
        try
        {
            return address.IdnHost is { Length: > 0 } host ? host : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static bool IsMailAddress(string text) => IsClean(text) && MailAddress.TryCreate(text, out var address) && address.Address == text;

    private static string? TextFault(string? text) =>
        text is null ? null
        : text.Length > LongestText ? $"a text is longer than {LongestText} characters"
        : text.Split('\n').All(line => IsClean(line.TrimEnd('\r'))) ? null : "a text holds control characters";

    internal static bool IsClean(string text) => text.Trim(' ') is var trimmed && DisplayText.Clean(trimmed) == trimmed;

    [GeneratedRegex(@"^[A-Za-z]{2}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Country();

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Language();
}
