using System.Runtime.InteropServices;
using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>
/// The items: R1 (versions contiguous), R7 (one first version), the chain of <c>prev</c>, and of R2 that an item stays its
/// provider's. Of each item only its end is kept, 32 bytes: a log has millions of them.
/// </summary>
internal sealed class ItemRules
{
    private readonly Dictionary<UInt128, ItemEnd> items;
    private readonly HashSet<UInt128> byHand;
    private readonly List<Voice> voices;
    private readonly Dictionary<Voice, int> numbers = [];
    private readonly CardRules cards;

    internal ItemRules(RulesState state, CardRules cards)
    {
        this.cards = cards;
        items = ItemEnd.Unpack(state.Items);
        voices = [.. state.Voices];
        for (var number = 0; number < voices.Count; number++) numbers[voices[number]] = number;
        byHand = [.. state.ByHand.Select(ItemEnd.KeyOf)];
    }

    internal void Save(RulesState state)
    {
        state.Items = ItemEnd.Pack(items);
        state.Voices = [.. voices];
        state.ByHand = [.. byHand.Select(ItemEnd.IdOf)];
    }

    internal long? NewestOf(string item) => items.TryGetValue(ItemEnd.KeyOf(item), out var end) ? end.Newest : null;

    internal void Read(Entry entry, Findings found)
    {
        if (entry.Provider is null)
        {
            found.Add("form", "it names an item, and no provider");
            return;
        }

        var key = ItemEnd.KeyOf(entry.Item!);
        ref var end = ref CollectionsMarshal.GetValueRefOrAddDefault(items, key, out var isKnown);
        if (isKnown) Follow(entry, end, found);
        else Begin(entry, found);
        if (entry.Kind.IsVersion) cards.Judge(entry, isKnown ? voices[end.Voice].Channel : null, byHand.Contains(key), found);
        if (!isKnown) end = new ItemEnd(0, 0, NumberOf(new Voice(entry.Provider, entry.Channel)));

        // What was wrong is told once: the entries after it are judged by what the log says now. An item that somebody else
        // adds to stays its first provider's.
        end = end with { Newest = found.Entry, Version = entry is { Kind.IsVersion: true, Version: { } version } ? version : end.Version };
        if (entry.Kind.IsVersion) _ = entry.Evidence == Evidence.Entered ? byHand.Add(key) : byHand.Remove(key);
    }

    private static void Begin(Entry entry, Findings found)
    {
        if (entry.Kind != EntryKind.Article) found.Add("R7", $"a {Word.Of(entry.Kind)} of an item that has no first version");
        else if (entry.Version != 1) found.Add("R1", $"the first version of its item is numbered {entry.Version}");
        if (entry.Prev is not null) found.Add("prev", "it is the first entry of its item, and says that it follows another");
    }

    private void Follow(Entry entry, ItemEnd end, Findings found)
    {
        if (entry.Provider != voices[end.Voice].Provider) found.Add("R2", $"a {Word.Of(entry.Kind)} in the name of another provider than the one that its item came from");
        if (entry.Prev != end.Newest) found.Add("prev", $"the newest entry of its item is {end.Newest}");
        if (entry.Kind == EntryKind.Article) found.Add("R7", "a second first version of its item");
        if (entry.Kind.IsVersion && entry.Version <= end.Version) found.Add("R1", $"version {entry.Version} of its item stands already");
        if (entry.Kind.IsVersion && entry.Version > end.Version + 1) found.Add("R1", $"version {entry.Version} follows version {end.Version} of its item");
        if (!entry.Kind.IsVersion && (entry.Version < 1 || entry.Version > end.Version)) found.Add("R1", $"it speaks of version {entry.Version} of its item, which has {end.Version}");
    }

    private int NumberOf(Voice voice)
    {
        if (numbers.TryGetValue(voice, out var number)) return number;
        voices.Add(voice);
        return numbers[voice] = voices.Count - 1;
    }
}

/// <summary>A provider, and the channel through which it spoke.</summary>
internal sealed record Voice(string Provider, string? Channel);
