using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Griot.Formats.Form;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Form;

/// <summary>
/// One-time links for providers that have neither a feed nor a program: who has the link speaks for the provider, once, within a
/// day. The first one opens a channel of the kind <c>form</c> on the provider's sealed card.
/// </summary>
public sealed class ProviderLinks(LedgerStore ledger, TimeProvider time)
{
    private const int TokenBytes = 32;
    private const int LongestToken = 64;
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>Makes a link. Its token is told now, and never again.</summary>
    /// <param name="provider">Whose it is.</param>
    /// <param name="item">The piece that it is about, to be corrected or withdrawn; null for a new one.</param>
    /// <param name="evidence"><see cref="Evidence.Authenticated"/> where it goes to the provider's confirmed contact, else <see cref="Evidence.Entered"/>.</param>
    /// <param name="cancellation">Ends the waiting for the store.</param>
    /// <returns>
    /// The token; null where there is no such provider, the piece is not its own, or what would come is <see cref="Evidence.Entered"/>
    /// and about a piece: the ledger takes no such thing (decision 26).
    /// </returns>
    public async Task<string?> MakeAsync(string provider, string? item, Evidence evidence, CancellationToken cancellation)
    {
        if (item is not null && evidence == Evidence.Entered) return null;
        if (item is not null && ItemState.Fold(ledger.History(item))?.Provider != provider) return null;
        if (await ChannelAsync(provider, cancellation) is not { } channel) return null;
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes));
        var now = time.GetUtcNow();
        await ledger.AddLinkAsync(new ProviderLink(HashOf(token), provider, channel, item, evidence, now, now + Life), cancellation);
        return token;
    }

    /// <summary>What a token opens, or opened; null where it is none. Looking changes nothing.</summary>
    public LinkAccess? Find(string token)
    {
        if (token.Length > LongestToken || ledger.Link(HashOf(token)) is not { } link) return null;
        var state = link.Used is not null ? LinkState.Used : time.GetUtcNow() < link.Expires ? LinkState.Open : LinkState.Ended;
        return new LinkAccess(link.Provider, link.Channel, link.Item, link.Evidence, link.Expires, state);
    }

    /// <summary>
    /// Uses a link up, before what comes through it is sealed: of two forms that are sent at once, one is taken. A crash in between
    /// costs the link, and nothing that was told to be kept. False where it is used already, or nothing can be written.
    /// </summary>
    public async Task<bool> ClaimAsync(string token, CancellationToken cancellation)
    {
        try
        {
            return await ledger.UseLinkAsync(HashOf(token), cancellation);
        }
        catch (Exception fault) when (StoreFaults.Explain(fault) is not null)
        {
            return false;
        }
    }

    /// <summary>Opens a link again, where nothing came of what was sent through it.</summary>
    public async Task GiveBackAsync(string token, CancellationToken cancellation)
    {
        try
        {
            await ledger.ReopenLinkAsync(HashOf(token), cancellation);
        }
        catch (Exception fault) when (StoreFaults.Explain(fault) is not null)
        {
            return;
        }
    }

    /// <summary>Files that wait under a link while their sender looks at the preview.</summary>
    public IReadOnlyList<SentFile> FilesOf(string token) => [.. ledger.LinkFiles(HashOf(token)).Select(file => new SentFile(file.Name, file.Type, file.Bytes))];

    /// <summary>
    /// Keeps files under a link, in place of those that waited there. They go when the link is used or has ended. False where
    /// nothing can be written.
    /// </summary>
    public async Task<bool> KeepFilesAsync(string token, IReadOnlyList<SentFile> files, CancellationToken cancellation)
    {
        try
        {
            await ledger.KeepLinkFilesAsync(HashOf(token), [.. files.Select(file => new LinkFile(file.Name, file.Type, file.Bytes.ToArray()))], cancellation);
            return true;
        }
        catch (Exception fault) when (StoreFaults.Explain(fault) is not null)
        {
            return false;
        }
    }

    /// <summary>The id of the piece that a link for a new one brings: the same however often its form is sent.</summary>
    public static string IdOf(string token) => "urn:griot:form:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("id " + token))[..16]);

    private async Task<string?> ChannelAsync(string provider, CancellationToken cancellation)
    {
        if (ledger.Card(provider) is not { } card) return null;
        if (card.Channels.FirstOrDefault(channel => channel.Kind == ChannelKind.Form) is { } known) return known.Id;
        return await new ProviderRegister(ledger, time).AddDoorAsync(provider, ChannelKind.Form, null, cancellation) is RegisterOutcome.Registered opened ? opened.Card.Channels[^1].Id : null;
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
