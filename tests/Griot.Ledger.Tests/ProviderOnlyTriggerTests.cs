using Dapper;
using Griot.Ledger.Sqlite;
using Griot.Record;
using Griot.Testing;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Tests;

/// <summary>The same rule, held by the file itself against every other program that writes entries into it.</summary>
public sealed class ProviderOnlyTriggerTests : IAsyncLifetime
{
    private readonly TestLedger ledger = new();
    private readonly SqliteConnection raw;
    private readonly string item = OpaqueId.New();
    private long first;

    public ProviderOnlyTriggerTests() => raw = ledger.Raw();

    public static TheoryData<EntryKind> Later => [EntryKind.Update, EntryKind.Correction, EntryKind.Withdrawal];

    public async ValueTask InitializeAsync() => first = await ledger.SealAsync(ledger.Article(item));

    [Theory, MemberData(nameof(Later))]
    public void What_the_program_would_seal_the_file_takes(EntryKind kind) => Insert(Next(kind));

    [Theory, MemberData(nameof(Later))]
    public void Another_provider_s_or_an_unknown_channel_is_refused(EntryKind kind) =>
        AssertAborts(Next(kind) with { Channel = OpaqueId.New() }, "channel");

    [Fact]
    public void A_first_version_too_comes_through_a_channel_of_a_card()
    {
        AssertAborts(First() with { Channel = OpaqueId.New() }, "channel");
        AssertAborts(First() with { Channel = null }, "channel");
        AssertAborts(First() with { Provider = OpaqueId.New() }, "channel");
        Insert(First());
    }

    [Theory, MemberData(nameof(Later))]
    public async Task A_channel_that_a_newer_card_has_dropped_is_closed(EntryKind kind)
    {
        await ledger.SealAsync(TestLedger.CardDraft(ledger.Card with { Channels = [] }, follows: 0));

        AssertAborts(Next(kind), "channel");
    }

    [Fact]
    public async Task Of_a_provider_that_is_not_active_only_a_withdrawal_is_taken()
    {
        await ledger.SealAsync(TestLedger.CardDraft(ledger.Card with { State = ProviderState.Suspended }, follows: 0));

        AssertAborts(Next(EntryKind.Correction), "channel");
        AssertAborts(First(), "channel");
        Insert(Next(EntryKind.Withdrawal));
    }

    [Fact]
    public async Task A_card_that_is_no_json_opens_no_channel()
    {
        await ledger.SealAsync(TestLedger.CardDraft(ledger.Card, follows: 0) with { Record = [0xFF, 1] });

        AssertAborts(Next(EntryKind.Correction), "channel");
    }

    [Theory, MemberData(nameof(Later))]
    public void The_operator_s_hand_changes_nothing_of_a_provider(EntryKind kind)
    {
        AssertAborts(Next(kind) with { Evidence = Evidence.Entered }, "by hand");
        AssertAborts(Next(kind) with { Evidence = null }, "by hand");
    }

    [Fact]
    public async Task What_came_by_hand_can_be_replaced_by_hand()
    {
        var other = OpaqueId.New();
        var byHand = await ledger.SealAsync(ledger.Article(other) with { Evidence = Evidence.Entered });

        AssertAborts(Next(EntryKind.Correction) with { Item = other, Prev = byHand, Evidence = Evidence.Entered }, "by hand");
        Insert(Next(EntryKind.Update) with { Item = other, Prev = byHand, Evidence = Evidence.Entered });
    }

    [Theory]
    [InlineData(EntryKind.Correction), InlineData(EntryKind.Hold), InlineData(EntryKind.Release), InlineData(EntryKind.Removal)]
    public async Task An_item_belongs_to_its_provider(EntryKind kind)
    {
        var thief = ledger.Card with { Id = OpaqueId.New(), Slug = "thief" };
        await ledger.SealAsync(TestLedger.CardDraft(thief));

        AssertAborts(Next(kind) with { Provider = thief.Id }, "belongs to the provider");
        AssertAborts(Next(kind) with { Provider = null }, null);
    }

    [Theory]
    [InlineData(EntryKind.Hold), InlineData(EntryKind.Media), InlineData(EntryKind.Withdrawal)]
    public void Of_what_was_never_delivered_nothing_is_said(EntryKind kind) =>
        AssertAborts(Next(kind) with { Item = OpaqueId.New(), Prev = null }, null);

    [Theory]
    [InlineData(null), InlineData(0L), InlineData(7L)]
    public void An_entry_follows_the_newest_one_of_its_item(long? prev)
    {
        AssertAborts(Next(EntryKind.Correction) with { Prev = prev }, "follows");
        AssertAborts(Next(EntryKind.Hold) with { Prev = prev }, "follows");
    }

    [Theory]
    [InlineData(null), InlineData(7L)]
    public void A_card_follows_the_newest_one_of_its_provider(long? prev) =>
        AssertAborts(new Entry { Kind = EntryKind.Provider, Time = ledger.Time.GetUtcNow(), Provider = ledger.Provider, Prev = prev, Record = new byte[32] }, "follows");

    [Theory]
    [InlineData(null), InlineData(0), InlineData(1), InlineData(3), InlineData(-1)]
    public void Versions_have_no_gap_and_none_comes_twice(int? version) =>
        AssertAborts(Next(EntryKind.Correction) with { Version = version }, null);

