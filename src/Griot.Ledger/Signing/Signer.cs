using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Signing;

/// <summary>
/// Signs the log of a data folder. One process at a time does, the holder of the signer's lock: the server as long as it runs,
/// else a command before it ends. Its first look is whether the store is behind what was published; then it is frozen.
/// </summary>
public sealed class Signer : IDisposable
{
    /// <summary>Between two batches: what comes in meanwhile is signed together.</summary>
    private static readonly TimeSpan BetweenBatches = TimeSpan.FromSeconds(1);

    private readonly LedgerStore ledger;
    private readonly LogOptions options;
    private readonly TimeProvider time;
    private readonly bool isThorough;
    private LogKeys? keys;
    private Seen? seen;

    private Signer(LedgerStore ledger, LogOptions options, TimeProvider time, bool thorough) =>
        (this.ledger, this.options, this.time, isThorough) = (ledger, options, time, thorough);

    /// <summary>What the log lacked when it was opened here.</summary>
    public LogLacks Lacks { get; private set; } = new(false, false, false);

    /// <summary>What the operator has to know of the key and of the copy, each in one sentence; none where all is well.</summary>
    public IReadOnlyList<string> Warnings => ledger.Origin is { } origin ? Lacks.Say(options, origin) : [];

    /// <summary>Looks at the log of a store, and freezes the store where it is behind what was published, or differs from it.</summary>
    /// <param name="ledger">The store.</param>
    /// <param name="options">Where the rest of the log lies.</param>
    /// <param name="time">The clock.</param>
    /// <param name="thorough">Every entry is hashed anew, as a server does when it starts.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    /// <exception cref="LogException">The wished origin or the key is not this log's.</exception>
    public static async Task<Signer> OpenAsync(LedgerStore ledger, LogOptions options, TimeProvider time, bool thorough, CancellationToken cancellation)
    {
        var signer = new Signer(ledger, options, time, thorough);
        if (options.Origin is { } wished) await signer.NameAsync(wished, cancellation);
        if (ledger.Origin is not { } origin) return signer;
        Succession.Finish(origin, options);
        await signer.LookAsync(origin, cancellation);
        signer.Lacks = LogLacks.Of(ledger, options);
        return signer;
    }

    /// <summary>
    /// Signs what stands and is not signed yet. Leaves it to whoever holds the lock, and looks again after its own turn: what
    /// another has added meanwhile never stays unsigned.
    /// </summary>
    /// <exception cref="InvalidDataException">The store was altered: nothing is signed.</exception>
    public async Task SignAsync(CancellationToken cancellation)
    {
        while (ledger.Freeze is null && IsBehind() && SignerLock.Take(options) is { } held)
        {
            await using (held)
            {
                if (!await HasKeysAsync(cancellation)) return;
                await new Sealing(ledger, options, keys!).RunAsync(cancellation);
            }
        }
    }

    /// <summary>
    /// Signs once a second until cancelled, and once more at the end. While the store is frozen it holds no lock, and looks again
    /// whenever something of the log has changed: another process may have led the store out.
    /// </summary>
    /// <param name="faulted">Told of each fault; the next turn tries again.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(Action<Exception> faulted, CancellationToken cancellation)
    {
        FileStream? held = null;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                await SafelyAsync(LookAgainAsync, faulted);
                if (ledger.Freeze is null) held ??= SignerLock.Take(options);
                if (held is not null) await SafelyAsync(TurnAsync, faulted);
                await Task.Delay(BetweenBatches, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (held is not null) await SafelyAsync(TurnAsync, faulted);
        }
        finally
        {
            if (held is not null) await held.DisposeAsync();
        }
    }

    /// <summary>
    /// Signs a text that is no checkpoint, with the keys of the log. Null while the store is frozen, and where the key is not here.
    /// </summary>
    /// <exception cref="ArgumentException">The text reads as a checkpoint: of these only what the log holds is signed.</exception>
    public SignedNote? SignOther(string text)
    {
        if (Checkpoint.Parse(text) is not null) throw new ArgumentException("That is a checkpoint.", nameof(text));
        return ledger.Freeze is null ? keys?.Sign(text) : null;
    }

