namespace Griot.Record;

/// <summary>
/// What one page was made of, noted while it is made: by the <see cref="Shelf"/> of itself, so that no page can forget it. From
/// it follows which entry of the log makes the page another one. What is not known to leave a page as it is, changes it.
/// </summary>
public sealed class PageReads
{
    private static readonly AsyncLocal<PageReads?> Noting = new();

    private readonly Lock gate = new();
    private readonly HashSet<string> things = new(StringComparer.Ordinal);
    private readonly List<(Func<bool> Holds, Func<bool> IsSettled)> doubts = [];
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private bool isOfHere;

    /// <summary>How the words of doubts begin that another process can settle: how labels are made; by which state of the index something was found; who bears which names; that nothing stands beside an item.</summary>
    public const string LabelledBy = "labelled by ", FoundBy = "found by ", Names = "names ", NothingBeside = "nothing beside ";

    private PageReads(long from) => From = from;

    /// <summary>What notes the reads of this flow of work; null where nobody asked for it.</summary>
    public static PageReads? Current => Noting.Value;

    /// <summary>The log's size before anything was read: entries below it stood already.</summary>
    public long From { get; }

    /// <summary>True where any new entry changes the page, whatever it is about.</summary>
    public bool IsOfAll { get; private set; }

    /// <summary>What the page shows: items, cards and lists, by names that <see cref="TouchedBy"/> gives them too.</summary>
    public IReadOnlyCollection<string> Things => things;

    /// <summary>
    /// What no entry tells of. Each holds while the page is right, and is settled where that is known without a look at any store. Asked
    /// whenever the page is, so they are few and cheap.
    /// </summary>
    public IReadOnlyList<(Func<bool> Holds, Func<bool> IsSettled)> Doubts => doubts;

    /// <summary>The same for another process, which has not these functions: a word for each. Null where there is a doubt that only this process can settle.</summary>
    public IReadOnlyCollection<string>? Words => isOfHere ? null : words;

    /// <summary>From now on the reads of the caller's flow of work are noted; it ends where the calling method does, if that is an async one.</summary>
    public static PageReads Begin(long from) => Noting.Value = new PageReads(from);

    /// <summary>Notes something that the log does not tell of.</summary>
    /// <param name="holds">True as long as it is as it was read.</param>
    /// <param name="word">By which another process can settle it; null where none can.</param>
    /// <param name="isSettled">
    /// True where <paramref name="holds"/> would say so, and memory knows it: asked by the thread that hears of all readers, which may wait for nothing.
    /// Null where it has to be looked up each time.
    /// </param>
    public void Doubt(Func<bool> holds, string? word = null, Func<bool>? isSettled = null)
    {
        lock (gate)
        {
            doubts.Add((holds, isSettled ?? (static () => false)));
            if (word is null) isOfHere = true;
            else words.Add(word);
        }
    }

    /// <summary>Notes something that stays as it is as long as this process runs, and about which no word can be given to another.</summary>
    public void OfHere()
    {
        lock (gate) isOfHere = true;
    }

    /// <summary>
    /// What an entry changes, or null where that is everything: by a removal, bytes go that any page may show; and of a kind that
    /// is met for the first time, nothing is known.
    /// </summary>
    public static IReadOnlyList<string>? TouchedBy(Entry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry switch
        {
            { Kind: EntryKind.Removal } => null,
            { Item: { } item } => [OfItem(item), OfList(null), .. entry.Provider is { } provider ? [OfList(provider)] : (string[])[]],
            { Kind: EntryKind.Provider, Provider: { } provider } => [OfCard(provider), OfCard(null)],
            _ => null,
        };
    }

    /// <summary>True where an entry that came since makes the page another one.</summary>
    public bool IsChangedBy(Entry entry) => IsOfAll || TouchedBy(entry) is not { } touched || touched.Any(things.Contains);

    internal void Item(string item) => Note(OfItem(item));

    /// <summary>The card of a provider; where null, all of them.</summary>
    internal void Card(string? provider) => Note(OfCard(provider));

    /// <summary>A list of a provider's entries, or of all; what stands below an index that was reached already stays as it is.</summary>
    internal void List(string? provider, long before = long.MaxValue)
    {
        if (before > From) Note(OfList(provider));
    }

    internal void All()
    {
        lock (gate) IsOfAll = true;
    }

    private void Note(string thing)
    {
        lock (gate) things.Add(thing);
    }

    private static string OfItem(string item) => "item " + item;

    private static string OfCard(string? provider) => "card " + provider;

    private static string OfList(string? provider) => "list " + provider;
}
