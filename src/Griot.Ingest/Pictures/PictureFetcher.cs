using Griot.Formats.Values;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Pictures;

/// <summary>
/// Fetches the pictures that pieces name, each once, through the guard, and seals them as media of their version (decision 52). It
/// comes after the sealing of the text and beside everything else: a picture that is late, broken or never comes keeps nothing up.
/// Killed at any moment it goes on: what was fetched and not sealed is fetched again.
/// </summary>
/// <param name="ledger">Where pieces stand, and pictures are sealed.</param>
/// <param name="http">The way out, with the politeness that polling has too.</param>
/// <param name="time">The clock of what is tried again.</param>
/// <param name="userAgent">Who asks, as servers see it.</param>
/// <param name="log">For what the operator should know.</param>
public sealed partial class PictureFetcher(LedgerStore ledger, GuardedHttp http, TimeProvider time, string userAgent, ILogger<PictureFetcher> log)
{
    private const long MostBytes = 8L * 1024 * 1024;
    private const string Accept = "image/webp, image/png, image/jpeg, image/gif;q=0.9";

    // Providers at a time; of each one picture at a time.
    private const int Lanes = 8;
    private const int MostLooked = 1_000;
    private const int Attempts = 3;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    // After these, nobody asks any more: the page says what its provider says of the picture.
    private static readonly TimeSpan[] Again = [TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    private readonly Shelf shelf = new(ledger);
    private readonly PictureSearch search = new(ledger, new Shelf(ledger), time);
    private readonly PictureShare share = new(time);
    // Whose turn was how long ago: who was served least lately is next, whatever waits with others.
    private readonly Dictionary<string, long> served = new(StringComparer.Ordinal);
    private long turns;
    private DateTimeOffset resting;

    /// <summary>Fetches until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        using var timer = new PeriodicTimer(Tick, time);
        try
        {
            do
            {
                foreach (var done in running.Where(lane => lane.Value.IsCompleted).Select(lane => lane.Key).ToList()) running.Remove(done);
                await SafelyAsync(() => StartAsync(running, cancellation));
            }
            while (await timer.WaitForNextTickAsync(cancellation));
        }
        finally
        {
            await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Fetches all that is due now; returns how many pictures were sealed.</summary>
    public async Task<int> OnceAsync(CancellationToken cancellation)
    {
        await search.RunAsync(cancellation);
        var made = 0;
        while (ledger.PicturesDue(Lanes) is { Count: > 0 } due)
            made += (await Task.WhenAll(due.Select(call => FetchAsync(call, cancellation)))).Count(isSealed => isSealed);
        return made;
    }

    private async Task StartAsync(Dictionary<string, Task> running, CancellationToken cancellation)
    {
        if (ledger.Freeze is not null || time.GetUtcNow() < resting) return;
        await search.RunAsync(cancellation);
        foreach (var call in ledger.PicturesDue(MostLooked).Where(call => !running.ContainsKey(call.Provider)).OrderBy(call => served.GetValueOrDefault(call.Provider)).Take(Lanes - running.Count).ToList())
        {
            served[call.Provider] = ++turns;
            running[call.Provider] = SafelyAsync(() => FetchAsync(call, cancellation));
        }
    }

    // A full disk, or a store that is in use: pieces are shown without, and nothing else waits for it.
    private async Task SafelyAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            resting = time.GetUtcNow() + Rest;
            Later(fault);
        }
    }

    private async Task<bool> FetchAsync(PictureCall call, CancellationToken cancellation)
    {
        if (Find(call) is not { } wanted) return await ForgetAsync(call, cancellation);
        if (share.FullUntil(call.Provider) is { } later) return await PostponeAsync(call with { At = later }, cancellation);
        switch (await http.FetchAsync(Request(wanted), cancellation))
        {
            case FetchOutcome.Fetched fetched:
                share.Spend(call.Provider, fetched.Body.Length);
                return await TakeAsync(call, fetched.Body, cancellation);
            case FetchOutcome.Failed failed:
                return await LaterAsync(call, failed, cancellation);
            case var refused:
                return await GiveUpAsync(call, refused.ToString(), cancellation);
        }
    }

