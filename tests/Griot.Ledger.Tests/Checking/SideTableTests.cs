using Dapper;
using Griot.Ledger.Checking;
using Griot.Ledger.Signing;
using Griot.Record;

namespace Griot.Ledger.Tests.Checking;

/// <summary>What somebody can do beside the entries: in tables that no hash of the log covers.</summary>
public sealed class SideTableTests(WholeStore whole) : IClassFixture<WholeStore>, IDisposable
{
    private readonly AlteredStore store = whole.Copy();

    [Fact]
    public async Task A_removal_of_one_version_under_which_another_one_went()
    {
        var (entry, by) = Removed();
        // The order names version 2 only, and what went was the first: as the log would have it, made anew with true hashes.
        await AssertTellsAfterAsync(entry, by, bytes => bytes.Replace("\nversion -\n", "\nversion 2\n", StringComparison.Ordinal), "is no removal of it");
    }

    [Fact]
    public async Task A_removal_that_is_of_what_stands_behind_it()
    {
        var (_, by) = Removed();
        var later = store.Ask<long>("SELECT max(idx) FROM entries WHERE kind = 'removal'");
        store.Alter("DELETE FROM records WHERE entry = @later; DELETE FROM salts WHERE entry = @later; INSERT INTO removals VALUES (@later, 'record', @by)", new { later, by });

        Assert.Contains($"entry {later}: it is removed by entry {by}, which is no removal of it", (await store.CheckAsync()).Lines);
    }

