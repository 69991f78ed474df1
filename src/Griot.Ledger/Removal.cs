using Griot.Record;

namespace Griot.Ledger;

/// <summary>One part of one entry.</summary>
public sealed record EntryPart(long Entry, Part Part);

/// <summary>
/// What an order takes out of the store. All of it goes in the transaction that seals the entry that says so; the entries
/// themselves stay, and with them every proof.
/// </summary>
public sealed record Removal
{
    /// <summary>The entry of kind removal. Its item and version say what may not come back: null version, the whole item.</summary>
    public required Draft Entry { get; init; }

    /// <summary>Whose bytes and salts go. Where all that is named has gone already, the draft is stale.</summary>
    public required IReadOnlyList<EntryPart> Targets { get; init; }

    /// <summary>Keys by which the removed words would be known again, besides those that the store finds.</summary>
    public IReadOnlyList<IdentityKey> Words { get; init; } = [];

    /// <summary>Keys of the item that stay as they are: those that other pieces bear too, or what stays of the item.</summary>
    public IReadOnlyList<byte[]> KeptKeys { get; init; } = [];

    /// <summary>Hashes of the bytes of versions that stay.</summary>
    public IReadOnlyList<byte[]> KeptCuts { get; init; } = [];

    /// <summary>Of a picture or file by itself: the item that it is of, whose last bytes may hold it too. Its entry names no item.</summary>
    public string? FileOf { get; init; }

    /// <summary>Rows of the quarantine whose bytes go as well.</summary>
    public IReadOnlyList<long> Quarantined { get; init; } = [];
}

/// <summary>A removal that stands in the log.</summary>
/// <param name="Entry">The entry that says so.</param>
/// <param name="Notice">Its public notice.</param>
/// <param name="Parts">What went by it.</param>
public sealed record RemovalRow(SealedEntry Entry, Notice? Notice, IReadOnlyList<EntryPart> Parts);

/// <summary>A channel whose samples a removal wants forgotten wherever people were told of it.</summary>
public sealed record SampleDue(string Channel, long Entry);