    [Fact]
    public void A_first_version_is_an_article_and_nothing_else_is()
    {
        AssertAborts(Next(EntryKind.Article), "first one");
        AssertAborts(First() with { Kind = EntryKind.Correction }, null);
        AssertAborts(First() with { Version = 2 }, "without a gap");
    }

    [Theory]
    [InlineData("kind", "'hold'"), InlineData("time", "1"), InlineData("provider", "'x'"), InlineData("provider", "NULL")]
    [InlineData("item", "NULL"), InlineData("item", "'x'"), InlineData("version", "3"), InlineData("version", "NULL")]
    public void The_columns_say_what_the_bytes_say(string column, string value)
    {
        var columns = new Dictionary<string, string> { ["kind"] = "@kind", ["time"] = "@time", ["provider"] = "@Provider", ["item"] = "@Item", ["version"] = "@Version" };
        columns[column] = value;

        AssertAborts(() => Insert(Next(EntryKind.Correction), columns), null);
    }

    [Theory]
    [InlineData(""), InlineData("correction"), InlineData("griot-entry/v1\nkind correction\n"), InlineData("griot-entry/v2")]
    public void What_is_no_entry_is_refused(string bytes) => AssertAborts(
        () => raw.Execute(
            "INSERT INTO entries SELECT max(idx) + 1, CAST(@bytes AS BLOB), zeroblob(32), 'log-key', 0, NULL, NULL, NULL FROM entries", new { bytes }), "columns");

    [Fact]
    public async Task Where_the_bytes_of_the_newest_card_are_gone_the_file_can_not_tell()
    {
        var removal = await ledger.SealAsync(new Draft { Kind = EntryKind.Removal, Provider = ledger.Provider, Record = TestLedger.Bytes("{}") });
        ledger.Remove(raw, 0, removal, "cards");

        Insert(Next(EntryKind.Correction));
    }

    [Fact]
    public async Task A_store_of_an_earlier_release_keeps_what_it_has_and_gets_the_rule()
    {
        using var folder = new TemporaryFolder();
        var (card, article) = (new Entry { Kind = EntryKind.Policy, Time = ledger.Time.GetUtcNow(), Record = new byte[32] }, First() with { Channel = OpaqueId.New() });
        using (var old = Connections.OpenWriter(folder.File(LedgerStore.FileName)))
        {
            Schema.Ensure(old, 4);
            Insert(old, card, Columns);
            Insert(old, article, Columns);
        }

        await using var store = LedgerStore.Open(folder.Path, ledger.Time);

        Assert.Equal(2, store.Size);
        Assert.IsType<AppendOutcome.NotTheProviders>(await store.AppendAsync(ledger.Article(article.Item!) with { Kind = EntryKind.Update, Follows = 1 }, default));
        using var late = Connections.OpenWriter(folder.File(LedgerStore.FileName));
        Assert.Throws<SqliteException>(() => Insert(late, article with { Kind = EntryKind.Update, Version = 2, Prev = 1 }, Columns));
    }

    public async ValueTask DisposeAsync()
    {
        await raw.DisposeAsync();
        await ledger.DisposeAsync();
    }

    private static Dictionary<string, string> Columns => new() { ["kind"] = "@kind", ["time"] = "@time", ["provider"] = "@Provider", ["item"] = "@Item", ["version"] = "@Version" };

    private Entry First() => Next(EntryKind.Article) with { Item = OpaqueId.New(), Version = 1, Prev = null };

    private Entry Next(EntryKind kind) => new()
    {
        Kind = kind,
        Time = ledger.Time.GetUtcNow(),
        Provider = ledger.Provider,
        Channel = kind.IsVersion ? ledger.Channel : null,
        Item = item,
        Version = kind.IsVersion ? 2 : null,
        Prev = first,
        Status = PubStatus.Usable,
        Evidence = kind.IsVersion ? Evidence.Tls : null,
        Delivery = new byte[32],
        Record = new byte[32],
    };

    private void Insert(Entry entry) => Insert(entry, Columns);

    private void Insert(Entry entry, Dictionary<string, string> columns) => Insert(raw, entry, columns);

    private static void Insert(SqliteConnection connection, Entry entry, Dictionary<string, string> columns)
    {
        var bytes = entry.ToBytes();
        connection.Execute(
            $"""
            INSERT INTO entries SELECT coalesce(max(idx) + 1, 0), @bytes, @leaf, {columns["kind"]}, {columns["time"]}, {columns["provider"]}, {columns["item"]}, {columns["version"]}
            FROM entries
            """, new { bytes, leaf = MerkleTree.Leaf(bytes), kind = Word.Of(entry.Kind), time = entry.Time.ToUnixTimeSeconds(), entry.Provider, entry.Item, entry.Version });
    }

    private void AssertAborts(Entry entry, string? reason) => AssertAborts(() => Insert(entry), reason);

    private void AssertAborts(Action insert, string? reason)
    {
        var size = ledger.Store.Size;
        var fault = Assert.Throws<SqliteException>(insert);
        Assert.True(fault.SqliteErrorCode == 19 && fault.Message.Contains(reason ?? "entries:", StringComparison.Ordinal), fault.Message);
        Assert.Equal(size, ledger.Store.Size);
    }
}
