namespace Griot.Ledger;

/// <summary>Something of a provider that could not be read or may not be published: kept whole, with its reason.</summary>
public sealed record Quarantined
{
    public required string Provider { get; init; }
    public required string Channel { get; init; }

    /// <summary>Stable kebab-case word for the reason.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence for the operator.</summary>
    public required string Message { get; init; }

    /// <summary>The cut, or the whole document where no cut could be made.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>What the reader needs besides the bytes (JSON), and where they came from; for a replay.</summary>
    public byte[]? Context { get; init; }

    public byte[]? Envelope { get; init; }

    /// <summary>The item that it is, where that is known: of one that was removed meanwhile nothing is kept. Not stored.</summary>
    public string? Item { get; init; }

    /// <summary>The key of its words, where they could be read: where a removal that came meanwhile means them, nothing is kept either. Not stored.</summary>
    public byte[]? Words { get; init; }
}

/// <summary>A row of the quarantine.</summary>
/// <param name="Id">For <c>griot quarantine show</c> and <c>replay</c>.</param>
/// <param name="Content">What lies there.</param>
/// <param name="FirstSeen">When it came first.</param>
/// <param name="LastSeen">When the same bytes came last.</param>
/// <param name="Times">How often the same bytes have come.</param>
/// <param name="Handled">When it was replayed with success; null while it waits.</param>
/// <param name="Beyond">How much else came for the same reason and was not kept, since the channel's share of the quarantine is full.</param>
/// <param name="BeyondHash">SHA-256 of the last of that; null where there is none.</param>
/// <param name="Removed">The entry by which its bytes were removed; null while they lie there.</param>
public sealed record QuarantineRow(
    long Id, Quarantined Content, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int Times, DateTimeOffset? Handled,
    int Beyond = 0, byte[]? BeyondHash = null, long? Removed = null);
