using System.Collections.Frozen;
using Griot.Formats;

namespace Griot.Ingest.Channels.Mail;

/// <summary>
/// Who may deliver through a mail channel: one address (<c>redaction@courrier.example</c>), or all of a domain
/// (<c>courrier.example</c>), which must not be one where anybody gets an address.
/// </summary>
internal static class MailAuthor
{
    private const string Scheme = "mailto:";
    private const string Anybody = "*";

    private static readonly FrozenSet<string> Freemail = FrozenSet.Create(StringComparer.Ordinal,
        "gmail.com", "googlemail.com", "yahoo.com", "yahoo.fr", "yahoo.co.uk", "ymail.com", "rocketmail.com", "hotmail.com", "hotmail.fr", "hotmail.co.uk",
        "outlook.com", "outlook.fr", "live.com", "live.fr", "msn.com", "icloud.com", "me.com", "mac.com", "aol.com", "gmx.com", "gmx.net", "gmx.de", "gmx.fr",
        "web.de", "mail.com", "mail.ru", "yandex.ru", "yandex.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com", "zoho.com", "zohomail.com",
        "orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "sfr.fr", "bbox.fr", "qq.com", "163.com", "126.com", "sapo.pt", "uol.com.br", "bol.com.br",
        "webmail.co.za", "mweb.co.za", "afrik.com", "maktoob.com");

    /// <summary>Why an address can't be registered; null where it can.</summary>
    internal static string? Fault(string text)
    {
        if (Registered(text) is not { } registered) return $"“{text}” is neither a mail address nor a domain such as courrier.example";
        var (local, domain) = Parts(registered);
        return local == Anybody && Freemail.Contains(domain)
            ? $"at {domain} anybody gets an address: register the provider's full address"
            : null;
    }

    /// <summary>The address as it is registered; null for what is none.</summary>
    internal static string? Registered(string text)
    {
        var typed = text.Trim();
        if (!typed.Contains('@', StringComparison.Ordinal)) typed = "@" + typed;
        if (typed.StartsWith('@')) typed = Anybody + typed;
        if (typed.Count(letter => letter == '@') != 1 || typed.Length > 254 || typed.Any(letter => char.IsControl(letter) || letter is ' ' or '<' or '>' or '"' or ',' or ';' or '/' or '?' or '#' or '%' or ':')) return null;
        return MailLook.Normal(typed) is { } address && Parts(Scheme + address) is { Domain.Length: > 0 } parts && parts.Domain.Contains('.', StringComparison.Ordinal) ? Scheme + address : null;
    }

    /// <summary>True where a sender may deliver by what is registered.</summary>
    internal static bool Admits(string? registered, string sender)
    {
        if (registered?.StartsWith(Scheme, StringComparison.Ordinal) != true) return false;
        var (local, domain) = Parts(registered);
        var at = sender.LastIndexOf('@');
        return sender[(at + 1)..] == domain && (local == Anybody || sender[..at].Equals(local, StringComparison.OrdinalIgnoreCase));
    }

    private static (string Local, string Domain) Parts(string registered)
    {
        var address = registered[Scheme.Length..];
        var at = address.LastIndexOf('@');
        return (address[..at], address[(at + 1)..]);
    }
}
