using Griot.Ledger;
using Griot.Record;

namespace Griot.Media;

/// <summary>
/// Follows the log: of every picture and document that is sealed it has made what readers look at, one after the other, and
/// forgets it where its file was removed. Killed at any moment it goes on where
/// something is missing.
/// </summary>
internal sealed partial class MediaMaker(LedgerStore ledger, MediaFolder folder, Workshop workshop, TimeProvider time, ILogger<MediaMaker> log)
{
    private const int AtOnce = 50;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AfterUnable = TimeSpan.FromMinutes(10);

    // Kinds of which nothing can be made here just now, since when, and the first file that was passed over for it. A machine that
    // was short of memory for a moment can later; one without the library is asked again for little. Told of once each.
    private readonly HashSet<string> unable = new(StringComparer.Ordinal);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private DateTimeOffset unableSince;
    private long? passedOver;
    private bool isSwept;
    private long next;
    private long removals = -1;

    /// <summary>Works until cancelled.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(BetweenLooks, time);
        var notBefore = time.GetUtcNow();
        do
            try
            {
                if (time.GetUtcNow() >= notBefore) await LookAsync(cancellation);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                // A full disk, or a store that is in use: pieces are shown without, and nothing else waits for it.
                Later(log, fault);
                notBefore = time.GetUtcNow() + AfterFault;
            }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Does all that is to be done now.</summary>
    internal async Task LookAsync(CancellationToken cancellation)
    {
        if (!isSwept) folder.Sweep(All().Where(media => ledger.Content(media.Index, Part.Record) is not null));
        isSwept = true;
        ForgetRemoved();
        TryAgain();
        while (ledger.MediaFrom(next, AtOnce) is { Count: > 0 } some)
            foreach (var media in some)
            {
                await MakeAsync(media, cancellation);
                next = media.Index + 1;
            }
    }

    private IEnumerable<SealedEntry> All()
    {
        for (long from = 0; ledger.MediaFrom(from, AtOnce * AtOnce) is [.., var last] some; from = last.Index + 1)
            foreach (var media in some) yield return media;
    }

    private void TryAgain()
    {
        if (unable.Count == 0 || time.GetUtcNow() - unableSince < AfterUnable) return;
        unable.Clear();
        next = Math.Min(next, passedOver ?? next);
        passedOver = null;
    }

    // The removal stands first and the files go after it: what is made meanwhile is looked at once more when it is there.
    private void ForgetRemoved()
    {
        var (targets, newest) = ledger.RemovedMedia(removals);
        foreach (var entry in targets.Select(ledger.At).OfType<SealedEntry>()) folder.Forget(entry);
        removals = newest;
    }

    private async Task MakeAsync(SealedEntry media, CancellationToken cancellation)
    {
        if (folder.Has(media) || ledger.Content(media.Index, Part.Record) is not { } record || MediaDescription.Read(record) is not { } described) return;
        if (!(described.IsPicture || described.IsDocument) || ledger.Content(media.Index, Part.Delivery) is not { } bytes) return;
        if (unable.Contains(KindOf(described)))
        {
            passedOver ??= media.Index;
            return;
        }

        switch (await workshop.MakeAsync(described.Type, bytes, cancellation))
        {
            case WorkOutcome.Done done:
                Keep(media, done.Made);
                break;
            case WorkOutcome.Unreadable unreadable:
                Unreadable(log, media.Index, described.Type, unreadable.Why);
                Keep(media, new Cage.Made());
                break;
            case WorkOutcome.Unable none:
                if (unable.Count == 0) unableSince = time.GetUtcNow();
                unable.Add(KindOf(described));
                passedOver ??= media.Index;
                if (told.Add(KindOf(described))) Unable(log, KindOf(described), none.Why);
                break;
        }
    }

    private void Keep(SealedEntry media, Cage.Made made)
    {
        folder.Keep(media, made);
        if (ledger.Content(media.Index, Part.Delivery) is null) folder.Forget(media);
    }

    private static string KindOf(MediaDescription described) => described.IsPicture ? "pictures" : described.Type;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing to look at could be made of the file of entry {Entry} ({Type}): {Why} It is kept as it came")]
    private static partial void Unreadable(ILogger log, long entry, string type, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What readers look at of pictures and documents can't be made or kept now; it is tried again in a minute")]
    private static partial void Later(ILogger log, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be made of {Kind} on this machine: {Why}. Pieces are shown without; it is tried again every ten minutes")]
    private static partial void Unable(ILogger log, string kind, string why);
}
