using System.Security.Cryptography;

namespace Griot.Record;

/// <summary>Where every output takes its pieces from: reads the ledger and gives what <see cref="Showing"/> allows.</summary>
public sealed partial class Shelf(ILedgerReader given)
{
    private readonly NotedLedger ledger = new(given);

    /// <summary>The ledger behind it; what is read of it is noted for whoever makes a page (<see cref="PageReads"/>).</summary>
    public ILedgerReader Ledger => ledger;

    /// <summary>
    /// A version of an item (the newest readable one where none is named) as the public may see it, with its text where
    /// terms allow it. Null where it is absent: unknown, embargoed, or never public.
    /// </summary>
    public Rendition? Take(string item, int? version = null) => Take(item, version, withText: true);

    /// <summary>The newest version with what a list shows of it: no text is read.</summary>
    public Rendition? TakeSummary(string item) => Take(item, version: null, withText: false);

    /// <summary>
    /// The sealed bytes of a part of a version, or why they may not be given. Bytes are null unless the answer is
    /// <see cref="Answer.Whole"/>.
    /// </summary>
    public (Answer Answer, byte[]? Bytes) Bytes(string item, int version, Part part, Audience audience = Audience.Public)
    {
        if (ItemState.Fold(ledger.History(item)) is not { } state || ledger.Card(state.Provider) is not { } card) return (Answer.Absent, null);
        if (Named(state, version) is not { } named) return (Unreadable(state, card, version)?.Answer ?? Answer.Absent, null);
        var summary = SummaryOf(named);
        var answer = Decide(Facts(state, card, named, summary), OutputOf(part), audience, summary);
        // A summary that was sealed without an excerpt is no more than what link terms allow.
        if (answer == Answer.Link) answer = summary is { Excerpt: null } ? Answer.Whole : Answer.Forbidden;
        if (part == Part.Envelope && audience == Audience.Public && answer == Answer.Whole) answer = Answer.Forbidden;
        if (answer != Answer.Whole) return (answer, null);
        return ledger.Content(named.Index, part) is { } bytes ? (answer, bytes) : (Answer.Gone, null);
    }

    /// <summary>Whether the exact bytes as delivered of a version may be had; as <see cref="Bytes"/> decides it, and without reading them.</summary>
    public bool HasDelivery(Rendition rendition)
    {
        ArgumentNullException.ThrowIfNull(rendition);
        if (rendition.Answer == Answer.Gone) return false;
        var summary = rendition.Summary;
        return Decide(Facts(rendition.State, rendition.Provider, rendition.Version, summary), Output.Delivery, Audience.Public, summary) == Answer.Whole && ledger.HasContent(rendition.Version.Index, Part.Delivery);
    }

    /// <summary>
    /// What of an entry's committed bytes is public, and with it the salts that open it: of a version what its outputs give, of
    /// a card or a notice itself. Nothing of what is embargoed, held, withdrawn or removed.
    /// </summary>
    public IReadOnlyList<(Part Part, byte[] Bytes)> Opened(SealedEntry entry)
    {
        if (entry.Entry is { Kind: var kind, Item: { } item, Version: { } version } && kind.IsVersion)
            return [.. OfVersions.Select(part => (part, Bytes(item, version, part).Bytes)).Where(opened => opened.Bytes is not null).Select(opened => (opened.part, opened.Bytes!))];
        if (entry.Entry.Kind == EntryKind.Media) return OpenedMedia(entry);
        return entry.Entry.Kind is EntryKind.Provider or EntryKind.Hold or EntryKind.Restore or EntryKind.Removal or EntryKind.ProviderKey or EntryKind.LogKey or EntryKind.Policy
            && ledger.Content(entry.Index, Part.Record) is { } record ? [(Part.Record, record)] : [];
    }

    private static readonly Part[] OfVersions = [Part.Delivery, Part.Record, Part.Summary];

    /// <summary>
    /// What the public may know of an entry of the log, with what it is about as it stands now; null where it may know nothing
    /// of it. Which entries are changes is settled when they are sealed; what a change shows is not.
    /// </summary>
    public Change? ChangeOf(SealedEntry entry) => ChangeReader()(entry);

