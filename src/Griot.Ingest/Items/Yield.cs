using Griot.Formats;
using Griot.Ledger;

namespace Griot.Ingest.Items;

/// <summary>What a document or a delivery brought.</summary>
internal sealed record Yield
{
    internal int NewItems { get; set; }
    internal int NewVersions { get; set; }
    internal int Cosmetic { get; set; }
    internal int Quarantined { get; set; }
    internal int Known { get; set; }

    /// <summary>Pieces that were removed by order and came again: nothing of them is kept.</summary>
    internal int Removed { get; set; }

    /// <summary>Items that could not be read at all, and the first of them.</summary>
    internal int Unreadable { get; private set; }

    internal Quarantined? FirstUnreadable { get; private set; }
    internal List<Incident> Incidents { get; } = [];

    /// <summary>What is to be said of the document as a whole; complete when its last pieces are sealed.</summary>
    internal IReadOnlyList<Incident> OfDocument { get; set; } = [];

    internal List<AppendOutcome.Sealed> Sealed { get; } = [];

    internal void Refuse(Quarantined row, bool isUnreadable)
    {
        if (!isUnreadable) return;
        Unreadable++;
        FirstUnreadable ??= row;
    }
}
