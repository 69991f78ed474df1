using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>
/// Has the words of what a removal took forgotten, whoever writes the index and however it is doing: as soon as the removal is read,
/// and once more later, when no search is left that had read the piece before. Words are remembered in memory alone, so it begins at
/// the end of the ledger.
/// </summary>
internal sealed class ForgottenWords(ILedgerReader ledger, TimeProvider time) : IFollower
{
    // No search goes on for as long.
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);

    private DateTimeOffset? again;

    public string Name => "forgotten words";

    public long Position { get; private set; } = ledger.Size;

    public void Follow(IReadOnlyList<SealedEntry> entries)
    {
        Position = entries[^1].Index + 1;
        if (!entries.Any(entry => entry.Entry.Kind == EntryKind.Removal)) return;
        WordAnalyzer.Forget();
        again = time.GetUtcNow() + Later;
    }

    public bool Rest()
    {
        if (!(time.GetUtcNow() >= again)) return false;
        WordAnalyzer.Forget();
        again = null;
        return false;
    }
}
