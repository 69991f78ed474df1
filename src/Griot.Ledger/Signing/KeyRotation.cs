using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Signing;

/// <summary>What came of making or rotating a key.</summary>
public abstract record KeyOutcome
{
    private KeyOutcome() { }

    /// <summary>The key that signs from now on.</summary>
    public sealed record Done(string Key) : KeyOutcome;

    /// <summary>Nothing was changed, for this reason.</summary>
    public sealed record Refused(string Reason) : KeyOutcome;
}

/// <summary>
/// Makes the key of a log, and rotates it: the new key is said in the log itself, and the old one signs beside it until the next
/// rotation (ledger.md, section 5).
/// </summary>
public sealed class KeyRotation(LedgerStore ledger, LogOptions options, TimeProvider time)
{
    /// <summary>For so long at least two keys sign: whoever pinned the old one has to hear of the new one.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromDays(90);

    /// <summary>Makes name and key before the first entry does.</summary>
    public async Task<KeyOutcome> MakeAsync(CancellationToken cancellation)
    {
        if (File.Exists(options.KeyFile)) return new KeyOutcome.Refused($"{options.KeyFile} is there already (griot log key rotate makes another)");
        if (File.Exists(options.PublishedFile) || (ledger.Origin is { } signed && ledger.KnownKeys(signed).Count > 0)) return new KeyOutcome.Refused("the log was signed before: put its key back; a new key could not go on with it (griot log succeed begins another log)");
        if (ledger.Origin is null) await ledger.NameLogAsync(options.Origin ?? LogOptions.RandomOrigin(), cancellation);
        using var keys = LogKeys.Make(ledger.Origin!, options.KeyFile);
        return new KeyOutcome.Done(keys.Present.ToString());
    }

    /// <summary>
    /// Puts a new key in the place of the present one. Killed between the files and the entry that tells of it, the next call
    /// tells.
    /// </summary>
    /// <exception cref="LedgerFrozenException">The log stands still; its key stays.</exception>
    public async Task<KeyOutcome> RotateAsync(CancellationToken cancellation)
    {
        if (ledger.Freeze is { } freeze) throw new LedgerFrozenException(freeze);
        if (Lock() is not { } held) return new KeyOutcome.Refused("another process is rotating the key now");
        await using (held) return await RotateAloneAsync(cancellation);
    }

    private async Task<KeyOutcome> RotateAloneAsync(CancellationToken cancellation)
    {
        if (ledger.Origin is not { } origin || LogKeys.Load(origin, options.KeyFile) is not { } keys) return new KeyOutcome.Refused("the log has no key yet");
        using var present = keys;
        var last = LastTold();
        if (keys.Before is { } before && last?.Notice.Key != keys.Present.ToString()) return await TellAsync(origin, keys.Present, before, cancellation);
        if (last is { } told && time.GetUtcNow() - told.At < Least) return new KeyOutcome.Refused($"the key was rotated on {told.At:yyyy-MM-dd}: both keys sign for at least {Least.TotalDays:0} days before the next");
        using var next = SigningKey.New(origin);
        var outgoing = LogKeys.Outgoing(options.KeyFile);
        File.Delete(options.NextKeyFile);
        next.Save(options.NextKeyFile);
        File.Delete(outgoing);
        present.SavePresent(outgoing);
        File.Move(options.NextKeyFile, options.KeyFile, overwrite: true);
        DurableFile.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(options.KeyFile))!);
        return await TellAsync(origin, next.Verifier, keys.Present, cancellation);
    }

    // Two at once would lose the key of one before the log has told of it. The signer's lock is the server's.
    private FileStream? Lock()
    {
        try
        {
            return new FileStream(options.RotationLockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<KeyOutcome> TellAsync(string origin, VerifierKey key, VerifierKey previous, CancellationToken cancellation)
    {
        var notice = new LogKeyNotice(origin, key.ToString(), previous.ToString());
        await ledger.AppendAsync(new Draft { Kind = EntryKind.LogKey, Record = notice.ToBytes() }, cancellation);
        return new KeyOutcome.Done(key.ToString());
    }

    private (LogKeyNotice Notice, DateTimeOffset At)? LastTold() =>
        ledger.Newest(EntryKind.LogKey) is { } entry && ledger.Content(entry.Index, Part.Record) is { } bytes ? (LogKeyNotice.Parse(bytes), entry.Entry.Time) : null;
}
