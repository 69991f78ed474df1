using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Channels.Mail;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>
/// The register of providers. Every change seals a new card, so that who could speak in whose name is public from that
/// moment on.
/// </summary>
public sealed class ProviderRegister(LedgerStore ledger, TimeProvider time)
{
    /// <summary>Registers a provider, with a feed where an address is given. Fetches nothing.</summary>
    public async Task<RegisterOutcome> AddAsync(ProviderDetails details, string? feed, CancellationToken cancellation) =>
        (await AddAllAsync([new NewProvider(details, feed is null ? [] : [feed])], cancellation))[0];

    /// <summary>
    /// Registers many providers in one durable transaction (another, for those whose slug somebody else took meanwhile),
    /// and answers each in order. A refused one costs only itself. Fetches nothing.
    /// </summary>
    public async Task<IReadOnlyList<RegisterOutcome>> AddAllAsync(IReadOnlyList<NewProvider> providers, CancellationToken cancellation)
    {
        var outcomes = providers.Select(Refusal).ToArray();
        var taken = ledger.Cards().SelectMany(card => card.FormerSlugs.Append(card.Slug)).ToHashSet(StringComparer.Ordinal);
        while (Enumerable.Range(0, outcomes.Length).Where(i => outcomes[i] is null).ToList() is { Count: > 0 } waiting)
        {
            var fresh = waiting.ConvertAll(i => Fresh(providers[i], taken));
            var sealedOnes = await ledger.RegisterAsync(fresh.ConvertAll(one => new Registration(DraftOf(one.Card, null), one.Channels)), cancellation);
            for (var i = 0; i < waiting.Count; i++)
            {
                if (sealedOnes[i] is AppendOutcome.Sealed) outcomes[waiting[i]] = new RegisterOutcome.Registered(fresh[i].Card);
                else if (providers[waiting[i]].Details.Slug is { } wanted) outcomes[waiting[i]] = new RegisterOutcome.Refused($"“{wanted}” is taken in addresses");
            }
        }

        return outcomes!;
    }

    /// <summary>Changes what a card says.</summary>
    public async Task<RegisterOutcome> SetAsync(string provider, ProviderDetails details, CancellationToken cancellation)
    {
        if (details.Fault() is { } fault) return new RegisterOutcome.Refused(fault);
        if (details.Kind is not null && House?.Id == provider) return new RegisterOutcome.Refused("the house stays the house");
        return await ChangeAsync(provider, card => (Changed(card, details), []), cancellation);
    }

    /// <summary>Adds a feed to a provider's channels.</summary>
    public Task<RegisterOutcome> AddFeedAsync(string provider, string feed, TimeSpan? every, CancellationToken cancellation)
    {
        if (FeedFault(feed) is { } fault) return Task.FromResult<RegisterOutcome>(new RegisterOutcome.Refused(fault));
        var channel = new ChannelRegistration(OpaqueId.New(), provider, ChannelKind.Feed, feed, every);
        return ChangeAsync(provider, card => (With(card, channel), [channel]), cancellation);
    }

    /// <summary>
    /// Adds a way in for what is handed over: it is on the sealed card, and public, from then on. A key or secret is given to it
    /// apart. The address stays in the house.
    /// </summary>
    public Task<RegisterOutcome> AddDoorAsync(string provider, ChannelKind kind, string? address, CancellationToken cancellation)
    {
        var channel = new ChannelRegistration(OpaqueId.New(), provider, kind, address, null);
        return ChangeAsync(provider, card => (With(card, channel), [channel]), cancellation);
    }

    /// <summary>Adds a folder that is watched. What is on it is decided by <see cref="FolderPlaces"/>; its path stays in the house.</summary>
    /// <param name="provider">Whose it is.</param>
    /// <param name="folder">As it was typed.</param>
    /// <param name="own">Files and folders of the house's own, which must not lie in it, nor it in them.</param>
    /// <param name="cancellation">Ends the waiting for the store.</param>
    public async Task<RegisterOutcome> AddFolderAsync(string provider, string folder, IReadOnlyList<string> own, CancellationToken cancellation)
    {
        var (path, fault) = FolderPlaces.Of(folder, own, ledger);
        return path is null ? new RegisterOutcome.Refused(fault!) : await AddDoorAsync(provider, ChannelKind.Folder, path, cancellation);
    }

    /// <summary>Adds a mailbox: who may deliver by mail, an address or a domain. Its secret address is made apart.</summary>
    public async Task<RegisterOutcome> AddMailAsync(string provider, string author, CancellationToken cancellation)
    {
        if (MailAuthor.Fault(author) is { } fault) return new RegisterOutcome.Refused(fault);
        var address = MailAuthor.Registered(author)!;
        return ledger.Channels().Any(known => known.Channel is { Kind: ChannelKind.Mail } && known.Channel.Address == address)
            ? new RegisterOutcome.Refused($"“{author}” delivers through another channel already")
            : await AddDoorAsync(provider, ChannelKind.Mail, address, cancellation);
    }

