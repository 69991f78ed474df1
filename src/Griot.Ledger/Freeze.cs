namespace Griot.Ledger;

/// <summary>
/// Why a ledger takes nothing in and signs nothing: the log that was published goes on where this store ends, or says
/// something else. To go on would be to publish a second log under the name of the first.
/// </summary>
/// <param name="Behind">Entries that were published and are not here; 0 where the store differs.</param>
/// <param name="DiffersAt">The first entry that may differ from what was published; null where the store is only behind.</param>
/// <param name="Published">The published checkpoint, a signed note, that says so.</param>
public sealed record Freeze(long Behind, long? DiffersAt, byte[] Published)
{
    /// <summary>In one line, as status, health and the checker say it.</summary>
    public override string ToString() => DiffersAt is { } entry
        ? $"frozen: differs from the published checkpoint at entry {entry}"
        : $"frozen: {Behind} entries behind the published checkpoint";
}

/// <summary>Something was to be written into a frozen ledger; the message says why it is frozen.</summary>
public sealed class LedgerFrozenException(Freeze freeze) : Exception(freeze.ToString())
{
    public Freeze Freeze => freeze;
}
