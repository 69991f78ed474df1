using Griot.Ledger;
using Griot.Record;

namespace Griot.Media;

/// <summary>
/// Follows the log: of every picture and document that is sealed it has made what readers look at, one at a time and each provider
/// in its turn, and forgets it where its file was removed. Killed at any moment it goes on where something is missing.
/// </summary>
internal sealed partial class MediaMaker(LedgerStore ledger, MediaFolder folder, Workshop workshop, TimeProvider time, ILogger<MediaMaker> log)
{
    private const int AtOnce = 50;

    // Whoever is late so often would keep others waiting for ever.
    private const int MostLate = 3;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFault = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan AfterUnable = TimeSpan.FromMinutes(10);

    private readonly MediaTurns turns = new(time);

    // Kinds of which nothing can be made here just now; what was passed over for it or was late, and since when the first of them waits. A machine that
    // was short of memory for a moment can later; one without the library is asked again for little. Told of once each.
    private readonly HashSet<string> unable = new(StringComparer.Ordinal);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);
    private readonly List<MediaJob> passedOver = [];

    // How often what is passed over was late, by its entry.
    private readonly Dictionary<long, int> late = [];
    private DateTimeOffset passedSince;
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
        while (await StepAsync(cancellation)) { }
    }

    /// <summary>Looks what is new, and makes what can be made of one file: false where none waits.</summary>
    internal async Task<bool> StepAsync(CancellationToken cancellation)
    {
        if (!isSwept) folder.Sweep(All().Where(media => ledger.Content(media.Index, Part.Record) is not null));
        isSwept = true;
        ForgetRemoved();
        TryAgain();
        Gather();
        var (pictures, documents) = (passedOver.Count(job => job.IsPicture), passedOver.Count(job => !job.IsPicture));
        folder.Tell(turns.Pictures + pictures, turns.Documents + documents);
        if (turns.Take() is not { } job) return false;
        try
        {
            await MakeAsync(job, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            turns.Add(job);
            throw;
        }

        return true;
    }

    private IEnumerable<SealedEntry> All()
    {
        for (long from = 0; ledger.MediaFrom(from, AtOnce * AtOnce) is [.., var last] some; from = last.Index + 1)
            foreach (var media in some) yield return media;
    }

    private void TryAgain()
    {
        if (passedOver.Count == 0 || time.GetUtcNow() - passedSince < AfterUnable) return;
        unable.Clear();
        passedOver.ForEach(turns.Add);
        passedOver.Clear();
    }

    // The removal stands first and the files go after it: what is made meanwhile is looked at once more when it is there.
    private void ForgetRemoved()
    {
        var (targets, newest) = ledger.RemovedMedia(removals);
        foreach (var entry in targets.Select(ledger.At).OfType<SealedEntry>()) folder.Forget(entry);
        removals = newest;
    }

    private void Gather()
    {
        while (ledger.MediaFrom(next, AtOnce) is { Count: > 0 } some)
            foreach (var media in some)
            {
                if (!folder.Has(media) && Described(media.Index) is { } described) turns.Add(new MediaJob(media.Index, media.Entry.Provider ?? "", described.IsPicture));
                next = media.Index + 1;
            }
    }

    // Null where nothing is made of it, or nothing may be any more.
    private MediaDescription? Described(long entry) =>
        ledger.Content(entry, Part.Record) is { } record && MediaDescription.Read(record) is { } described && (described.IsPicture || described.IsDocument) ? described : null;

    private async Task MakeAsync(MediaJob job, CancellationToken cancellation)
    {
        if (ledger.At(job.Entry) is not { } media || folder.Has(media) || Described(job.Entry) is not { } described) return;
        if (ledger.Content(job.Entry, Part.Delivery) is not { } bytes) return;
        if (unable.Contains(KindOf(described)))
        {
            PassOver(job);
            return;
        }

        var began = time.GetTimestamp();
        var outcome = await workshop.MakeAsync(described.Type, bytes, cancellation);
        turns.Spend(job.Provider, time.GetElapsedTime(began));
        switch (outcome)
        {
            case WorkOutcome.Done done:
                Keep(media, done.Made);
                break;
            case WorkOutcome.Unreadable unreadable:
                GiveUp(media, described, unreadable.Why);
                break;
            case WorkOutcome.Late when (late[job.Entry] = late.GetValueOrDefault(job.Entry) + 1) < MostLate:
                PassOver(job);
                break;
            case WorkOutcome.Late:
                GiveUp(media, described, $"it took longer than a minute and a half, {MostLate} times");
                break;
            case WorkOutcome.Unable none:
                PassOver(job);
                Unable(KindOf(described), none.Why);
                break;
        }
    }

    private void PassOver(MediaJob job)
    {
        if (passedOver.Count == 0) passedSince = time.GetUtcNow();
        passedOver.Add(job);
    }

    private void Unable(string kind, string why)
    {
        unable.Add(kind);
        if (told.Add(kind)) Unable(log, kind, why);
    }

    private void GiveUp(SealedEntry media, MediaDescription described, string why)
    {
        Unreadable(log, media.Index, described.Type, why.TrimEnd('.'));
        Keep(media, new Cage.Made());
    }

    private void Keep(SealedEntry media, Cage.Made made)
    {
        late.Remove(media.Index);
        folder.Keep(media, made);
        if (ledger.Content(media.Index, Part.Delivery) is null) folder.Forget(media);
    }

    private static string KindOf(MediaDescription described) => described.IsPicture ? "pictures" : described.Type;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing to look at could be made of the file of entry {Entry} ({Type}): {Why}. It is kept as it came")]
    private static partial void Unreadable(ILogger log, long entry, string type, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What readers look at of pictures and documents can't be made or kept now; it is tried again in a minute")]
    private static partial void Later(ILogger log, Exception fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Nothing can be made of {Kind} on this machine: {Why}. Pieces are shown without; it is tried again every ten minutes")]
    private static partial void Unable(ILogger log, string kind, string why);
}
