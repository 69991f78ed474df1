using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Tests.Checking;

/// <summary>What somebody can do who has the files and knows the store: each is named, with the entry (hostile-input.md, L01).</summary>
public sealed class TamperingTests(WholeStore whole) : IClassFixture<WholeStore>, IDisposable
{
    private const string AnArticle = "SELECT max(idx) FROM entries WHERE kind = 'article' AND idx < 200 AND idx NOT IN (SELECT target FROM removals)";

    private readonly AlteredStore store = whole.Copy();

    [Theory]
    [InlineData("deliveries", "delivery"), InlineData("records", "record"), InlineData("summaries", "summary"), InlineData("envelopes", "envelope")]
    [InlineData("signatures", "signature"), InlineData("media", "delivery"), InlineData("cards", "record")]
    public async Task Another_text(string table, string part)
    {
        var entry = store.Ask<long>($"SELECT max(entry) FROM {table}");
        store.Alter($"UPDATE {table} SET bytes = CAST(bytes || x'20' AS BLOB) WHERE entry = @entry", new { entry });

        await AssertTellsAsync($"entry {entry}: {part} differs from its commitment");
    }

    [Fact]
    public async Task Another_salt()
    {
        var entry = store.Ask<long>(AnArticle);
        store.Alter("UPDATE salts SET salt = randomblob(32) WHERE entry = @entry AND part = 'record'", new { entry });

        await AssertTellsAsync($"entry {entry}: record differs from its commitment");
    }

    [Theory]
    [InlineData("DELETE FROM deliveries WHERE entry = @entry", "delivery is missing, and no removal stands for it")]
    [InlineData("DELETE FROM salts WHERE entry = @entry AND part = 'summary'", "salt of the summary is missing, and no removal stands for it")]
    [InlineData("INSERT INTO media VALUES (@entry, x'00')", "a row of it is in media, where an entry of kind article has none")]
    [InlineData("INSERT INTO salts SELECT entry, 'recipe', salt FROM salts WHERE entry = @entry LIMIT 1", "a salt is stored that is none (of “recipe”)")]
    [InlineData("UPDATE salts SET part = 'signature' WHERE entry = @entry AND part = 'record'", "salt of the record is missing, and no removal stands for it", "a salt of a signature is stored, and the entry commits to none")]
    [InlineData("INSERT INTO signatures VALUES (@entry, x'00')", "a signature is stored, and the entry commits to none")]
    public async Task Contents_and_salts_that_are_missing_or_too_many(string sql, params string[] faults)
    {
        var entry = store.Ask<long>(AnArticle + " AND idx NOT IN (SELECT entry FROM signatures)");
        store.Alter(sql, new { entry });

        await AssertTellsAsync([.. faults.Select(fault => $"entry {entry}: {fault}")]);
    }

    [Fact]
    public async Task A_row_that_was_written_over_by_replace()
    {
        var entry = store.Ask<long>(AnArticle);
        store.Alter("REPLACE INTO records VALUES (@entry, CAST('other words' AS BLOB))", new { entry });

        await AssertTellsAsync($"entry {entry}: record differs from its commitment");
    }

    [Theory]
    [InlineData("INSERT INTO records VALUES (@entry, x'00')", "record is there, although it was removed by order")]
    [InlineData("INSERT INTO salts VALUES (@entry, 'record', randomblob(32))", "salt of the record is there, although it was removed by order")]
    public async Task What_was_removed_and_put_back(string sql, string fault)
    {
        var entry = store.Ask<long>("SELECT min(target) FROM removals");
        store.Alter(sql, new { entry });

        await AssertTellsAsync($"entry {entry}: {fault}");
    }

    [Fact]
    public async Task A_removal_that_no_entry_orders()
    {
        var (entry, by) = (store.Ask<long>(AnArticle), store.Ask<long>("SELECT max(idx) FROM entries WHERE kind = 'removal'"));
        store.Alter(
            """
            INSERT INTO removals SELECT @entry, column1, @by FROM (VALUES ('delivery'), ('record'), ('summary'), ('envelope'), ('signature')); DELETE FROM deliveries WHERE entry = @entry; DELETE FROM records WHERE entry = @entry;
            DELETE FROM summaries WHERE entry = @entry; DELETE FROM envelopes WHERE entry = @entry; DELETE FROM signatures WHERE entry = @entry; DELETE FROM salts WHERE entry = @entry;
            """, new { entry, by });

        await AssertTellsAsync($"entry {entry}: it is removed by entry {by}, which is no removal of it");
    }

