using Dapper;
using Griot.Ledger.Sqlite;

namespace Griot.Ledger.Tests;

/// <summary>What waits for one piece of a feed gone wild: never the sum of all the others.</summary>
public sealed class QuarantineRoomTests : IAsyncDisposable
{
    private readonly TestLedger ledger = new();

    [Fact]
    public async Task The_bytes_that_wait_are_counted_as_they_come_and_go()
    {
        await ledger.RegisterAsync();
        for (byte n = 1; n <= 20; n++)
        {
            await PutAsync(n);
            if (n % 3 == 0) await HandleAsync(n);
            if (n % 6 == 0) await PutAsync(n); // it is back
        }

        using var raw = ledger.Raw();
        var waiting = raw.ExecuteScalar<long>("SELECT sum(length(bytes)) FROM quarantine WHERE handled IS NULL");
        Assert.Equal(17, raw.ExecuteScalar<long>("SELECT count(*) FROM quarantine WHERE handled IS NULL"));
        Assert.Equal(waiting, raw.ExecuteScalar<long>("SELECT bytes FROM quarantine_room"));
    }

    [Theory]
    [InlineData(nameof(QuarantineTable.Keep))]
    [InlineData(nameof(QuarantineTable.CountBeyond))]
    public void D05_finding_room_for_a_piece_walks_over_no_others(string statement)
    {
        using var raw = ledger.Raw();
        var sql = (statement == nameof(QuarantineTable.Keep) ? QuarantineTable.Keep : QuarantineTable.CountBeyond).Replace("@", ":x", StringComparison.Ordinal);
        var steps = raw.Query<(long Id, long Parent, long Unused, string Detail)>($"EXPLAIN QUERY PLAN {sql}").Select(step => step.Detail).Where(detail => detail.Contains("quarantine", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(steps);
        Assert.All(steps, step => Assert.Matches("SEARCH quarantine USING (COVERING )?INDEX quarantine_(waiting|documents) \\(channel=\\? AND code=\\?\\)|SEARCH quarantine USING INTEGER PRIMARY KEY|SEARCH quarantine_room USING PRIMARY KEY", step));
    }

    private Task PutAsync(byte n) => ledger.Store.AppendAsync(
        new Batch { Quarantined = [new() { Provider = ledger.Provider, Channel = ledger.Channel, Code = "too-many-pieces", Message = "Too many.", Bytes = new byte[n], Context = [1] }] }, default);

    private Task HandleAsync(byte n) => ledger.Store.MarkHandledAsync(ledger.Store.Quarantine().Single(row => row.Content.Bytes.Length == n).Id, default);

    public ValueTask DisposeAsync() => ledger.DisposeAsync();
}
