using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>A piece that has been read, and what <see cref="Recognition"/> found out about it.</summary>
internal sealed class Sight(Piece piece, Reading reading)
{
    internal Piece Piece => piece;

    internal Reading Reading => reading;

    /// <summary>Null where the piece can't be read, or is known by its id alone.</summary>
    internal PieceKeys? Keys { get; init; }

    /// <summary>The item that it is; null: none that is known.</summary>
    internal string? Item { get; set; }

    /// <summary>It is known, but not by what decides in its channel: that has changed.</summary>
    internal bool HasMoved { get; set; }

    /// <summary>It speaks about an id that different pieces bear, and nothing says which of them is meant.</summary>
    internal bool IsAmbiguous { get; set; }

    /// <summary>The key of its id, where that is still to be had; only a first version claims it.</summary>
    internal byte[]? Identity { get; set; }

    /// <summary>Further keys that a first version claims.</summary>
    internal IReadOnlyList<IdentityKey> Claims { get; set; } = [];

    /// <summary>Keys that the item gets where nobody bears them.</summary>
    internal List<IdentityKey> Aliases { get; } = [];

    internal bool IsWithdrawal => reading.Record?.Signal == Signal.Withdrawal;

    /// <summary>Only what was delivered can be withdrawn or corrected, by the very id that it had.</summary>
    internal bool IsAboutKnown => reading.Record?.Signal is Signal.Withdrawal or Signal.Correction;
}
