using System.Buffers.Text;
using System.Security.Cryptography;
using Griot.Formats;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Mail;

/// <summary>Gives tokens out and finds them again in what comes.</summary>
internal sealed class MailTokens(LedgerStore ledger, string mailbox, TimeProvider time)
{
    private const int PageBytes = 32;
    private const int PageLetters = 43;
    private static readonly TimeSpan ReceiptLife = TimeSpan.FromDays(3650);
    private static readonly TimeSpan ConfirmationLife = TimeSpan.FromDays(14);

    /// <summary>The question that the mail answers, by the address that it went to.</summary>
    internal MailToken? FindConfirmation(MailLook look) => Secrets(look)
        .Select(token => ledger.MailToken(MailSecret.Hash(token))).FirstOrDefault(token => token is { Kind: MailTokenKind.Confirmation });

    /// <summary>The question that a page is opened for; null for what is no such secret, or was used, or is over.</summary>
    internal MailToken? FindConfirmation(string secret) =>
        secret.Length == PageLetters && ledger.MailToken(MailSecret.Hash(secret)) is { Kind: MailTokenKind.Confirmation } token ? token : null;

    /// <summary>The channel whose secret address the mail went to.</summary>
    internal string? FindChannel(MailLook look) => Secrets(look)
        .Select(token => ledger.KeyByHash(ChannelKeyKind.Address, ChannelKeys.HashOf(token))).FirstOrDefault(key => key is not null)?.Channel;

    /// <summary>The token of a receipt that the mail answers.</summary>
    internal MailToken? FindReceipt(MailLook look) => look.Answers
        .Select(id => MailSecret.TokenOfReceipt(id, mailbox)).OfType<string>()
        .Select(token => ledger.MailToken(MailSecret.Hash(token))).FirstOrDefault(token => token?.Kind == MailTokenKind.Receipt);

    private IEnumerable<string> Secrets(MailLook look) => look.Recipients.Select(address => MailSecret.TokenOf(address, mailbox)).OfType<string>();

    /// <summary>The result with where its receipt goes and under which id; no receipt where it is not sure whose mail it is.</summary>
    /// <param name="result">What came of the mail.</param>
    /// <param name="way">How it came.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    internal async Task<MailResult> WithReceiptAsync(MailResult result, MailWay way, CancellationToken cancellation)
    {
        // Whoever pressed the button of a page wrote no mail: the house knows its address.
        var sender = result.ReceiptTo ?? (way.IsSure && result.Look is { MayBeAnswered: true, From: [var only] } ? only : null);
        // What is not kept is no deed to tell of: whoever looks into the mailbox finds it.
        if (sender is null || result.Deed == MailDeed.Unknown) return result;
        if (result.Item is not { } item || result.Channel is not { } channel) return result with { ReceiptTo = sender };
        var token = OpaqueId.New();
        await ledger.KeepTokenAsync(new MailToken(MailSecret.Hash(token), MailTokenKind.Receipt, channel, item, null, time.GetUtcNow() + ReceiptLife), cancellation);
        return result with { ReceiptTo = sender, ReceiptId = MailSecret.ReceiptId(token, mailbox) };
    }

    /// <summary>The result of a held mail with the address that confirms it, and the secret of the page that does. Either does it once.</summary>
    internal async Task<MailResult> WithConfirmationAsync(MailResult held, string channel, CancellationToken cancellation)
    {
        var token = OpaqueId.New();
        await ledger.KeepTokenAsync(new MailToken(MailSecret.Hash(token), MailTokenKind.Confirmation, channel, null, held.Quarantined, time.GetUtcNow() + ConfirmationLife), cancellation);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(PageBytes));
        await ledger.KeepTokenAsync(new MailToken(MailSecret.Hash(secret), MailTokenKind.Confirmation, channel, null, held.Quarantined, time.GetUtcNow() + ConfirmationLife), cancellation);
        return held with { ConfirmAt = MailSecret.Address(mailbox, token), ConfirmBy = secret };
    }
}
