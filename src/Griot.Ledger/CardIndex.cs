using Griot.Record;

namespace Griot.Ledger;

/// <summary>
/// The present cards in memory, brought up to date from the log before each answer: another process may have sealed one.
/// Whoever asks reads one snapshot; only where a card is new does one of them make the next, and the others wait for it.
/// </summary>
internal sealed class CardIndex(LedgerStore store)
{
    private readonly Lock gate = new();
    private volatile Snapshot snapshot = new();

    internal IReadOnlyList<ProviderCard> All() => Present().All;

    internal ProviderCard? ById(string provider) => Present().ById.GetValueOrDefault(provider);

    internal ProviderCard? BySlug(string slug) => Present() is var present && present.BySlug.TryGetValue(slug, out var provider) ? present.ById[provider] : null;

    private Snapshot Present()
    {
        var seen = snapshot;
        if (store.CardsFrom(seen.Next) is { Count: 0 }) return seen;
        lock (gate)
        {
            seen = snapshot;
            return store.CardsFrom(seen.Next) is { Count: > 0 } fresh ? snapshot = new Snapshot(seen, fresh) : seen;
        }
    }

    /// <summary>The cards up to some entry of the log; never changed once it is made.</summary>
    private sealed class Snapshot
    {
        internal Snapshot() => (ById, BySlug, All) = ([], new(StringComparer.Ordinal), []);

        internal Snapshot(Snapshot before, IReadOnlyList<(long Entry, byte[] Card)> fresh)
        {
            (ById, BySlug) = (new(before.ById), new(before.BySlug, StringComparer.Ordinal));
            foreach (var (_, bytes) in fresh) Take(ProviderCard.Parse(bytes));
            Next = fresh[^1].Entry + 1;
            All = [.. ById.Values];
        }

        internal Dictionary<string, ProviderCard> ById { get; }

        internal Dictionary<string, string> BySlug { get; }

        internal IReadOnlyList<ProviderCard> All { get; }

        internal long Next { get; }

        private void Take(ProviderCard card)
        {
            ById[card.Id] = card;
            BySlug[card.Slug] = card.Id;
            foreach (var former in card.FormerSlugs) BySlug.TryAdd(former, card.Id);
        }
    }
}
