using System.Text;
using Griot.Ledger.Tlog;
using Griot.Ledger.Verifying;
using Griot.Verifying;

namespace Griot.Monitoring;

/// <summary>What came of a look at a log's checkpoint.</summary>
/// <param name="Note">The signed note; null where there is none that can be believed.</param>
/// <param name="Checkpoint">What it says.</param>
/// <param name="Finding">What is wrong with it; null where nothing is.</param>
internal sealed record Look(SignedNote? Note, Checkpoint? Checkpoint, Finding? Finding)
{
    /// <summary>Signed notes that contradict each other.</summary>
    internal IReadOnlyList<byte[]> Evidence { get; init; } = [];

    internal static Look Wrong(string message) => new(null, null, Finding.OfLog(message));
}

/// <summary>
/// Fetches the checkpoint, and believes it only where the log's key signed it and it goes on from the one that was believed
/// before, by the log's own tiles.
/// </summary>
internal sealed class HeadLook(LogSite site, VerifiedLog log, TimeProvider time, TimeSpan patience)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>The checkpoint as it is served, with nothing said of who signed it.</summary>
    /// <exception cref="SiteUnreachableException">The site does not answer.</exception>
    internal async Task<Look> FetchAsync(CancellationToken cancellation)
    {
        var reply = await site.GetAsync("log/checkpoint", SignedNote.MaxBytes, cancellation);
        if (reply.Bytes is null && reply.Status is null or >= 500 or 429 && !reply.IsTooLarge) throw new SiteUnreachableException(reply.Why);
        if (reply.Bytes is not { } bytes) return Look.Wrong($"no checkpoint of a log is served: {reply.Why}");
        return SignedNote.Parse(bytes) is { } note && Checkpoint.Parse(note.Text) is { } checkpoint
            ? new Look(note, checkpoint, null)
            : Look.Wrong($"what is served as the log's checkpoint is none: “{Start(bytes)}”");
    }

    /// <summary>The checkpoint, held against key and earlier checkpoint.</summary>
    /// <param name="key">The log's key.</param>
    /// <param name="known">The note that was believed before; null at the first look.</param>
    internal async Task<Look> HoldAsync(Look look, VerifierKey key, string? known, CancellationToken cancellation)
    {
        var before = known is null ? null : Checkpoint.Parse(SignedNote.Parse(Encoding.UTF8.GetBytes(known))!.Text);
        for (var since = time.GetTimestamp(); ; look = await FetchAsync(cancellation))
        {
            if (look is not { Note: { } note, Checkpoint: { } now }) return look;
            if (Signatures.Fault(note, key) is { } forged) return Look.Wrong(forged);
            if (before is null) return look;

            // A cache on the way may answer with a checkpoint that is some seconds old: that is waited for.
            if (now.Size >= before.Size || time.GetElapsedTime(since) >= patience) return await GoesOnAsync(look, note, now, before, known!, cancellation);
            await Task.Delay(BetweenLooks, time, cancellation);
        }
    }

    private async Task<Look> GoesOnAsync(Look look, SignedNote note, Checkpoint now, Checkpoint before, string known, CancellationToken cancellation)
    {
        if (await log.InconsistencyAsync(before, now, note.ToBytes(), cancellation) is not { } fault) return look;
        log.Forget();
        return Look.Wrong(fault) with { Evidence = [Encoding.UTF8.GetBytes(known), note.ToBytes()] };
    }

    private static string Start(byte[] bytes) => Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 60)));
}
