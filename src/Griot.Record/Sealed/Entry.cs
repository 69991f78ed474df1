namespace Griot.Record;

/// <summary>
/// One line of the log (ledger.md, section 2): names by opaque ids and commits by salted hashes, and says nothing else,
/// so that it can stay for ever even where its content has to go. A value that does not apply is null and is written
/// as <c>-</c>.
/// </summary>
public sealed record Entry
{
    /// <summary>The most bytes that an entry may have.</summary>
    public const int MaxBytes = 4096;

    public required EntryKind Kind { get; init; }

    /// <summary>When the entry was appended, to the second, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    public string? Provider { get; init; }
    public string? Channel { get; init; }
    public string? Item { get; init; }

    /// <summary>From 1, without gaps within an item.</summary>
    public int? Version { get; init; }

    /// <summary>Log index of the entry that this one follows: of the same item, or of the same provider's card.</summary>
    public long? Prev { get; init; }

    public PubStatus? Status { get; init; }
    public Evidence? Evidence { get; init; }

    public byte[]? Delivery { get; init; }
    public byte[]? Record { get; init; }
    public byte[]? Summary { get; init; }
    public byte[]? Envelope { get; init; }
    public byte[]? Signature { get; init; }

    /// <summary>The commitment to a part, or null where the entry has none.</summary>
    public byte[]? CommitmentTo(Part part) => part switch
    {
        Part.Delivery => Delivery,
        Part.Record => Record,
        Part.Summary => Summary,
        Part.Envelope => Envelope,
        _ => Signature,
    };

    /// <summary>The exact bytes that are hashed into the log.</summary>
    public byte[] ToBytes() => EntryText.Write(this);

    /// <summary>
    /// Reads an entry. Null for anything but the exact form that <see cref="ToBytes"/> writes: an entry has one form.
    /// </summary>
    public static Entry? Parse(ReadOnlySpan<byte> bytes) => EntryText.Read(bytes);
}