    /// <summary>True where no other process signs this log now: no server runs on the folder.</summary>
    public bool IsAlone()
    {
        using var held = SignerLock.Take(options);
        return held is not null;
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose() => keys?.Dispose();

    // Not to be broken off: what is signed must also be copied and published.
    private static async Task SafelyAsync(Func<Task> work, Action<Exception> faulted)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            faulted(fault);
        }
    }

    private async Task TurnAsync()
    {
        if (ledger.Freeze is null && await HasKeysAsync(CancellationToken.None)) await new Sealing(ledger, options, keys!).RunAsync(CancellationToken.None);
    }

    // The tree of the store, too: a recovery publishes again what was published, and leaves the tree to the signer.
    private bool IsBehind() => Math.Min(PublishedFile.Read(options.PublishedFile)?.Size ?? 0, ledger.ReadLog((rows, _) => rows.Head()).Size) < ledger.Size;

    // The first entry makes name and key, if nobody has chosen them before. Under the signer's lock: two would make two.
    private async Task<bool> HasKeysAsync(CancellationToken cancellation)
    {
        if (ledger.Size == 0) return false;
        if (ledger.Origin is null) await ledger.NameLogAsync(LogOptions.RandomOrigin(), cancellation);
        if (keys is null && !File.Exists(options.KeyFile) && !WasSigned(ledger.Origin!)) LogKeys.Make(ledger.Origin!, options.KeyFile).Dispose();
        await LookAgainAsync();
        return keys is not null && ledger.Freeze is null;
    }

    // Where it was, its key is missing, and another can't go on with it.
    private bool WasSigned(string origin) => File.Exists(options.PublishedFile) || ledger.KnownKeys(origin).Count > 0;

    // A look hashes every entry of a server's store anew: where it signs, only for a key or a name that is another one now.
    private async Task LookAgainAsync()
    {
        if (ledger.Origin is not { } origin) return;
        var now = See(origin);
        if (ledger.Freeze is null && seen is not null) now = now with { Size = seen.Size, Published = seen.Published, Copy = keys is null ? now.Copy : seen.Copy };
        if (now != seen) await LookAsync(origin, CancellationToken.None);
    }

    private async Task LookAsync(string origin, CancellationToken cancellation)
    {
        var now = See(origin);
        var loaded = LogKeys.Load(origin, options.KeyFile);
        keys?.Dispose();
        keys = loaded;
        if (loaded is not null) await KeepAsync(origin, loaded.Verifiers, cancellation);
        ledger.SetFreeze(FreezeCheck.Of(ledger, options, origin, ledger.KnownKeys(origin), isThorough));
        seen = now;
    }

    // Before the first signature: a store that was signed knows by whom, whatever becomes of the file.
    private async Task KeepAsync(string origin, IEnumerable<VerifierKey> verifiers, CancellationToken cancellation)
    {
        var known = ledger.KnownKeys(origin).Select(key => key.ToString()).ToHashSet();
        foreach (var key in verifiers.Where(key => !known.Contains(key.ToString())))
            await ledger.NoteAsync((connection, transaction) => LogKeyTable.Keep(connection, transaction, origin, key), cancellation);
    }

    private Seen See(string origin) => new(origin, File.GetLastWriteTimeUtc(options.KeyFile), ledger.Size, File.GetLastWriteTimeUtc(options.CopyOf(origin)), File.GetLastWriteTimeUtc(options.PublishedFile));

    private async Task NameAsync(string wished, CancellationToken cancellation)
    {
        var origin = ledger.ReadLog((rows, _) => rows.Origin());
        if (origin == wished) return;
        if (!IsOrigin(wished)) throw new LogException($"“{wished}” can't be the name of a log: something like news.example.org/log is wanted, without blanks and +");
        if (!await ledger.NameLogAsync(wished, cancellation)) throw new LogException($"the log is {origin}, and has entries under that name: it keeps it (leave --origin out)");
    }

    private static bool IsOrigin(string name) => name.Length is > 0 and <= 200 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+') && !name.Contains("://", StringComparison.Ordinal);

    private sealed record Seen(string Origin, DateTime Key, long Size, DateTime Copy, DateTime Published);
}
