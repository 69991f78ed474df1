using System.Text;
using Griot.Formats;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>An item as it stands, its versions read again from their deliveries by the present reader: see <see cref="Sameness"/>.</summary>
internal sealed class KnownItem(ItemState state, Func<SealedEntry, ArticleRecord?> read)
{
    private readonly Lazy<ArticleRecord?> newest = new(() => read(state.Versions[^1]));
    private readonly Lazy<ArticleRecord?> said = new(() => state.Versions.LastOrDefault(version => version.Entry.Kind != EntryKind.Withdrawal) is { } version ? read(version) : null);

    internal ItemState State => state;

    /// <summary>The newest version; null where its content is gone.</summary>
    internal ArticleRecord? Newest => newest.Value;

    /// <summary>The newest version that says something: not the withdrawal that may stand on it.</summary>
    internal ArticleRecord? Said => state.Versions[^1].Entry.Kind == EntryKind.Withdrawal ? said.Value : Newest;

    internal ArticleRecord? Read(SealedEntry version) => read(version);
}

/// <summary>
/// Items of the ledger, each looked up once a round. Used by one thread at a time. What is read of them is held up to a bound:
/// a small document may name five hundred items of megabytes each.
/// </summary>
internal sealed class KnownItems(LedgerStore ledger, ProviderCard card)
{
    private const long MostLetters = 32 << 20;

    private readonly Dictionary<string, KnownItem> items = new(StringComparer.Ordinal);
    private long letters;

    internal KnownItem Of(string item)
    {
        if (letters > MostLetters) Forget();
        if (items.TryGetValue(item, out var known)) return known;
        var state = ItemState.Fold(ledger.History(item)) ?? throw new InvalidDataException($"item {item} has no first version: the store was altered from outside");
        return items[item] = new KnownItem(state, Read);
    }

    /// <summary>The log has gone on.</summary>
    internal void Forget()
    {
        items.Clear();
        letters = 0;
    }

    private ArticleRecord? Read(SealedEntry version)
    {
        if (ledger.Content(version.Index, Part.Delivery) is not { } delivery || ledger.Content(version.Index, Part.Envelope) is not { } envelope) return null;
        if (Envelope.Parse(envelope).Context is not { } context) return null;
        var record = Reading.Of(delivery, ItemContext.FromJson(Encoding.UTF8.GetBytes(context.GetRawText())), card).Record;
        letters += record?.Body?.Length ?? 0;
        return record;
    }
}
