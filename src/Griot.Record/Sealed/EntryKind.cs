namespace Griot.Record;

/// <summary>The kinds of entries of the log (ledger.md, section 2).</summary>
public enum EntryKind
{
    /// <summary>First version of an item, by its provider.</summary>
    Article,
    Update,
    Correction,
    Withdrawal,
    /// <summary>An embargo has ended.</summary>
    Release,
    /// <summary>An item has expired by its provider's own date.</summary>
    Expiry,
    /// <summary>A picture or file of a version has been fetched.</summary>
    Media,
    /// <summary>A mended reader makes a new record of the same delivery.</summary>
    Reading,
    Hold,
    Restore,
    Removal,
    /// <summary>The card of a provider.</summary>
    Provider,
    ProviderKey,
    LogKey,
    Policy,
}

/// <summary>Questions that are asked of kinds in more than one place.</summary>
public static class EntryKinds
{
    extension(EntryKind kind)
    {
        /// <summary>True for what only a provider can say: each one is a version of its item.</summary>
        public bool IsVersion =>
            kind is EntryKind.Article or EntryKind.Update or EntryKind.Correction or EntryKind.Withdrawal;

        /// <summary>The kind of entry that carries a version with this signal.</summary>
        public static EntryKind For(Signal signal) => signal switch
        {
            Signal.New => EntryKind.Article,
            Signal.Update => EntryKind.Update,
            Signal.Correction => EntryKind.Correction,
            _ => EntryKind.Withdrawal,
        };
    }
}
