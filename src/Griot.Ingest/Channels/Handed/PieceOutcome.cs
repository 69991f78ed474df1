using Griot.Formats;

namespace Griot.Ingest.Channels.Handed;

/// <summary>What became of a piece that was handed over.</summary>
public enum PieceResult
{
    /// <summary>Sealed as a first version or a new one, and durable.</summary>
    Accepted,

    /// <summary>The item's newest version is just this.</summary>
    Unchanged,

    /// <summary>Other bytes, and nothing that a reader could notice: counted, kept, not sealed.</summary>
    Cosmetic,

    /// <summary>It can't be read or may not be published as it is: it lies whole in quarantine.</summary>
    Quarantined,

    /// <summary>It was not this provider's to say. What is not forbidden by an order lies in quarantine as well.</summary>
    Refused,
}

/// <summary>The answer for one piece.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Id">The provider's own id of it, as delivered; null where it could not be read.</param>
/// <param name="Item">The item that it is; null where it became none.</param>
/// <param name="Version">The version that stands for it, with <paramref name="Entry"/>.</param>
/// <param name="Entry">The log index of the entry that sealed it, or that stands where it changed nothing.</param>
/// <param name="Why">Why it was refused or set aside.</param>
public sealed record PieceOutcome(PieceResult Result, string? Id, string? Item = null, int? Version = null, long? Entry = null, Incident? Why = null);
