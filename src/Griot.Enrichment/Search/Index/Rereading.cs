using Griot.Record;

namespace Griot.Enrichment.Search;

/// <summary>
/// Providers whose card has changed, or all of them where labels are made in another way: their items say something else now, and are read again in small steps, so that no new piece
/// waits behind them. What is still to be done is part of each commit; after a crash it is begun again.
/// </summary>
internal sealed class Rereading(ILedgerReader ledger, IEnumerable<string> providers)
{
    // In the place of a provider: all of them, since labels are made in another way now.
    private const string Everything = "*";

    // So many entries at once: about ten milliseconds.
    private const int Step = 10;

    private readonly List<(string Provider, long Before)> waiting = [.. providers.Select(provider => (provider, long.MaxValue))];

    internal bool IsAny => waiting.Count > 0;

    internal IReadOnlyList<string> Providers => [.. waiting.Select(one => one.Provider)];

    /// <summary>Notes a new card. True where its terms are others than those of the card before it: less may be shown now.</summary>
    internal bool Add(SealedEntry card)
    {
        var provider = card.Entry.Provider!;
        var (before, now) = (CardAt(card.Entry.Prev!.Value), CardAt(card.Index));
        if (before is not null && now is not null && IsSame(before, now)) return false;
        waiting.RemoveAll(one => one.Provider == provider);
        waiting.Add((provider, long.MaxValue));
        return before is null || now is null || before.Terms != now.Terms || before.Rules != now.Rules;
    }

    /// <summary>Every item there is, anew from the newest one.</summary>
    internal void AddAll()
    {
        waiting.Clear();
        waiting.Add((Everything, long.MaxValue));
    }

    /// <summary>The items of the next step, the newest first; null where nothing is due.</summary>
    internal IReadOnlyList<string>? Next()
    {
        if (waiting is not [var (provider, before), ..]) return null;
        var entries = ledger.Changes(provider == Everything ? null : provider, before, Step);
        if (entries.Count < Step) waiting.RemoveAt(0);
        else waiting[0] = (provider, entries[^1].Index);
        return [.. entries.Select(entry => entry.Entry.Item!).Distinct(StringComparer.Ordinal)];
    }

    private ProviderCard? CardAt(long index) => ledger.Content(index, Part.Record) is { } bytes ? ProviderCard.Parse(bytes) : null;

    // Nothing of what the index holds of a card.
    private static bool IsSame(ProviderCard before, ProviderCard now) =>
        before.Name == now.Name && before.Kind == now.Kind && before.Country == now.Country && before.Terms == now.Terms && before.Rules == now.Rules
        && before.CurrentCapacities.SequenceEqual(now.CurrentCapacities) && before.Slug == now.Slug && before.Canonical == now.Canonical;
}
