
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
    private LogKeys? keys;
    private DateTime keysWritten;

    private Signer(LedgerStore ledger, LogOptions options, TimeProvider time) => (this.ledger, this.options, this.time) = (ledger, options, time);

    /// <summary>What the operator has to know of the keys and of the copy; null where all is well.</summary>
    public string? Warning { get; private set; }

    /// <summary>Looks at the log of a store, and freezes the store where it is behind what was published, or differs from it.</summary>
    /// <param name="ledger">The store.</param>
    /// <param name="options">Where the rest of the log lies.</param>
    /// <param name="time">The clock.</param>
    /// <param name="thorough">Every entry is hashed anew, as a server does when it starts.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    /// <exception cref="LogException">The wished origin or the key is not this log's.</exception>
    public static async Task<Signer> OpenAsync(LedgerStore ledger, LogOptions options, TimeProvider time, bool thorough, CancellationToken cancellation)
    {
        var signer = new Signer(ledger, options, time);
        if (options.Origin is { } wished) await signer.NameAsync(wished, cancellation);
        if (ledger.ReadLog((rows, _) => rows.Origin()) is not { } origin) return signer;
        Succession.Finish(origin, options);
        signer.keysWritten = File.GetLastWriteTimeUtc(options.KeyFile);
        signer.keys = LogKeys.Load(origin, options.KeyFile);
        if (signer.keys is null) signer.MissKey();
        else ledger.SetFreeze(FreezeCheck.Of(ledger, options, signer.keys, thorough));
        return signer;
    }

    /// <summary>
    /// Signs what stands and is not signed yet. Leaves it to whoever holds the lock, and looks again after its own turn: what
    /// another has added meanwhile never stays unsigned.
    /// </summary>
    /// <exception cref="InvalidDataException">The store was altered: nothing is signed.</exception>
    public async Task SignAsync(CancellationToken cancellation)
    {
        while (ledger.Freeze is null && IsBehind() && Lock() is { } held)
        {
            await using (held)
            {
                if (!await HasKeysAsync(cancellation)) return;
                await new Sealing(ledger, options, keys!).RunAsync(cancellation);
            }
        }
    }

    /// <summary>Signs once a second until cancelled, and once more at the end.</summary>
    /// <param name="faulted">Told of each fault; the next turn tries again.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(Action<Exception> faulted, CancellationToken cancellation)
    {
        FileStream? held = null;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                held ??= Lock();
                if (held is not null) await TurnAsync(faulted);
                await Task.Delay(BetweenBatches, time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (held is not null) await TurnAsync(faulted);
        }
        finally
        {
            if (held is not null) await held.DisposeAsync();
        }
    }

    /// <summary>Forgets the keys.</summary>
    public void Dispose() => keys?.Dispose();

    // Not to be broken off: what is signed must also be copied and published.
    private async Task TurnAsync(Action<Exception> faulted)
    {
        try
        {
            if (ledger.Freeze is null && await HasKeysAsync(CancellationToken.None)) await new Sealing(ledger, options, keys!).RunAsync(CancellationToken.None);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            faulted(fault);
        }
    }

    private bool IsBehind() => (PublishedFile.Read(options.PublishedFile)?.Size ?? 0) < ledger.Size;

    // The first entry makes name and key, if nobody has chosen them before. Under the signer's lock: two would make two. Another
    // process may have rotated the key since it was read.
    private async Task<bool> HasKeysAsync(CancellationToken cancellation)
    {
        if (keys is not null && File.GetLastWriteTimeUtc(options.KeyFile) == keysWritten) return true;
        if (ledger.Size == 0 || Warning is not null) return false;
        var origin = ledger.ReadLog((rows, _) => rows.Origin());
        if (origin is null)
        {
            await ledger.NameLogAsync(LogOptions.RandomOrigin(), cancellation);
            origin = ledger.ReadLog((rows, _) => rows.Origin())!;
        }

        var written = File.GetLastWriteTimeUtc(options.KeyFile);
        var loaded = LogKeys.Load(origin, options.KeyFile) ?? (keys is null ? LogKeys.Make(origin, options.KeyFile) : null);
        if (loaded is null) return false;
        keys?.Dispose();
        (keys, keysWritten) = (loaded, written);
        return true;
    }

    private async Task NameAsync(string wished, CancellationToken cancellation)
    {
        var origin = ledger.ReadLog((rows, _) => rows.Origin());
        if (origin == wished) return;
        if (!IsOrigin(wished)) throw new LogException($"“{wished}” can't be the name of a log: something like news.example.org/log is wanted, without blanks and +");
        if (!await ledger.NameLogAsync(wished, cancellation)) throw new LogException($"the log is {origin}, and has entries under that name: it keeps it (leave --origin out)");
    }

    private static bool IsOrigin(string name) => name.Length is > 0 and <= 200 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+') && !name.Contains("://", StringComparison.Ordinal);

    private void MissKey()
    {
        if (File.Exists(options.PublishedFile)) Warning = $"the signing key {options.KeyFile} is missing: nothing is signed until it is put back (--log-key says where it lies)";
    }

    private FileStream? Lock()
    {
        try
        {
            return new FileStream(options.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
