using Griot.Ledger.Monitoring;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Tests.Monitoring;

/// <summary>
/// A log on paper: entries that no store would seal, with what is published of them. One provider with one channel, whose
/// card is entry 0, ten days old when the rest begins.
/// </summary>
internal sealed class PaperLog
{
    internal static readonly DateTimeOffset Start = new(2026, 11, 23, 14, 20, 4, TimeSpan.Zero);

    private readonly List<(Entry Entry, Published Published)> lines = [];

    internal PaperLog()
    {
        Add(CardEntry(Card), new Published { Record = Card.ToBytes() });
        Time += TimeSpan.FromDays(10);
    }

    internal DateTimeOffset Time { get; set; } = Start;
    internal string Provider { get; } = OpaqueId.New();
    internal string Channel { get; } = OpaqueId.New();
    internal long Next => lines.Count;
    internal ProviderCard Card => new() { Id = Provider, Slug = "p", Name = "P", Kind = ProviderKind.Press, Channels = [new CardChannel(Channel, ChannelKind.Feed, null, Public: true)] };

    internal long Add(Entry entry, Published? published = null)
    {
        lines.Add((entry, published ?? Published.Nothing));
        return lines.Count - 1;
    }

    /// <summary>A first version of a new item; its index.</summary>
    internal long Article() => Add(First());

    internal long Add(ProviderCard card, long? follows) => Add(CardEntry(card) with { Prev = follows }, new Published { Record = card.ToBytes() });

    internal Entry First() => new()
    {
        Kind = EntryKind.Article,
        Time = Time,
        Provider = Provider,
        Channel = Channel,
        Item = OpaqueId.New(),
        Version = 1,
        Status = PubStatus.Usable,
        Evidence = Evidence.Tls,
        Delivery = new byte[32],
        Record = new byte[32],
        Summary = new byte[32],
        Envelope = new byte[32],
    };

    /// <summary>The next version of what the entry at an index is about.</summary>
    internal Entry After(long index, EntryKind kind) => lines[(int)index].Entry with
    {
        Kind = kind,
        Time = Time,
        Version = lines[(int)index].Entry.Version + 1,
        Prev = index,
    };

    /// <summary>Something about the item of an entry that is no version of it.</summary>
    internal Entry About(long index, EntryKind kind) => new()
    {
        Kind = kind,
        Time = Time,
        Provider = Provider,
        Item = lines[(int)index].Entry.Item,
        Prev = index,
        Record = new byte[32],
    };

    internal Entry CardEntry(ProviderCard card) => new() { Kind = EntryKind.Provider, Time = Time, Provider = card.Id, Record = new byte[32] };

    /// <summary>Registers a key. Co-signed by another where one is given.</summary>
    internal long AddKey(SigningKey key, long? prev, SigningKey? by = null) => Add(
        new Entry { Kind = EntryKind.ProviderKey, Time = Time, Provider = Provider, Prev = prev, Record = new byte[32], Signature = by is null ? null : new byte[32] },
        new Published { Record = TestLedger.Bytes($"{key.Verifier}\n"), Signature = by is null ? null : Signed(by, ProviderNotes.OfKey(Provider, key.Verifier)) });

    internal static byte[] Signed(SigningKey key, string text) => new SignedNote(text, [key.Sign(text)]).ToBytes();

    internal IReadOnlyList<(Entry Entry, Published Published)> Lines => lines;

    internal IReadOnlyList<Violation> Violations()
    {
        var (rules, found) = (new LogRules(), new List<Violation>());
        for (var index = 0; index < lines.Count; index++) found.AddRange(rules.Read(index, lines[index].Entry.ToBytes(), lines[index].Published));
        return [.. found, .. rules.Unexplained];
    }

    /// <summary>Asserts that just this is wrong.</summary>
    internal void AssertFlags(string rule, long entry, string message = "")
    {
        var violation = Assert.Single(Violations());
        Assert.Equal((rule, entry), (violation.Rule, violation.Entry));
        Assert.Contains(message, violation.Message, StringComparison.Ordinal);
    }
}
