using System.Collections.Frozen;

namespace Griot.Record;

/// <summary>What an item is to the public. <see cref="Standing"/> is the same for outputs, which don't tell usable from corrected.</summary>
public enum ItemStatus
{
    /// <summary>A version may be read.</summary>
    Usable,
    /// <summary>The same, and that version is one that its provider calls a correction.</summary>
    Corrected,
    /// <summary>Nothing of it may be read yet. So every item begins.</summary>
    Embargoed,
    /// <summary>Its provider does not publish it for now.</summary>
    Withheld,
    /// <summary>Its provider gave it up.</summary>
    Canceled,
    /// <summary>Its provider took it back.</summary>
    Withdrawn,
    /// <summary>The date is over until which its provider published it.</summary>
    Expired,
    /// <summary>The operator does not publish it.</summary>
    Held,
    /// <summary>Removed by order: the item, or every version that could be read.</summary>
    Removed,
}

/// <summary>What can happen to an item. Each is an entry of the log, or follows from one.</summary>
public enum ItemEvent
{
    /// <summary>A version that may be read now, or the end of the embargo of one after which nothing was said.</summary>
    Usable,
    /// <summary>The same of a version that its provider calls a correction.</summary>
    Correction,
    /// <summary>A version that may not be read yet: nothing is heard of it.</summary>
    Embargo,
    Withheld,
    Canceled,
    Withdrawal,
    /// <summary>The date of the version that rules has come.</summary>
    Expiry,
    /// <summary>The last version that could be read was removed.</summary>
    Emptied,
    Hold,
    Restore,
    /// <summary>Of the item as a whole.</summary>
    Removal,
}

/// <summary>
/// An item in the machine: what its provider's words and dates have come to, and the two lids that may lie on it. Under a
/// lid the provider's words go on, and stand where the lid is lifted.
/// </summary>
/// <param name="Own">Never <see cref="ItemStatus.Held"/>; removed where every version that could be read was removed.</param>
/// <param name="IsHeld">The operator's lid.</param>
/// <param name="IsRemoved">The law's lid, which nobody lifts.</param>
public readonly record struct ItemSituation(ItemStatus Own, bool IsHeld = false, bool IsRemoved = false)
{
    /// <summary>Before the first entry.</summary>
    public static ItemSituation Beginning { get; } = new(ItemStatus.Embargoed);

    /// <summary>What it is to the public: the order is that of force, the law, the operator, the provider.</summary>
    public ItemStatus Status => IsRemoved ? ItemStatus.Removed : IsHeld ? ItemStatus.Held : Own;
}

/// <summary>
/// The one state machine of what a version says (docs/states.md, decision 31): states by events, as a table. <see
/// cref="ItemState.Fold"/> runs it over the entries of an item; nothing else decides where an item stands.
/// </summary>
public static class StateMachine
{
    // A row a state, a column an event; docs/states.md draws the same, and a test compares them.
    private const string Drawing =
        """
        -          usable  correction  embargo    withheld  canceled  withdrawal  expiry     emptied
        embargoed  usable  corrected   embargoed  withheld  canceled  withdrawn   expired    removed
        usable     usable  corrected   usable     withheld  canceled  withdrawn   expired    removed
        corrected  usable  corrected   corrected  withheld  canceled  withdrawn   expired    removed
        withheld   usable  corrected   withheld   withheld  canceled  withdrawn   withheld   withheld
        canceled   usable  corrected   canceled   withheld  canceled  withdrawn   canceled   canceled
        withdrawn  usable  corrected   withdrawn  withheld  canceled  withdrawn   withdrawn  withdrawn
        expired    usable  corrected   expired    withheld  canceled  withdrawn   expired    expired
        removed    usable  corrected   removed    withheld  canceled  withdrawn   removed    removed
        """;

    private static readonly FrozenDictionary<(ItemStatus Own, ItemEvent Happened), ItemStatus> Table = Read().ToFrozenDictionary();

    /// <summary>Where an item stands after something has happened. Every situation has an answer to every event.</summary>
    public static ItemSituation After(ItemSituation before, ItemEvent happened) => happened switch
    {
        ItemEvent.Hold => before with { IsHeld = true },
        ItemEvent.Restore => before with { IsHeld = false },
        ItemEvent.Removal => before with { IsRemoved = true },
        _ => before with { Own = Table[(before.Own, happened)] },
    };

    /// <summary>The standing of a status.</summary>
    public static Standing StandingOf(ItemStatus status) => status switch
    {
        ItemStatus.Usable or ItemStatus.Corrected => Standing.Visible,
        ItemStatus.Embargoed => Standing.Embargoed,
        ItemStatus.Withheld => Standing.Withheld,
        ItemStatus.Canceled => Standing.Canceled,
        ItemStatus.Withdrawn => Standing.Withdrawn,
        ItemStatus.Expired => Standing.Expired,
        ItemStatus.Held => Standing.Held,
        _ => Standing.Removed,
    };

    /// <summary>The event that a version is.</summary>
    /// <param name="version">An entry of a version.</param>
    public static ItemEvent EventOf(Entry version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (version.Kind == EntryKind.Withdrawal) return ItemEvent.Withdrawal;
        return version.Status switch
        {
            PubStatus.Usable => Said(version),
            PubStatus.Withheld => ItemEvent.Withheld,
            PubStatus.Canceled => ItemEvent.Canceled,
            // A version without a status is none that may be shown.
            _ => ItemEvent.Embargo,
        };
    }

    /// <summary>What a version says once it may be read.</summary>
    internal static ItemEvent Said(Entry version) => version.Kind == EntryKind.Correction ? ItemEvent.Correction : ItemEvent.Usable;

    private static IEnumerable<KeyValuePair<(ItemStatus, ItemEvent), ItemStatus>> Read()
    {
        var rows = Drawing.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        foreach (var row in rows.Skip(1))
            for (var column = 1; column < row.Length; column++)
                yield return new((Word.Parse<ItemStatus>(row[0])!.Value, Word.Parse<ItemEvent>(rows[0][column])!.Value), Word.Parse<ItemStatus>(row[column])!.Value);
    }
}
