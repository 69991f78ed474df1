using CsCheck;
using Dapper;
using Griot.Ledger.Sqlite;
using Griot.Testing;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Tests;

/// <summary>A number that is asked for again only after commits, whoever commits.</summary>
public sealed class CommitWatchTests : IDisposable
{
    private const string CountRows = "SELECT count(*) FROM things";

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void It_is_asked_for_again_only_after_a_commit()
    {
        using var own = Open("things.db");
        using var other = Open("things.db");
        var asked = 0;
        var watch = new CommitWatch(own, () => ++asked);

        Assert.Equal([1, 1, 1], [watch.Number, watch.Number, watch.Number]);
        other.Execute("INSERT INTO things VALUES (1)");
        Assert.Equal([2, 2], [watch.Number, watch.Number]);
        own.Execute("INSERT INTO things VALUES (2)");
        Assert.Equal([3, 3], [watch.Number, watch.Number]);
    }

    [Fact]
    public void What_is_committed_while_it_is_asked_for_is_asked_for_once_more()
    {
        using var own = Open("things.db");
        using var other = Open("things.db");
        var isFirst = true;
        var watch = new CommitWatch(own, () =>
        {
            var number = own.ExecuteScalar<long>(CountRows);
            if (isFirst) other.Execute("INSERT INTO things VALUES (1)");
            isFirst = false;
            return number;
        });

        Assert.Equal([0, 1], [watch.Number, watch.Number]);
    }

    [Fact]
    public void It_is_what_the_database_says_whatever_its_connections_do()
    {
        var round = 0;
        Gen.Int[0, 8].Array[1, 60].Sample(
            steps =>
            {
                var file = $"things{Interlocked.Increment(ref round)}.db";
                using var own = Open(file);
                using var other = Open(file);
                var watch = new CommitWatch(own, () => own.ExecuteScalar<long>(CountRows));
                foreach (var step in steps)
                {
                    Do(step, file, own, other);
                    Assert.Equal(other.ExecuteScalar<long>(CountRows), watch.Number);
                }
            },
            iter: 60, threads: 1);
    }

    [Fact]
    public void Without_a_write_ahead_log_it_is_asked_for_each_time()
    {
        using var own = Open("plain.db", "DELETE");
        var asked = 0;
        var watch = new CommitWatch(own, () => ++asked);

        Assert.Equal([1, 2, 3], [watch.Number, watch.Number, watch.Number]);
        Assert.False(File.Exists(folder.File("plain.db-shm")));
    }

    [Fact]
    public async Task Whoever_looks_while_a_store_is_closed_is_told_so()
    {
        for (var round = 0; round < 30; round++)
        {
            await using var ledger = new TestLedger();
            var store = ledger.Another();
            using var begun = new CountdownEvent(3);
            var lookers = Enumerable.Range(0, 3).Select(_ => Task.Run(() => Look(store, begun))).ToList();
            begun.Wait(TestContext.Current.CancellationToken);

            await store.DisposeAsync();

            Assert.All(await Task.WhenAll(lookers), end => Assert.IsType<ObjectDisposedException>(end));
        }
    }

    public void Dispose() => folder.Dispose();

    private static Exception Look(LedgerStore store, CountdownEvent begun)
    {
        begun.Signal();
        while (true)
        {
            try
            {
                Assert.Equal(1, store.Size);
            }
            catch (ObjectDisposedException end)
            {
                return end;
            }
        }
    }

    private void Do(int step, string file, SqliteConnection own, SqliteConnection other)
    {
        switch (step)
        {
            case 0 or 1:
                own.Execute("INSERT INTO things VALUES (0)");
                break;
            case 2 or 3:
                other.Execute("INSERT INTO things VALUES (0)");
                break;
            case 4:
                other.Execute("DELETE FROM things WHERE rowid = (SELECT max(rowid) FROM things)");
                break;
            case 5:
                other.Execute("BEGIN; INSERT INTO things VALUES (0); ROLLBACK");
                break;
            case 6:
                other.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
                break;
            case 7:
                own.Execute("PRAGMA wal_checkpoint(RESTART)");
                break;
            default:
                using (var brief = Open(file)) brief.Execute("INSERT INTO things VALUES (0)");
                break;
        }
    }

    private SqliteConnection Open(string file, string journal = "WAL")
    {
        var connection = new SqliteConnection($"Data Source={folder.File(file)};Pooling=False");
        connection.Open();
        connection.Execute($"PRAGMA journal_mode = {journal}; PRAGMA synchronous = OFF; CREATE TABLE IF NOT EXISTS things (thing)");
        return connection;
    }
}