    /// <summary>
    /// Gives a feed another address. Its items stay what they are: they are known by the channel. Where the host changes, a
    /// new card is sealed, and what was proven of the old one is proven no more.
    /// </summary>
    public async Task<RegisterOutcome> MoveFeedAsync(string channel, string address, CancellationToken cancellation)
    {
        if (FeedFault(address) is { } fault) return new RegisterOutcome.Refused(fault);
        while (true)
        {
            if (ledger.Channels().FirstOrDefault(known => known.Channel.Id == channel).Channel is not { Kind: ChannelKind.Feed } registration) return new RegisterOutcome.Refused("there is no such feed");
            var follows = ledger.CardEntry(registration.Provider);
            if (ledger.Card(registration.Provider) is not { } card) return new RegisterOutcome.Refused("there is no such provider");
            var moved = MovedCard(card, channel, ProviderChecks.DomainOf(address));
            var draft = moved is null ? null : new Draft { Kind = EntryKind.Provider, Provider = card.Id, Follows = follows, Record = moved.ToBytes(), Slug = card.Slug };
            if (await ledger.MoveChannelAsync(draft, channel, address, cancellation) is null or AppendOutcome.Sealed) return new RegisterOutcome.Registered(moved ?? card);
        }
    }

    /// <summary>The house, where it has been registered. Known by its kind: a name or a word in addresses can be anybody's.</summary>
    public ProviderCard? House => ledger.Cards().FirstOrDefault(card => card.Kind == ProviderKind.House);

    /// <summary>The house: registered when it is first needed, with a channel for its own pieces.</summary>
    public async Task<ProviderCard> HouseAsync(string name, CancellationToken cancellation)
    {
        if (House is { } known) return known;
        var id = OpaqueId.New();
        var channel = new ChannelRegistration(OpaqueId.New(), id, ChannelKind.House, null, null);
        var card = With(new ProviderCard { Id = id, Slug = Slugs.OfTheHouse, Name = name, Kind = ProviderKind.House }, channel);
        await SealAsync(card, null, [channel], cancellation);
        return House ?? throw new InvalidOperationException("The house's card was sealed and is not there.");
    }

