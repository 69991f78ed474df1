namespace Griot.Ledger.Signing;

/// <summary>
/// What a log that was published before lacks now, as a house that was put back from a backup does. Neither stops anything, and
/// both are told loudly: without the key nothing is signed, and without the copy nobody knows whether the store is behind.
/// </summary>
/// <param name="Key">The file of the signing key is missing.</param>
/// <param name="Copy">There is no copy of the last published checkpoint outside the data folder.</param>
/// <param name="Unproven">There is a copy, and it bears no signature that this store knows: it freezes nothing.</param>
public sealed record LogLacks(bool Key, bool Copy, bool Unproven)
{
    private static readonly LogLacks Nothing = new(false, false, false);

    /// <summary>What there is to say of a store.</summary>
    public static LogLacks Of(LedgerStore ledger, LogOptions options)
    {
        if (ledger.Origin is not { } origin) return Nothing;
        var known = ledger.KnownKeys(origin);
        var wasPublished = File.Exists(options.PublishedFile) || ledger.ReadLog((rows, _) => rows.Head()).Size > 0;
        if (known.Count == 0 && !wasPublished) return Nothing;
        var copy = PublishedFile.Read(options.CopyOf(origin));
        return new LogLacks(
            !File.Exists(options.KeyFile),
            copy is null && wasPublished,
            copy is not null && !FreezeCheck.IsOurs(copy, origin, known));
    }

    /// <summary>Each in one sentence, with what to do.</summary>
    public IReadOnlyList<string> Say(LogOptions options, string origin) =>
    [
        .. Key ? [$"WARNING: the signing key {options.KeyFile} is missing: nothing is signed until it is put back (--log-key says where it lies)"] : (string[])[],
        .. Copy ? [$"WARNING: the copy of the last published checkpoint is missing ({options.CopyOf(origin)}). If this house was put back from a backup, nobody can tell here whether the log went on after it, and to go on would publish a second log under the same name: bring the copy from the old machine first, or the checkpoint that a mirror serves"] : (string[])[],
        .. Unproven ? [$"WARNING: {options.CopyOf(origin)} is no checkpoint of {origin} that bears a signature known here: it is not believed, and says nothing of whether this store is behind"] : (string[])[],
    ];
}