    [Theory]
    [InlineData("INSERT INTO removed_keys SELECT 'c', randomblob(32), idx, 'nobody', item, NULL, 'content' FROM entries WHERE kind = 'removal' LIMIT 1", "says something else than")]
    [InlineData("INSERT INTO removed_keys SELECT 'c', randomblob(32), idx, provider, 'another', NULL, 'content' FROM entries WHERE kind = 'removal' LIMIT 1", "says something else than")]
    [InlineData("INSERT INTO removed_keys SELECT 'c', randomblob(32), idx, provider, item, 7, 'content' FROM entries WHERE kind = 'removal' LIMIT 1", "says something else than")]
    [InlineData("INSERT INTO removed_keys SELECT 'c', randomblob(32), idx, provider, item, version, 'content' FROM entries WHERE kind = 'article' LIMIT 1", "says something else than")]
    [InlineData("INSERT INTO removed_keys SELECT 'c', randomblob(32), 99999, 'p', 'i', NULL, 'content'", "says something else than")]
    public async Task A_key_of_what_was_removed_that_no_removal_left(string sql, string fault)
    {
        store.Alter(sql);

        Assert.Contains((await store.CheckAsync()).Lines, line => line.StartsWith("removed_keys", StringComparison.Ordinal) && line.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INSERT INTO wiped VALUES (1, 999999)")]
    [InlineData("INSERT INTO wiped SELECT 1, min(idx) FROM entries WHERE kind = 'article'")]
    public async Task A_mark_that_says_that_what_is_still_to_be_removed_was_wiped(string sql)
    {
        store.Alter(sql);

        Assert.Contains((await store.CheckAsync()).Lines, line => line.StartsWith("wiped:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INSERT INTO schedule SELECT idx, item, 'release', 0 FROM entries WHERE kind = 'article' AND idx < 50 LIMIT 1", "is due of a version that is under no embargo")]
    [InlineData("INSERT INTO schedule SELECT idx, 'another', 'expiry', 0 FROM entries WHERE kind = 'article' AND idx < 50 LIMIT 1", "is of another item than its entry")]
    [InlineData("INSERT INTO schedule SELECT idx, item, 'hold', 0 FROM entries WHERE kind = 'article' AND idx < 50 LIMIT 1", "is nothing that comes due")]
    public async Task A_date_that_nothing_sealed_gave(string sql, string fault)
    {
        store.Alter(sql);

        Assert.Contains((await store.CheckAsync()).Lines, line => line.StartsWith("schedule ", StringComparison.Ordinal) && line.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE channels SET address = 'https://elsewhere.example/feed' WHERE rowid = 1", "leads to elsewhere.example, and its provider's card says journal-0.example")]
    [InlineData("UPDATE channels SET kind = 'form', address = NULL WHERE rowid = 1", "is of another kind than its provider's card says (feed)")]
    public async Task A_channel_that_was_moved_without_a_card(string sql, string fault)
    {
        store.Alter(sql);

        Assert.Equal([$"channels {store.Ask<string>("SELECT id FROM channels WHERE rowid = 1")}: {fault}"], (await store.CheckAsync()).Lines);
    }

    [Fact]
    public async Task A_removal_of_a_picture_and_one_of_a_signature_are_no_fault()
    {
        await using var ledger = new TestLedger();
        var item = OpaqueId.New();
        var first = await ledger.SealAsync(ledger.Article(item) with { Signature = TestLedger.Bytes("signature") });
        var picture = await ledger.SealAsync(new Draft { Kind = EntryKind.Media, Provider = ledger.Provider, Item = item, Version = 1, Follows = first, Delivery = TestLedger.Bytes("picture"), Record = TestLedger.Bytes("{}") });
        await RemoveAsync(ledger, picture, Part.Delivery, Part.Record);
        await RemoveAsync(ledger, first, Part.Signature);

        Assert.Empty(await LinesAsync(ledger));
        using (var raw = ledger.Raw()) raw.Execute("DELETE FROM wiped; INSERT INTO removals VALUES (0, 'record', @by); DELETE FROM cards; DELETE FROM salts WHERE entry = 0", new { by = picture + 1 });
        Assert.Equal([$"entry 0: it is removed by entry {picture + 1}, which is no removal of it"], await LinesAsync(ledger));
    }

    [Theory]
    [InlineData("at = at - 3600000", "its date is not the one that was delivered"), InlineData("at = at", null)]
    public async Task An_embargo_that_would_end_before_its_time(string change, string? fault)
    {
        await using var ledger = new TestLedger();
        var until = ledger.Time.GetUtcNow().AddHours(3);
        var record = new ArticleRecord { Uri = "urn:a", Signal = Signal.New, PubStatus = PubStatus.Embargoed, Terms = Terms.Full, Reader = "test", EmbargoedUntil = until };
        var entry = await ledger.SealAsync(ledger.Article(OpaqueId.New()) with { Status = PubStatus.Embargoed, ReleaseAt = until, Record = record.ToBytes() });
        using (var raw = ledger.Raw()) raw.Execute($"UPDATE schedule SET {change}");

        Assert.Equal(fault is null ? [] : [$"schedule {entry}: {fault} with entry {entry}"], await LinesAsync(ledger));
    }

    [Fact]
    public async Task An_embargo_that_would_never_end_and_an_expiry_that_would_never_come()
    {
        await using var ledger = new TestLedger();
        var later = ledger.Time.GetUtcNow().AddHours(3);
        var waiting = await SealAsync(OpaqueId.New(), embargo: later);
        var passing = await SealAsync(OpaqueId.New(), expires: later);
        // What was released, has expired, was replaced or removed has nothing to come any more.
        var (released, expired, replaced, removed) = (OpaqueId.New(), OpaqueId.New(), OpaqueId.New(), OpaqueId.New());
        await DoneAsync(released, await SealAsync(released, embargo: later), EntryKind.Release);
        await DoneAsync(expired, await SealAsync(expired, expires: later), EntryKind.Expiry);
        var first = await SealAsync(replaced, embargo: later, expires: later.AddHours(1));
        await ledger.SealAsync(ledger.Article(replaced) with { Kind = EntryKind.Update, Follows = first });
        await RemoveAsync(ledger, await SealAsync(removed, embargo: later), Part.Delivery, Part.Record, Part.Summary, Part.Envelope);
        // A public version keeps its date under an embargoed one; one that waits loses it to another that waits.
        var shown = OpaqueId.New();
        var under = await SealAsync(shown, expires: later);
        var above = await SealAsync(shown, embargo: later.AddDays(1), expires: later.AddDays(2), follows: under);
        var newest = await SealAsync(shown, embargo: later.AddDays(1), follows: above);
        Assert.Empty(await LinesAsync(ledger));

        using (var raw = ledger.Raw()) raw.Execute("DELETE FROM schedule");

        const string never = "its embargo ends by its record, and the end is not in the schedule: it would never be released", forEver = "it expires by its record, and that is not in the schedule: it would stay for ever";
        Assert.Equal(
            new[] { (waiting, never), (newest, never), (passing, forEver), (under, forEver) }.Select(each => $"entry {each.Item1}: {each.Item2}").Order(StringComparer.Ordinal),
            (await LinesAsync(ledger)).Order(StringComparer.Ordinal));

        Task<long> SealAsync(string item, DateTimeOffset? embargo = null, DateTimeOffset? expires = null, long? follows = null)
        {
            var status = embargo is null ? PubStatus.Usable : PubStatus.Embargoed;
            var record = new ArticleRecord { Uri = "urn:a", Signal = Signal.New, PubStatus = status, Terms = Terms.Full, Reader = "test", EmbargoedUntil = embargo, Expires = expires };
            return ledger.SealAsync(ledger.Article(item) with { Kind = follows is null ? EntryKind.Article : EntryKind.Update, Follows = follows, Status = status, ReleaseAt = embargo, ExpireAt = expires, Record = record.ToBytes() });
        }

        Task DoneAsync(string item, long version, EntryKind kind) => ledger.SealAsync(new Draft
        {
            Kind = kind,
            Provider = ledger.Provider,
            Item = item,
            Version = 1,
            Follows = version,
            Done = version,
            Status = kind == EntryKind.Release ? PubStatus.Usable : PubStatus.Canceled,
        });
    }

    [Fact]
    public async Task A_mark_that_is_too_high_does_not_keep_a_removal_from_being_wiped()
    {
        await using var ledger = new TestLedger();
        var first = await ledger.SealAsync(ledger.Article(OpaqueId.New(), "the words that have to go"));
        using (var raw = ledger.Raw()) raw.Execute("INSERT INTO wiped VALUES (1, 999999)");

        await RemoveAsync(ledger, first, Part.Delivery, Part.Record, Part.Summary, Part.Envelope);
        Assert.True(await ledger.Store.WipeAsync(TimeSpan.FromMinutes(1), CancellationToken.None));

        Assert.DoesNotContain(Directory.GetFiles(ledger.Folder), file => Contains(file, "the words that have to go"));
    }

    public void Dispose() => store.Dispose();

    private static bool Contains(string file, string text)
    {
        using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[open.Length];
        open.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(TestLedger.Bytes(text)) >= 0;
    }

    // As griot remove --entry does: it names no item, and follows what it removes.
    private static async Task RemoveAsync(TestLedger ledger, long entry, params Part[] parts) => Assert.IsType<AppendOutcome.Sealed>(await ledger.Store.RemoveAsync(
        new Removal
        {
            Entry = new Draft { Kind = EntryKind.Removal, Provider = ledger.Provider, Follows = entry, Status = PubStatus.Canceled, Delivery = TestLedger.Bytes("order"), Record = new Notice { Reason = "court-order", Country = "ML", Entry = entry }.ToBytes() },
            Targets = [.. parts.Select(part => new EntryPart(entry, part))],
        },
        CancellationToken.None));

    private static async Task<List<string>> LinesAsync(TestLedger ledger)
    {
        var lines = new List<string>();
        await new StoreCheck(new LogOptions(ledger.Folder), TimeProvider.System).RunAsync(fault => lines.Add(fault.ToString()), _ => { }, CancellationToken.None);
        return lines;
    }

    private (long Entry, long By) Removed()
    {
        var entry = store.Ask<long>("SELECT min(r.target) FROM removals r JOIN entries e ON e.idx = r.target WHERE e.version = 1");
        return (entry, store.Ask<long>("SELECT min(entry) FROM removals WHERE target = @entry", new { entry }));
    }

    private async Task AssertTellsAfterAsync(long entry, long by, Func<string, string> alter, string fault)
    {
        var bytes = TestLedger.Bytes(alter(System.Text.Encoding.UTF8.GetString(store.Ask<byte[]>("SELECT bytes FROM entries WHERE idx = @by", new { by }))));
        store.Alter("UPDATE entries SET bytes = @bytes, leaf = @leaf, version = @version WHERE idx = @by", new { bytes, leaf = MerkleTree.Leaf(bytes), version = Entry.Parse(bytes)!.Version, by });

        Assert.Contains($"entry {entry}: it is removed by entry {by}, which {fault}", (await store.CheckAsync()).Lines);
    }
}