    /// <summary>A provider by its id, its slug, or its name where only one bears it.</summary>
    public ProviderCard? Find(string text)
    {
        if ((ledger.Card(text) ?? ledger.CardBySlug(text)) is { } found) return found;
        var named = ledger.Cards().Where(card => string.Equals(card.Name, text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        return named is [var only] ? only : null;
    }

    private async Task<RegisterOutcome> ChangeAsync(string provider, Func<ProviderCard, (ProviderCard Card, IReadOnlyList<ChannelRegistration> Channels)> change, CancellationToken cancellation)
    {
        while (true)
        {
            // The index first: a card sealed between the two looks makes this one stale, and never overwrites it.
            var follows = ledger.CardEntry(provider);
            if (ledger.Card(provider) is not { } card) return new RegisterOutcome.Refused("there is no such provider");
            var (changed, channels) = change(card);
            switch (await SealAsync(changed, follows, channels, cancellation))
            {
                case AppendOutcome.Sealed: return new RegisterOutcome.Registered(changed);
                case AppendOutcome.SlugTaken: return new RegisterOutcome.Refused($"“{changed.Slug}” is taken in addresses");
            }
        }
    }

    private static RegisterOutcome? Refusal(NewProvider provider)
    {
        var (details, feeds) = provider;
        var fault = details.Name is null || details.Kind is null ? "a provider needs a name and a kind" : details.Fault() ?? feeds.Select(FeedFault).FirstOrDefault(fault => fault is not null);
        return fault is null ? null : new RegisterOutcome.Refused(fault);
    }

    // Each slug is tried once, whoever turns out to bear it: so every round brings its providers nearer to one.
    private (ProviderCard Card, IReadOnlyList<ChannelRegistration> Channels) Fresh(NewProvider provider, HashSet<string> taken)
    {
        var (details, id) = (provider.Details, OpaqueId.New());
        var slug = details.Slug ?? Slugs.Candidates(details.Name!, id).First(taken.Add);
        var card = Changed(new ProviderCard { Id = id, Slug = slug, Name = details.Name!, Kind = details.Kind!.Value }, details with { Slug = null });
        IReadOnlyList<ChannelRegistration> channels = [.. provider.Feeds.Select(feed => new ChannelRegistration(OpaqueId.New(), id, ChannelKind.Feed, feed, null))];
        return (channels.Aggregate(card, With), channels);
    }

    private Task<AppendOutcome> SealAsync(ProviderCard card, long? follows, IReadOnlyList<ChannelRegistration> channels, CancellationToken cancellation) =>
        ledger.AppendAsync(DraftOf(card, follows), channels, cancellation);

    private static Draft DraftOf(ProviderCard card, long? follows) =>
        new() { Kind = EntryKind.Provider, Provider = card.Id, Follows = follows, Record = card.ToBytes(), Slug = card.Slug };

    private ProviderCard Changed(ProviderCard card, ProviderDetails details) => DatedTerms.At(time.GetUtcNow(), card with
    {
        Name = details.Name?.Trim() ?? card.Name,
        Kind = details.Kind ?? card.Kind,
        Slug = details.Slug ?? card.Slug,
        FormerSlugs = details.Slug is { } slug && slug != card.Slug ? [.. card.FormerSlugs.Where(former => former != slug), card.Slug] : card.FormerSlugs,
        Capacities = details.Capacities is { } declared ? Declared(card.Capacities, declared) : card.Capacities,
        Country = details.Country is { } country ? Empty(country.ToUpperInvariant()) : card.Country,
        Languages = details.Languages ?? card.Languages,
        Home = details.Home is { } home ? Empty(home) : card.Home,
        Contact = details.Contact is { } contact ? Empty(contact) : card.Contact,
        About = details.About is { } about ? Empty(about) : card.About,
        Terms = details.Terms ?? card.AgreedTerms,
        UsageTerms = details.UsageTerms is { } terms ? Empty(terms) : card.UsageTerms,
        Rules = (details.Usage is { } usage ? usage.Over(card.Rules) : card.Rules) is { } rules ? (rules with { Within = null }).OrNull() : null,
        State = details.State ?? card.State,
        // What holds where nothing is said is not written: such a card keeps the bytes that it always had.
        Canonical = (details.Canonical ?? card.Canonical) is CanonicalPage.Provider and var page ? page : null,
    });

    // A capacity is never rewritten: one that is no longer declared ends today, one declared anew begins today.
    private List<DatedCapacity> Declared(IReadOnlyList<DatedCapacity> history, IReadOnlyList<Capacity> declared)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var kept = history.Select(dated => dated.Until is null && !declared.Contains(dated.Capacity) ? dated with { Until = today } : dated).ToList();
        var current = kept.Where(dated => dated.Until is null).Select(dated => dated.Capacity).ToHashSet();
        kept.AddRange(declared.Distinct().Where(capacity => capacity != Capacity.NotStated && !current.Contains(capacity)).Select(capacity => new DatedCapacity(capacity, today)));
        return kept;
    }

    private static ProviderCard With(ProviderCard card, ChannelRegistration channel)
    {
        var shown = new CardChannel(channel.Id, channel.Kind, ProviderChecks.DomainOf(channel.Address), Public: channel.Kind == ChannelKind.Feed);
        return card with { Channels = [.. card.Channels, shown] };
    }

    // Null where the card says the host already: a path or a query is not on it.
    private static ProviderCard? MovedCard(ProviderCard card, string channel, string? domain) =>
        card.Channel(channel) is not { } shown || shown.Domain == domain
            ? null
            : card with { Channels = [.. card.Channels.Select(one => one.Id == channel ? one with { Domain = domain, Proven = false } : one)] };

    /// <summary>
    /// What a person should look at before the address of a feed or a home is called a provider's own: the name of its host can be
    /// taken for another (H13). Null where nothing is.
    /// </summary>
    public static string? DoubtOf(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && HostName.IsLookalike(uri.Host)
            ? $"the name of the host can be taken for another; it is {HostName.Plain(uri.Host)}. Is it the provider's own?"
            : null;

    /// <summary>
    /// What a person should look at before a name is sealed: readers tell providers by their names, and this one can be taken for another's (X14). Null
    /// where nothing is.
    /// </summary>
    /// <param name="name">The name that is to be borne.</param>
    /// <param name="bearer">Whose it is to be; null for a new provider.</param>
    public string? DoubtOfName(string? name, string? bearer = null)
    {
        if (name is null) return null;
        return ledger.Cards().FirstOrDefault(card => card.Id != bearer && NameSkeleton.AreAlike(card.Name, name)) is { } like ? DoubtOfName(name, like.Name, like.Slug) : null;
    }

    internal static string DoubtOfName(string name, string like, string slug) => string.Equals(name.Trim(), like, StringComparison.Ordinal)
        ? $"“{like}” ({slug}) has the same name; readers tell providers by their names"
        : $"the name can be taken for that of “{like}” ({slug}); readers tell providers by their names";

    internal static string? FeedFault(string? feed) =>
        feed is null || ProviderChecks.IsWebAddress(feed) ? null : $"“{feed}” is not the address of a feed: http or https is wanted";

    private static string? Empty(string text) => text.Length == 0 ? null : text;
}
