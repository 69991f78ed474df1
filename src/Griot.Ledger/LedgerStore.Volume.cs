using Griot.Record;

namespace Griot.Ledger;

public sealed partial class LedgerStore
{
    /// <summary>How much of a provider's was sealed today, and is on other days.</summary>
    public DailyVolume Volume(string provider) => Read(session => session.Volume(provider, time.GetUtcNow()));

    // What takes a piece back or puts it right is never in the way of anything.
    private void Count(IReadOnlyList<Draft> drafts, List<AppendOutcome> outcomes)
    {
        var counted = drafts.Where((draft, i) => outcomes[i] is AppendOutcome.Sealed && draft.Kind is EntryKind.Article or EntryKind.Update);
        foreach (var own in counted.GroupBy(draft => draft.Provider!, StringComparer.Ordinal))
            appender.Volumes.Count(own.Key, time.GetUtcNow(), own.Count(), own.Sum(draft => draft.Weight));
    }
}