    // What the piece says now: it may have gone, changed, or be held since the picture was noted.
    private Wanted? Find(PictureCall call) =>
        shelf.Take(call.Item) is { Record: { } record } piece && HeldPictures.Of(ledger, piece).AreOpenTo(call.Uri)
        && NamedPictures.Of(record).FirstOrDefault(named => named.Uri == call.Uri) is { } named ? new Wanted(piece, named, new Uri(call.Uri)) : null;

    private FetchRequest Request(Wanted wanted) => new()
    {
        Address = wanted.Address,
        UserAgent = userAgent,
        Accept = Accept,
        MaxBytes = MostBytes,
        RegisteredAddress = IsAtItsFeed(wanted),
    };

    // A feed names any address that it likes, so none of them is let into an opened network but those of its own server.
    private bool IsAtItsFeed(Wanted wanted) => wanted.Piece.Version.Entry.Channel is { } id && ledger.Channel(id)?.Channel.Address is { } feed
        && Uri.TryCreate(feed, UriKind.Absolute, out var address) && address.GetLeftPart(UriPartial.Authority) == wanted.Address.GetLeftPart(UriPartial.Authority);

    private async Task<bool> TakeAsync(PictureCall call, byte[] body, CancellationToken cancellation)
    {
        var type = FileType.Of("", body);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            // An order that comes between the look and the sealing makes it stale.
            var removed = ledger.RemovedSoFar;
            if (Find(call) is not { } wanted) return await ForgetAsync(call, cancellation);
            var description = MediaDescription.Of(wanted.Named with { Type = type }, body.Length);
            if (!description.IsPicture) return await GiveUpAsync(call, "what came is no picture of a kind that is shown", cancellation);
            var outcomes = await ledger.AppendAsync(new Batch { Drafts = [Draft(wanted.Piece, description, body)], Removed = removed }, cancellation);
            if (outcomes[0] is not AppendOutcome.Sealed) continue;
            await ledger.ForgetPictureAsync(call, cancellation);
            return true;
        }

        // Its item changes faster than one can look.
        return await PostponeAsync(call with { At = time.GetUtcNow() + Rest }, cancellation);
    }

    private static Draft Draft(Rendition piece, MediaDescription description, byte[] body) => new()
    {
        Kind = EntryKind.Media,
        Provider = piece.State.Provider,
        Item = piece.State.Item,
        Version = piece.Version.Entry.Version,
        Follows = piece.State.Last.Index,
        Delivery = body,
        Record = description.ToBytes(),
    };

    private Task<bool> LaterAsync(PictureCall call, FetchOutcome.Failed failed, CancellationToken cancellation)
    {
        if (call.Failures >= Again.Length || failed.Code is "too-large" or "bad-encoding") return GiveUpAsync(call, failed.ToString(), cancellation);
        var wait = failed.RetryAfter is { } asked && asked > Again[call.Failures] ? asked : Again[call.Failures];
        return PostponeAsync(call with { Failures = call.Failures + 1, At = time.GetUtcNow() + wait }, cancellation);
    }

    private Task<bool> GiveUpAsync(PictureCall call, string reason, CancellationToken cancellation)
    {
        NotFetched(ledger.Card(call.Provider)?.Slug ?? call.Provider, call.Item, reason);
        return ForgetAsync(call, cancellation);
    }

    private async Task<bool> PostponeAsync(PictureCall call, CancellationToken cancellation)
    {
        await ledger.PostponePictureAsync(call, cancellation);
        return false;
    }

    private async Task<bool> ForgetAsync(PictureCall call, CancellationToken cancellation)
    {
        await ledger.ForgetPictureAsync(call, cancellation);
        return false;
    }

    private sealed record Wanted(Rendition Piece, Association Named, Uri Address);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Provider}: a picture of {Item} is not fetched: {Reason}")]
    private partial void NotFetched(string provider, string item, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pictures can't be fetched or kept now; it is tried again in a minute")]
    private partial void Later(Exception fault);
}
