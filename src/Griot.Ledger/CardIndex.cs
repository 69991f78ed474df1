using Griot.Record;

namespace Griot.Ledger;

/// <summary>
/// The present cards in memory, brought up to date from the log before each answer: another process may have sealed one.
/// </summary>
internal sealed class CardIndex(LedgerStore store)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ProviderCard> byId = [];
    private readonly Dictionary<string, long> entries = [];
    private readonly Dictionary<string, string> bySlug = new(StringComparer.Ordinal);
    private IReadOnlyList<ProviderCard> all = [];
    private long next;

    internal IReadOnlyList<ProviderCard> All()
    {
        lock (gate)
        {
            CatchUp();
            return all;
        }
    }

    internal ProviderCard? ById(string provider)
    {
        lock (gate)
        {
            CatchUp();
            return byId.GetValueOrDefault(provider);
        }
    }

    internal ProviderCard? BySlug(string slug)
    {
        lock (gate)
        {
            CatchUp();
            return bySlug.TryGetValue(slug, out var provider) ? byId[provider] : null;
        }
    }

    internal long? EntryOf(string provider)
    {
        lock (gate)
        {
            CatchUp();
            return entries.TryGetValue(provider, out var entry) ? entry : null;
        }
    }

    private void CatchUp()
    {
        var fresh = store.CardsFrom(next);
        foreach (var (entry, bytes) in fresh) Take(entry, ProviderCard.Parse(bytes));
        if (fresh.Count > 0) all = [.. byId.Values];
    }

    private void Take(long entry, ProviderCard card)
    {
        byId[card.Id] = card;
        entries[card.Id] = entry;
        bySlug[card.Slug] = card.Id;
        foreach (var former in card.FormerSlugs) bySlug.TryAdd(former, card.Id);
        next = entry + 1;
    }
}
