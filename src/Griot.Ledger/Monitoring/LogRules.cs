using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>
/// The rules R1 to R7 and R10 of ledger.md, section 6, as a fold over a log's entries in order: no network, no store, no
/// clock. It keeps about 100 bytes an item, and what the present cards say. Its state can be saved, so that a monitor goes on
/// where it was. That the entries are the log's (tiles, checkpoint) and that content opens its commitments is for the caller to check.
/// Not safe for several threads.
/// </summary>
public sealed class LogRules
{
    private readonly ClockRule clock;
    private readonly CardRules cards;
    private readonly ItemRules items;
    private readonly KeyRules keys;
    private readonly Unopened unopened;

    /// <summary>Rules that have read nothing yet.</summary>
    public LogRules() : this(new RulesState())
    {
    }

    internal LogRules(RulesState state)
    {
        Next = state.Next;
        clock = new ClockRule { Last = state.LastTime };
        unopened = new Unopened(state.Unopened);
        cards = new CardRules(state, unopened);
        items = new ItemRules(state, cards);
        keys = new KeyRules(state, unopened);
    }

    /// <summary>The index of the entry that is to be read next: so many have been read.</summary>
    public long Next { get; private set; }

    /// <summary>
    /// What stands unexplained: content that has to be public and was not published, and that no removal has named so far. To
    /// be told when the log has been read to its end; a removal that stands further on takes a line away.
    /// </summary>
    public IReadOnlyList<Violation> Unexplained => unopened.All;

    /// <summary>Whether the rules have to see what an entry's <c>record</c> (and, where it has one, <c>signature</c>) commits to.</summary>
    public static bool Asks(EntryKind kind) =>
        kind is EntryKind.Provider or EntryKind.Hold or EntryKind.Removal or EntryKind.ProviderKey or EntryKind.LogKey or EntryKind.Policy;

    /// <summary>Reads the next entry and answers what is wrong with it. Whatever that is, reading goes on.</summary>
    /// <param name="index">Its log index: <see cref="Next"/>.</param>
    /// <param name="bytes">The entry, exactly as it was hashed.</param>
    /// <param name="published">What its log publishes of what it commits to.</param>
    /// <param name="checkpointed">When the first checkpoint that includes it was seen; null where nobody knows.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not the next one.</exception>
    public IReadOnlyList<Violation> Read(long index, ReadOnlySpan<byte> bytes, Published published, DateTimeOffset? checkpointed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(index, Next);
        ArgumentNullException.ThrowIfNull(published);
        Next++;
        var found = new Findings(index);
        if (Entry.Parse(bytes) is not { } entry) found.Add("form", "its bytes are not an entry in the one exact form");
        else Apply(entry, published, checkpointed, found);
        return found.All;
    }

    /// <summary>The newest entry about an item, by its index; null for one that the log does not name.</summary>
    /// <param name="item">A well-formed id (<see cref="OpaqueId"/>).</param>
    public long? NewestOf(string item) => items.NewestOf(item);

    /// <summary>Writes the state as JSON.</summary>
    public void Save(Stream to)
    {
        var state = new RulesState { Next = Next, LastTime = clock.Last, Unopened = [.. unopened.All] };
        cards.Save(state);
        items.Save(state);
        keys.Save(state);
        StateFile.Write(state, to);
    }

    /// <summary>Reads what <see cref="Save"/> wrote. Null where it is damaged, or another release's: then a monitor starts anew.</summary>
    /// <param name="json">The file, whole.</param>
    /// <param name="refusal">Why it is not read; null where it was.</param>
    public static LogRules? Load(ReadOnlyMemory<byte> json, out string? refusal) =>
        StateFile.Read(json, out refusal) is { } state ? new LogRules(state) : null;

    private void Apply(Entry entry, Published published, DateTimeOffset? checkpointed, Findings found)
    {
        clock.Read(entry, checkpointed, found);
        if (EntryForm.Fault(entry) is { } fault)
        {
            found.Add("form", fault);
            return;
        }

        if (entry.Kind == EntryKind.Provider) cards.Read(entry, published.Record, found);
        if (entry.Item is not null) items.Read(entry, found);
        if (entry.Kind is EntryKind.Hold or EntryKind.Removal) NoticeRule.Read(entry, published.Record, unopened, found);
        keys.Read(entry, published, found);
    }
}
