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

    public void Dispose() => store.Dispose();

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
