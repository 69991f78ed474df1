using System.Security.Cryptography;
using System.Text;
using Griot.Record;

namespace Griot.Ingest.Channels.Mail;

/// <summary>
/// Secrets in mail addresses: the house's mailbox is <c>news@griot.example</c>, and <c>news+TOKEN@griot.example</c> is the
/// same mailbox for whoever was given the token (RFC 5233 calls it subaddressing). A token has 128 random bits.
/// </summary>
internal static class MailSecret
{
    internal static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    /// <summary>The address of the mailbox with a token in it.</summary>
    internal static string Address(string mailbox, string token)
    {
        var at = mailbox.LastIndexOf('@');
        return $"{mailbox[..at]}+{token}{mailbox[at..]}";
    }

    /// <summary>The token in an address of the mailbox; null where it has none that could be one.</summary>
    internal static string? TokenOf(string address, string mailbox)
    {
        var (at, ours) = (address.LastIndexOf('@'), mailbox.LastIndexOf('@'));
        if (!address[(at + 1)..].Equals(mailbox[(ours + 1)..], StringComparison.OrdinalIgnoreCase)) return null;
        var local = address[..at];
        if (!local.StartsWith(mailbox[..ours] + "+", StringComparison.OrdinalIgnoreCase)) return null;
        // Some mail programs write addresses in capitals.
        var token = local[(ours + 1)..].ToLowerInvariant();
        return token.Length is >= 26 and <= 40 && token.All(char.IsAsciiLetterOrDigit) ? token : null;
    }

    /// <summary>The Message-ID of a receipt, which holds its token.</summary>
    internal static string ReceiptId(string token, string mailbox) => $"receipt.{token}@{mailbox[(mailbox.LastIndexOf('@') + 1)..]}";

    /// <summary>The token in a Message-ID that an answer names; null where that is no receipt of this mailbox.</summary>
    internal static string? TokenOfReceipt(string messageId, string mailbox)
    {
        const string start = "receipt.";
        var at = messageId.LastIndexOf('@');
        if (at < 0 || !messageId.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return null;
        if (!messageId[(at + 1)..].Equals(mailbox[(mailbox.LastIndexOf('@') + 1)..], StringComparison.OrdinalIgnoreCase)) return null;
        var token = messageId[start.Length..at].ToLowerInvariant();
        return OpaqueId.IsWellFormed(token) ? token : null;
    }
}
