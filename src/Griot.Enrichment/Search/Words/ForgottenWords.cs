using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>
/// Has the words of what a removal took forgotten, also in a process that only reads the index: as soon as the removal is seen, and
/// once more later, when no search is left that had read the piece before. Asked by one thread, again and again.
/// </summary>
internal sealed class ForgottenWords(ILedgerReader ledger, TimeProvider time)
{
    private const int AtOnce = 500;
    // No search goes on for as long.
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);

    private long read = ledger.Size;
    private DateTimeOffset? again;

    internal void Look()
    {
        while (ledger.Entries(read, AtOnce) is { Count: > 0 } entries)
        {
            read = entries[^1].Index + 1;
            if (!entries.Any(entry => entry.Entry.Kind == EntryKind.Removal)) continue;
            WordAnalyzer.Forget();
            again = time.GetUtcNow() + Later;
        }

        if (!(time.GetUtcNow() >= again)) return;
        WordAnalyzer.Forget();
        again = null;
    }
}
