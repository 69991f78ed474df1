using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>
/// The register as one import sees it: read once, then kept up to date with what the import itself adds. Another process
/// may add the same at the same time; then both stand, as after two imports by hand.
/// </summary>
internal sealed class RegisterIndex
{
    private readonly Dictionary<string, Known> feeds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Known> names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProviderCard> skeletons = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProviderCard> signatures = new(StringComparer.OrdinalIgnoreCase);

    internal RegisterIndex(LedgerStore ledger)
    {
        var cards = ledger.Cards().ToDictionary(card => card.Id, StringComparer.Ordinal);
        foreach (var card in cards.Values) Add(card, []);
        foreach (var (channel, _) in ledger.Channels())
            if (channel.Address is { } address && cards.TryGetValue(channel.Provider, out var card)) Add(address, card);
    }

    /// <summary>A provider that is there, or, as long as it has no slug, one that waits in the same batch.</summary>
    internal sealed class Known(string name)
    {
        internal string Name => name;

        internal string? Slug { get; set; }
    }

    internal Known? Find(string feed) => feeds.GetValueOrDefault(AddressKey.OfFeed(feed));

    /// <summary>What a person should look at in the name of a provider that was added: it can be taken for another's. Null where nothing is.</summary>
    internal string? Doubt(ProviderCard card) =>
        NameSkeleton.Of(card.Name).Select(skeleton => skeletons.GetValueOrDefault(skeleton)).FirstOrDefault(like => like is not null && like.Id != card.Id) is { } like
            ? ProviderRegister.DoubtOfName(card.Name, like.Name, like.Slug)
            : null;

    internal Known? Named(string name) => names.GetValueOrDefault(name);

    internal bool Bears(string signature) => signatures.ContainsKey(signature);

    /// <summary>The provider that is there under the name and the site of an entry.</summary>
    internal ProviderCard? Owner(ImportEntry entry) => Signature(entry.Details.Name, entry.Details.Home) is { } signature ? signatures.GetValueOrDefault(signature) : null;

    /// <summary>What tells that two entries are one provider: the same name and the same site. Null where the site is not told.</summary>
    internal static string? Signature(string? name, string? home) => name is { Length: > 0 } && AddressKey.OfHome(home) is { } site ? $"{name.Trim()}\n{site}" : null;

    /// <summary>Notes what is about to be added, so that a file that says it twice adds it once.</summary>
    internal void Await(ImportPart part, string name)
    {
        names.TryAdd(part.Name, new Known(name));
        foreach (var feed in part.Feeds) feeds.TryAdd(AddressKey.OfFeed(feed), new Known(name));
    }

    /// <summary>What was awaited did not come.</summary>
    internal void Forget(ImportPart part)
    {
        if (names.GetValueOrDefault(part.Name) is { Slug: null }) names.Remove(part.Name);
        foreach (var key in part.Feeds.Select(AddressKey.OfFeed))
            if (feeds.GetValueOrDefault(key) is { Slug: null }) feeds.Remove(key);
    }

    internal void Add(string feed, ProviderCard card) => Settle(feeds, AddressKey.OfFeed(feed), card);

    internal void Add(ProviderCard card, IEnumerable<string> addresses)
    {
        Settle(names, card.Name, card);
        foreach (var skeleton in NameSkeleton.Of(card.Name)) skeletons.TryAdd(skeleton, card);
        if (Signature(card.Name, card.Home) is { } signature && card.Kind != ProviderKind.House) signatures.TryAdd(signature, card);
        foreach (var address in addresses) Add(address, card);
    }

    // Who was told of one that waited is told of the one that came; of several that bear one name, of the first.
    private static void Settle(Dictionary<string, Known> known, string key, ProviderCard card)
    {
        if (!known.TryGetValue(key, out var awaited)) known[key] = awaited = new Known(card.Name);
        awaited.Slug ??= card.Slug;
    }
}
