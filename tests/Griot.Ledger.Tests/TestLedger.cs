using System.Text;
using Griot.Ledger.Monitoring;
using Griot.Record;
using Griot.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Ledger.Tests;

/// <summary>
/// A store in a temporary folder, with what its tests append to it. Entry 0 is the card of <see cref="Provider"/>: without
/// it nothing of it would be sealed. An empty one is given its card by its test.
/// </summary>
internal sealed class TestLedger : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    internal TestLedger(bool isEmpty = false)
    {
        Store = LedgerStore.Open(folder.Path, Time);
        if (!isEmpty) SealAsync(CardDraft(Card)).GetAwaiter().GetResult();
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    internal LedgerStore Store { get; }
    internal string Provider { get; } = OpaqueId.New();
    internal string Channel { get; } = OpaqueId.New();

    internal ProviderCard Card => new()
    {
        Id = Provider,
        Slug = "le-journal",
        Name = "Le Journal",
        Kind = ProviderKind.Press,
        Channels = [new CardChannel(Channel, ChannelKind.Feed, "journal.example", Public: true)],
    };

    internal string Folder => folder.Path;

    /// <summary>Another store on the same folder, as another process would open it.</summary>
    internal LedgerStore Another() => LedgerStore.Open(folder.Path, Time);

    /// <summary>The file as any program with SQLite opens it.</summary>
    internal SqliteConnection Raw()
    {
        var raw = new SqliteConnection($"Data Source={folder.File(LedgerStore.FileName)};Pooling=False");
        raw.Open();
        return raw;
    }

    internal async Task<long> SealAsync(Draft draft) =>
        Assert.IsType<AppendOutcome.Sealed>(await Store.AppendAsync(draft, CancellationToken.None)).Index;

    internal static Draft CardDraft(ProviderCard card, long? follows = null) =>
        new() { Kind = EntryKind.Provider, Provider = card.Id, Follows = follows, Record = card.ToBytes(), Slug = card.Slug };

    /// <summary>Registers the address of <see cref="Channel"/>, with a newer card that says the same.</summary>
    internal Task<AppendOutcome> RegisterAsync(string address = "https://journal.example/feed", TimeSpan? every = null) => Store.AppendAsync(
        CardDraft(Card, Store.CardEntry(Provider)), [new ChannelRegistration(Channel, Provider, ChannelKind.Feed, address, every)], CancellationToken.None);

    internal Draft Article(string item, string text = "text") => new()
    {
        Kind = EntryKind.Article,
        Provider = Provider,
        Channel = Channel,
        Item = item,
        Status = PubStatus.Usable,
        Evidence = Evidence.Tls,
        Delivery = Bytes(text),
        Record = Bytes("record of " + text),
        Summary = Bytes("summary of " + text),
        Envelope = Bytes("envelope of " + text),
    };

    /// <summary>Deletes content as a removal by order does.</summary>
    internal void Remove(SqliteConnection raw, long target, long removal, string table)
    {
        using var command = raw.CreateCommand();
        command.CommandText = $"INSERT INTO removals SELECT {target}, column1, {removal} FROM (VALUES ('delivery'), ('record'), ('summary'), ('envelope'), ('signature')); DELETE FROM {table} WHERE entry = {target}";
        command.ExecuteNonQuery();
    }

    /// <summary>What the rules of <c>griot monitor</c> find in this store's log.</summary>
    internal IReadOnlyList<Violation> Violations()
    {
        var (rules, found) = (new LogRules(), new List<Violation>());
        for (long index = 0; index < Store.Size; index++) found.AddRange(rules.Read(index, Store.At(index)!.Entry.ToBytes(), PublishedOf(index), Time.GetUtcNow()));
        return [.. found, .. rules.Unexplained];
    }

    internal Published PublishedOf(long index) => LogRules.Asks(Store.At(index)!.Entry.Kind)
        ? new Published { Record = Store.Content(index, Part.Record), Signature = Store.Content(index, Part.Signature) }
        : Published.Nothing;

    internal static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        folder.Dispose();
    }
}
