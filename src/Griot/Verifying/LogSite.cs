using System.Net;
using Griot.Ledger.Tlog;
using Griot.Ledger.Verifying;
using Griot.Net;

namespace Griot.Verifying;

/// <summary>
/// A site that somebody typed the address of, for those who check it: everything is asked for below that address and through
/// the guard. What was typed may lie in any network, as with a browser; where a redirect leads elsewhere may not.
/// </summary>
internal sealed class LogSite : IDisposable
{
    /// <summary>Requests at a time.</summary>
    internal const int Parallel = 4;

    private const int MostTries = 6;
    private const string UserAgent = "Griot/0.2 (verifier)";
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(10);

    private readonly Uri root;
    private readonly TimeProvider time;
    private readonly GuardedHttp http;

    internal LogSite(Uri root, TimeProvider time)
    {
        (this.root, this.time) = (root, time);
        var guard = new GuardOptions { AllowedNetworks = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")] };
        http = new GuardedHttp(new AddressGuard(guard), new HostPoliteness(TimeSpan.Zero, Parallel, time), time);
    }

    /// <summary>The site as it may be shown and kept: without user information.</summary>
    internal string Shown => ShownAddress.Of(root.AbsoluteUri)!;

    /// <summary>Asks for what lies at a path below the root. A server that asks to be asked again within seconds is; what goes wrong is said in the reply.</summary>
    internal Task<Reply> GetAsync(string path, long most, CancellationToken cancellation, string accept = "*/*") => GetAsync(new Uri(root, path), most, cancellation, accept);

    /// <summary>The same of an address of the site.</summary>
    internal async Task<Reply> GetAsync(Uri address, long most, CancellationToken cancellation, string accept = "*/*", string? known = null)
    {
        var request = new FetchRequest { Address = address, UserAgent = UserAgent, MaxBytes = most, Accept = accept, ETag = known };
        for (var tries = 1; ; tries++)
        {
            var outcome = await http.FetchAsync(request, cancellation);
            if (tries == MostTries || outcome is not FetchOutcome.Failed { Status: 429 or 503, RetryAfter: { } wait } || wait > MostWait) return Reply.Of(outcome);
            await Task.Delay(wait, time, cancellation);
        }
    }

    /// <summary>A tile of a log that holds at least as much. A log may drop a partial tile once the full one is there; its beginning is the same.</summary>
    internal async Task<Reply> TileAsync(TileId tile, CancellationToken cancellation)
    {
        var hashes = tile.Level != TileId.Entries;
        var most = hashes ? TileId.FullWidth * 32L : TileId.FullWidth * (ushort.MaxValue + 2L);
        var reply = await GetAsync($"log/tile/{tile.Path}", most, cancellation);
        if (reply.Bytes is not null || reply.Status is not (404 or 410) || tile.Width == TileId.FullWidth) return reply;
        var full = await GetAsync($"log/tile/{(tile with { Width = TileId.FullWidth }).Path}", most, cancellation);
        if (full.Bytes is not { } bytes) return reply;
        if (hashes) return full with { Bytes = bytes.Length > tile.Width * 32 ? bytes[..(tile.Width * 32)] : bytes };
        return EntryBundle.Read(bytes) is { } entries ? full with { Bytes = EntryBundle.Write([.. entries.Take(tile.Width)]) } : full;
    }

    /// <summary>The sealed bytes of a part of a version, or why they are not given.</summary>
    internal async Task<PartBytes> PartAsync(string path, CancellationToken cancellation)
    {
        var reply = await GetAsync(path, FetchRequest.DefaultMaxBytes, cancellation);
        return reply.Bytes is { } bytes ? PartBytes.Of(bytes) : PartBytes.KeptBack(reply.Status switch
        {
            403 => "it is not for the public, by the provider's terms or its way of delivering (403)",
            410 => "it is no longer shown: withdrawn, held or removed (410)",
            404 => "the site says that there is none (404)",
            _ => reply.Why,
        });
    }

    public void Dispose() => http.Dispose();
}

/// <summary>What a site answered.</summary>
/// <param name="Bytes">The document; null where there is none.</param>
/// <param name="Status">200 with bytes; else as the server said; null where nothing came of it.</param>
/// <param name="Why">Why there are no bytes, in words. They may hold what the server said.</param>
/// <param name="Start">The beginning of what was said instead of a document.</param>
/// <param name="ETag">Of the document.</param>
internal sealed record Reply(byte[]? Bytes, int? Status, string Why, byte[] Start, string? ETag)
{
    /// <summary>True where the server sent more than was wanted.</summary>
    internal bool IsTooLarge { get; private init; }

    internal static Reply Of(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Fetched it => new Reply(it.Body, 200, "", [], it.ETag),
        FetchOutcome.NotModified => new Reply(null, 304, "unchanged", [], null),
        FetchOutcome.Failed it => new Reply(null, it.Status, it.Message.TrimEnd('.'), it.Answer?.Start ?? [], null) { IsTooLarge = it.Code == "too-large" },
        FetchOutcome.Refused it => new Reply(null, null, it.Message.TrimEnd('.'), [], null),
        _ => new Reply(null, null, "no answer", [], null),
    };
}