    /// <summary>
    /// The same for many entries, of which several may be about one item: that is read once, as it stands when it is met first.
    /// For one thread, and for as long as a page takes.
    /// </summary>
    public Func<SealedEntry, Change?> ChangeReader()
    {
        var items = new Dictionary<string, (HashSet<long> Told, Rendition? Shown)>(StringComparer.Ordinal);
        return entry =>
        {
            if (entry.Entry.Item is not { } item) return new Change { Entry = entry, Provider = entry.Entry.Provider is { } provider ? ledger.Card(provider) : null };
            if (!items.TryGetValue(item, out var known)) items[item] = known = Told(item);
            return known.Shown is { } shown && known.Told.Contains(entry.Index) ? new Change { Entry = entry, Provider = shown.Provider, Rendition = shown, IsArchived = ledger.IsArchived(entry.Index) } : null;
        };
    }

    /// <summary>Of an item that has gone: the versions that its provider lets stay readable.</summary>
    public IReadOnlyList<SealedEntry> Kept(ItemState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.TakenBack(0).Any(taken => SummaryOf(taken) is { KeepsText: true })
            ? [.. state.Readable.Where(version => Take(state, version.Entry.Version, withText: false) is { Answer: not Answer.Gone })]
            : [];
    }

    private (HashSet<long> Told, Rendition? Shown) Told(string item) =>
        ItemState.Fold(ledger.History(item)) is { Told: { Count: > 0 } told } state ? ([.. told.Select(entry => entry.Index)], Take(state, version: null, withText: true)) : ([], null);

    private Rendition? Take(string item, int? version, bool withText) =>
        ItemState.Fold(ledger.History(item)) is { } state ? Take(state, version, withText) : null;

    private Rendition? Take(ItemState state, int? version, bool withText)
    {
        if (ledger.Card(state.Provider) is not { } card) return null;
        var named = version is { } number ? Named(state, number) : state.Current;
        if (named is null && version is { } asked) return Unreadable(state, card, asked);
        var said = named is null ? null : ledger.Content(named.Index, Part.Summary);
        var summary = said is null ? null : Summary.Parse(said);
        var shown = named ?? state.Versions[^1];
        var facts = Facts(state, card, shown, summary);
        var answer = Decide(facts, version is null ? Output.Piece : Output.OldPiece, Audience.Public, summary);
        var record = withText && answer == Answer.Whole ? ledger.Content(shown.Index, Part.Record) : null;
        if (IsLost(state, answer, summary) || (withText && answer == Answer.Whole && record is null)) return Gone(state, card, card.Terms, new Tombstone(Standing.Lost, shown, null, null));
        var text = record is null ? null : ArticleRecord.Parse(record);
        return answer switch
        {
            Answer.Absent or Answer.Forbidden => null,
            Answer.Gone => Gone(state, card, facts.Terms, TombstoneOf(facts.Standing, Took(state, shown))),
            _ => new Rendition
            {
                Provider = card,
                State = state,
                Version = shown,
                Answer = answer,
                Terms = Showing.TermsFor(facts, Audience.Public),
                Rules = UsageRules.Over(Ruling(state, shown)?.Rules, UsageRules.Over(summary?.Rules, card.Rules)),
                IsTerritorial = facts.IsTerritorial,
                Summary = summary,
                Record = text,
                RecordDigest = record is null ? null : SHA256.HashData(record),
                Weight = (said?.Length ?? 0) + (record?.Length ?? 0),
                Media = text is null ? [] : MediaOn(state, card, shown, text),
            },
        };
    }

    // The log says that it may be read, and what it sealed is not here: a recovered entry whose content was found nowhere.
    private static bool IsLost(ItemState state, Answer answer, Summary? summary) => answer == Answer.Gone && summary is null && state.Standing == Standing.Visible;

    // Where the summary is not there any more, its terms are not known: nothing is shown but that it has gone.
    private static Answer Decide(ShowingFacts facts, Output output, Audience audience, Summary? summary) =>
        Showing.Decide(facts, output, audience) is var answer && answer != Answer.Absent && summary is null ? Answer.Gone : answer;

