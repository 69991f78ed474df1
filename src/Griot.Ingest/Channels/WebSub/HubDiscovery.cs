using System.Buffers.Text;
using System.Security.Cryptography;
using Griot.Formats.Discovery;
using Griot.Ingest.Providers;
using Griot.Ledger;

namespace Griot.Ingest.Channels.WebSub;

/// <summary>
/// Notes which hub a feed names. Hub and topic may be anybody's: all that can come of them is that the channel's own address is
/// polled. A feed that names another hub each time makes us ask one an hour.
/// </summary>
internal sealed class HubDiscovery(LedgerStore ledger, TimeProvider time)
{
    private const int TokenBytes = 16;
    private const int SecretBytes = 32;
    private const int LongestAddress = 2_048;
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Keeps what the document just read says; where that is what is known, nothing is written.</summary>
    internal async Task NoteAsync(ChannelRegistration channel, HubLinks links, CancellationToken cancellation)
    {
        var named = links.Topic is { } topic && IsFit(topic) && links.Hubs.FirstOrDefault(IsFit) is { } hub ? (hub, topic) : default;
        if (IsKnown(ledger.HubSubscription(channel.Id), named)) return;
        await ledger.ChangeHubSubscriptionAsync(channel.Id, before => named.hub is null ? Unwanted(before) : Wanted(channel.Id, before, named), cancellation);
    }

    private static bool IsKnown(HubSubscription? before, (string? Hub, string? Topic) named) =>
        named.Hub is null ? before is not { IsWanted: true } : before is { IsWanted: true } && (before.Hub, before.Topic) == named;

    private HubSubscription? Unwanted(HubSubscription? before) =>
        before is null ? null : before with { IsWanted = false, Next = time.GetUtcNow() };

    // Another topic, another token: what the old hub says from now on is for nobody.
    private HubSubscription Wanted(string channel, HubSubscription? before, (string Hub, string Topic) named)
    {
        var now = time.GetUtcNow();
        var next = before?.AskedAt is { } asked && asked + Pause > now && asked <= now ? asked + Pause : now;
        if (before is not null && (before.Hub, before.Topic) == named) return before with { IsWanted = true, Asked = HubAsk.Nothing, Failures = 0, Next = next };
        return new HubSubscription
        {
            Channel = channel,
            Hub = named.Hub,
            Topic = named.Topic,
            Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes)),
            Secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)),
            AskedAt = before?.AskedAt,
            Next = next,
        };
    }

    // A password in an address is not handed to a hub.
    private static bool IsFit(string address) =>
        address.Length <= LongestAddress && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0 && HostOf(address) is not null;

    /// <summary>Host and port, in lower case and ASCII; null where it is no address, or its host one for Uri and none for IDN.</summary>
    internal static string? HostOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && ProviderChecks.DomainOf(uri) is { } host ? $"{host.TrimEnd('.').ToLowerInvariant()}:{uri.Port}" : null;
}