    [Fact]
    public async Task A_byte_of_an_entry()
    {
        var entry = store.Ask<long>(AnArticle);
        store.Alter("UPDATE entries SET bytes = CAST(replace(CAST(bytes AS TEXT), 'evidence tls', 'evidence plain') AS BLOB) WHERE idx = @entry", new { entry });

        await AssertTellsAsync(
            $"entry {entry}: its leaf hash is not that of its bytes", $"entry {entry}: it is not the entry that tile 0/000 was made of", Differs("checkpoint"), Differs("checkpoint copy"), "entries 256 to");
    }

    [Fact]
    public async Task An_entry_and_everything_that_is_made_of_it_but_the_checkpoint()
    {
        var last = store.Ask<long>("SELECT max(idx) FROM entries WHERE kind = 'article'");
        var altered = Entry.Parse(store.Ask<byte[]>("SELECT bytes FROM entries WHERE idx = @last", new { last }))! with { Evidence = Evidence.Signed };
        var bytes = altered.ToBytes();
        store.Alter("UPDATE entries SET bytes = @bytes, leaf = @leaf WHERE idx = @last", new { bytes, leaf = MerkleTree.Leaf(bytes), last });
        await using (var ledger = LedgerStore.Open(store.Folder, TimeProvider.System))
        {
            var (size, root) = ledger.Root();
            var edge = new Griot.Ledger.Signing.Edge(0, []);
            ledger.ReadLog((rows, _) => { foreach (var leaf in rows.Hashes(0, 0, size)) edge.Add(leaf); return true; });
            store.Alter("UPDATE head SET root = @root, edge = @edge", new { root, edge = edge.Written() });
        }

        var (lines, report) = await store.CheckAsync();

        Assert.Equal([Differs("checkpoint copy"), Differs("checkpoint")], lines);
        Assert.StartsWith("frozen: differs from the published checkpoint at entry ", report.Frozen!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind", "'update'"), InlineData("time", "time + 1"), InlineData("version", "version + 1")]
    [InlineData("provider", "'7f3kq2m97f3kq2m97f3kq2m97f'"), InlineData("item", "NULL"), InlineData("leaf", "zeroblob(32)")]
    public async Task A_column_beside_the_bytes(string column, string value)
    {
        var entry = store.Ask<long>("SELECT max(idx) FROM entries WHERE kind = 'article'");
        store.Alter($"UPDATE entries SET {column} = {value} WHERE idx = @entry", new { entry });

        Assert.Contains(
            column == "leaf" ? $"entry {entry}: its leaf hash is not that of its bytes" : $"entry {entry}: its column {column} differs from what its bytes say",
            (await store.CheckAsync()).Lines);
    }

    [Fact]
    public async Task Two_entries_that_were_swapped()
    {
        var (one, other) = (store.Ask<long>(AnArticle), store.Ask<long>(AnArticle + " AND idx < 100"));
        store.Alter("UPDATE entries SET idx = -1 WHERE idx = @one; UPDATE entries SET idx = @one WHERE idx = @other; UPDATE entries SET idx = @other WHERE idx = -1", new { one, other });

        var (lines, report) = await store.CheckAsync();

        foreach (var entry in (long[])[one, other])
        {
            Assert.Contains($"entry {entry}: it is not the entry that tile 0/000 was made of", lines);
            Assert.Contains($"entry {entry}: delivery differs from its commitment", lines);
        }

        Assert.Equal($"frozen: differs from the published checkpoint at entry {other}", report.Frozen!.ToString());
    }

    [Fact]
    public async Task The_last_entry_deleted()
    {
        var last = store.Ask<long>("SELECT max(idx) FROM entries");
        store.Alter("DELETE FROM entries WHERE idx = @last", new { last });

        var (lines, report) = await store.CheckAsync();

        Assert.Contains($"entry {last}: missing", lines);
        Assert.Contains($"checkpoint: is of {last + 1} entries, and the store holds {last}", lines);
        Assert.Equal("frozen: 1 entries behind the published checkpoint", report.Frozen!.ToString());
    }

    [Fact]
    public async Task An_entry_in_the_middle_deleted()
    {
        var entry = store.Ask<long>(AnArticle);
        store.Alter("DELETE FROM entries WHERE idx = @entry", new { entry });

        var (lines, report) = await store.CheckAsync();

        Assert.Contains($"entry {entry}: missing", lines);
        Assert.Equal($"frozen: differs from the published checkpoint at entry {entry}", report.Frozen!.ToString());
    }

    [Theory]
    [InlineData("UPDATE head SET size = size - 1", "head: its size")]
    [InlineData("UPDATE head SET root = randomblob(32)", "head: its root is not that of its edge")]
    [InlineData("UPDATE head SET edge = CAST(randomblob(32) || substr(edge, 33) AS BLOB)", "head: its edge is not that of entries 0 to 255")]
    [InlineData("UPDATE head SET root = randomblob(32), edge = CAST(randomblob(32) || substr(edge, 33) AS BLOB)", "entries 0 to 255: they are not those that were signed")]
    [InlineData("DELETE FROM head", "head: missing")]
    public async Task The_head(string sql, string fault)
    {
        store.Alter(sql);

        Assert.Contains((await store.CheckAsync()).Lines, line => line.StartsWith(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE tile_roots SET hash = randomblob(32) WHERE level = 1 AND idx = 0", "tile_roots 1/0: its hash is not the root of the tile")]
    [InlineData("DELETE FROM tile_roots WHERE level = 1 AND idx = 0", "tile_roots 1/0: missing")]
    [InlineData("INSERT INTO tile_roots SELECT log, 1, 77, hash FROM tile_roots WHERE level = 1 AND idx = 0", "tile_roots 1/77: is the root of no tile of this log")]
    [InlineData("UPDATE origins SET origin = 'other.example/log'", "log.key: ")]
    [InlineData("UPDATE origins SET since = 3", "origins: the first name, flips.example/log, is from entry 3 on, and not from the beginning")]
    [InlineData("INSERT INTO origins VALUES (2, 'other.example/log', 5)", "origins: other.example/log is said to begin with entry 5, which says nothing of it")]
    [InlineData("UPDATE slugs SET provider = (SELECT max(provider) FROM slugs) WHERE provider = (SELECT min(provider) FROM slugs)", "slugs journal-")]
    [InlineData("DELETE FROM slugs WHERE slug = 'journal-1'", "entry 1: its card bears the slug journal-1, which is registered for nobody")]
    [InlineData("UPDATE identities AS i SET item = (SELECT max(o.item) FROM identities o WHERE o.channel <> i.channel) WHERE item = (SELECT min(item) FROM identities)", "identities ")]
    [InlineData("UPDATE identities SET kind = 'guess' WHERE kind = 'link'", "identities ")]
    [InlineData("PRAGMA user_version = 1", "ledger.db: user_version is 1, and not ")]
    [InlineData("PRAGMA application_id = 1", "ledger.db: application_id is 1, and not ")]
    [InlineData("INSERT INTO alarms (channel, kind, code, message, since, raised) VALUES ('x', 'x', 'x', 'x', 0, 0)", "alarms: row 1 names a row of channels that is not there")]
    public async Task What_stands_beside_the_entries(string sql, string fault)
    {
        store.Alter(sql);

        Assert.Contains((await store.CheckAsync()).Lines, line => line.StartsWith(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DROP TRIGGER entries_no_update", "trigger entries_no_update: missing")]
    [InlineData("DROP TRIGGER records_no_delete; CREATE TRIGGER records_no_delete BEFORE DELETE ON records WHEN 0 BEGIN SELECT RAISE(ABORT, 'no'); END", "trigger records_no_delete: differs from what this program makes")]
    [InlineData("CREATE TRIGGER other AFTER INSERT ON entries BEGIN DELETE FROM schedule; END", "trigger other: is none of this program's")]
    [InlineData("DROP INDEX entries_of_item", "index entries_of_item: missing")]
    [InlineData("CREATE TABLE other (x)", "table other: is none of this program's")]
    public async Task Tables_and_triggers(string sql, string fault)
    {
        using (var raw = store.Raw())
        using (var command = raw.CreateCommand())
        {
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        await AssertTellsAsync(fault);
    }

    [Fact]
    public async Task A_trigger_of_which_one_letter_was_written_over()
    {
        using (var raw = store.Raw())
        using (var command = raw.CreateCommand())
        {
            command.CommandText = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, 'WHEN 1', 'WHEN 0') WHERE name = 'entries_no_delete'";
            command.ExecuteNonQuery();
        }

        await AssertTellsAsync("trigger entries_no_delete: differs from what this program makes");
    }

    public void Dispose() => store.Dispose();

    private string Differs(string place) => $"{place}: its root over {Checkpoint.Parse(SignedNote.Parse(File.ReadAllBytes(store.Checkpoint))!.Text)!.Size} entries is not theirs";

    // Each line begins as one that is expected, and each that is expected is there.
    private async Task AssertTellsAsync(params string[] expected)
    {
        var (lines, _) = await store.CheckAsync();
        foreach (var fault in expected.Where(fault => !fault.EndsWith(" to", StringComparison.Ordinal))) Assert.Contains(fault, lines);
        Assert.All(lines, line => Assert.Contains(expected, fault => line.StartsWith(fault, StringComparison.Ordinal) || line.StartsWith("entries 0 to 255: ", StringComparison.Ordinal)));
    }
}