    // A version that exists and can't be read: one that was removed, or the word that withdrew the piece, has a tombstone of
    // its own; an embargoed one is not there.
    private Rendition? Unreadable(ItemState state, ProviderCard card, int version)
    {
        if (!state.WasPublic || state.Versions.FirstOrDefault(known => known.Entry.Version == version) is not { } asked) return null;
        if (state.Removed.TryGetValue(version, out var removal)) return Gone(state, card, card.Terms, TombstoneOf(Standing.Removed, removal));
        // Who holds or removed a piece keeps its last word from the public as well.
        if (asked.Entry.Kind == EntryKind.Withdrawal && state.Standing is not (Standing.Held or Standing.Removed)) return Gone(state, card, card.Terms, TombstoneOf(Standing.Withdrawn, asked));
        // Once all of the item is removed, all of its addresses say so.
        var isEmbargoed = asked.Entry.Status == PubStatus.Embargoed && !state.Released.ContainsKey(version) && state.Standing != Standing.Removed;
        return isEmbargoed || state.Standing == Standing.Visible ? null : Gone(state, card, card.Terms, TombstoneOf(state.Standing, state.Cause ?? state.Last));
    }

    private static Rendition Gone(ItemState state, ProviderCard card, Terms terms, Tombstone tombstone) =>
        new() { Provider = card, State = state, Version = state.Versions[^1], Answer = Answer.Gone, Terms = terms, Tombstone = tombstone, Weight = tombstone.Reason?.Length ?? 0 };

    private static Output OutputOf(Part part) => part switch
    {
        Part.Record => Output.Record,
        Part.Summary => Output.Summary,
        _ => Output.Delivery,
    };

    private static SealedEntry? Named(ItemState state, int version) =>
        state.Readable.FirstOrDefault(readable => readable.Entry.Version == version);

    private ShowingFacts Facts(ItemState state, ProviderCard card, SealedEntry version, Summary? summary)
    {
        var back = state.TakenBack(version.Entry.Version ?? 0);
        var standing = Ruling(state, version);
        return new ShowingFacts(
            state.Standing == Standing.Visible && back.Count > 0 ? Took(back[^1]) : state.Standing,
            state.WasPublic,
            back.Count > 0 && back.All(taken => SummaryOf(taken) is { KeepsText: true }),
            Showing.Narrower(Showing.Narrower(card.Terms, summary?.Terms ?? Terms.Full), standing?.Terms ?? Terms.Full),
            version.Entry.Channel is { } channel && card.Channel(channel) is { Public: true })
        {
            // Where one of them limits the territory, it is limited: what a version says does not lift what the card says.
            IsTerritorial = card.Rules is { IsTerritorial: true } || summary?.Rules is { IsTerritorial: true } || standing?.Rules is { IsTerritorial: true },
        };
    }

    // Of an older version: what the present one says. Its provider has narrowed its terms for the piece, and not for its last words.
    private Summary? Ruling(ItemState state, SealedEntry version) =>
        state.Current is { } current && current.Index != version.Index ? SummaryOf(current) : null;

    private static SealedEntry Took(ItemState state, SealedEntry version) =>
        state.Cause ?? (state.TakenBack(version.Entry.Version ?? 0) is [.., var back] ? back : state.Last);

    // A version of an item that its provider published anew is what it was when it was taken back.
    private static Standing Took(SealedEntry back) => back.Entry.Kind == EntryKind.Withdrawal ? Standing.Withdrawn : Standing.Canceled;

    private Summary? SummaryOf(SealedEntry version) =>
        ledger.Content(version.Index, Part.Summary) is { } bytes ? Summary.Parse(bytes) : null;

    private Tombstone TombstoneOf(Standing standing, SealedEntry cause)
    {
        var reason = cause.Entry.Kind == EntryKind.Withdrawal ? SummaryOf(cause)?.Reason : null;
        var isOperators = cause.Entry.Kind is EntryKind.Hold or EntryKind.Removal;
        var notice = isOperators && ledger.Content(cause.Index, Part.Record) is { } bytes ? Notice.Parse(bytes) : null;
        return new Tombstone(standing, cause, reason, notice) { IsBare = IsBare(cause) };
    }

    // The entry says that it was taken away; why, it sealed beside, and that is lost.
    private bool IsBare(SealedEntry cause) => cause.Entry.Kind switch
    {
        EntryKind.Withdrawal => ledger.Content(cause.Index, Part.Summary) is null,
        EntryKind.Hold or EntryKind.Removal => ledger.Content(cause.Index, Part.Record) is null,
        _ => false,
    };
}
