using Griot.Formats;
using Griot.Ledger;

namespace Griot.Ingest.Items;

/// <summary>What is to become of a piece.</summary>
internal abstract record Judgement(IReadOnlyList<Incident> Incidents)
{
    /// <summary>A first version or a new one: to be sealed.</summary>
    internal sealed record Seal(Draft Draft, IReadOnlyList<Incident> Incidents) : Judgement(Incidents)
    {
        /// <summary>These very bytes have been a version of the item before: it is back at an earlier state.</summary>
        internal bool IsBack { get; init; }
    }

    /// <summary>Other bytes, nothing that a reader could notice.</summary>
    internal sealed record Cosmetic(CosmeticChange Change, bool IsRedated, IReadOnlyList<Incident> Incidents) : Judgement(Incidents);

    /// <summary>Known already.</summary>
    internal sealed record Known(IReadOnlyList<Incident> Incidents) : Judgement(Incidents);

    /// <summary>It was removed by order: it is counted, and nothing of it is kept.</summary>
    internal sealed record Removed() : Judgement([]);

    /// <summary>It can't be read or may not be published: it lies whole in quarantine.</summary>
    internal sealed record Quarantine(Quarantined Row, IReadOnlyList<Incident> Incidents) : Judgement(Incidents);
}
