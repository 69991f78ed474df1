using Dapper;
using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Tests.Crashes;

/// <summary>
/// What must hold of a store after a crash: every acknowledged entry is there, under its index, once; every commitment that it
/// makes is kept; and no checkpoint that was ever published is contradicted.
/// </summary>
internal sealed class Survivor(string folder)
{
    private readonly Dictionary<long, (string Item, int Round)> acknowledged = [];
    private readonly Dictionary<long, Checkpoint> signed = [];

    internal string Folder => folder;

    internal void Remember(Victim victim, int round)
    {
        foreach (var (index, item) in victim.Acknowledged) Assert.True(acknowledged.TryAdd(index, (item, round)), $"entry {index} was acknowledged twice, in round {round}");
        foreach (var note in victim.Signed)
        {
            var checkpoint = Checkpoint.Parse(SignedNote.Parse(note)!.Text)!;
            Assert.True(!signed.TryGetValue(checkpoint.Size, out var before) || before.Root.AsSpan().SequenceEqual(checkpoint.Root), $"two roots were signed for size {checkpoint.Size}");
            signed[checkpoint.Size] = checkpoint;
        }
    }

    internal async Task CheckAsync()
    {
        await using var store = LedgerStore.Open(folder, TimeProvider.System);
        using var signer = await Signer.OpenAsync(store, new LogOptions(folder) { CheckpointCopy = Path.Combine(folder, "elsewhere", "copy") }, TimeProvider.System, thorough: true, CancellationToken.None);
        Assert.Null(store.Freeze);
        using var raw = new SqliteConnection($"Data Source={Path.Combine(folder, LedgerStore.FileName)};Pooling=False");
        raw.Open();
        Assert.Equal("ok", raw.ExecuteScalar<string>("PRAGMA quick_check"));
        CheckEntries(raw);
        CheckRoots(raw);
    }

    /// <summary>How many of these are not there.</summary>
    internal int Lost(IReadOnlyList<(long Index, string Item)> said)
    {
        using var raw = new SqliteConnection($"Data Source={Path.Combine(folder, LedgerStore.FileName)};Pooling=False");
        raw.Open();
        return said.Count(entry => raw.ExecuteScalar<int>("SELECT count(*) FROM entries WHERE idx = @Index AND item = @Item", new { entry.Index, entry.Item }) == 0);
    }

    private void CheckEntries(SqliteConnection raw)
    {
        var items = raw.Query<(long Index, string Item)>("SELECT idx, item FROM entries WHERE item IS NOT NULL ORDER BY idx").ToList();
        Assert.Equal(items.Count, items.Select(entry => entry.Item).Distinct().Count());
        var byIndex = items.ToDictionary(entry => entry.Index, entry => entry.Item);
        foreach (var (index, (item, round)) in acknowledged) Assert.True(byIndex.TryGetValue(index, out var found) && found == item, $"entry {index} was acknowledged in round {round} and is lost");
        Assert.Equal(0, raw.ExecuteScalar<int>("SELECT count(*) FROM entries WHERE item IS NOT NULL AND (idx NOT IN (SELECT entry FROM deliveries) OR idx NOT IN (SELECT entry FROM records))"));
        Assert.Equal(2 * items.Count, raw.ExecuteScalar<int>("SELECT count(*) FROM salts WHERE entry IN (SELECT idx FROM entries WHERE item IS NOT NULL)"));
    }

    // Each root is reached anew, from the entries, in one walk.
    private void CheckRoots(SqliteConnection raw)
    {
        var edge = new Edge(0, []);
        foreach (var entry in raw.Query<byte[]>("SELECT bytes FROM entries ORDER BY idx", buffered: false))
        {
            edge.Add(MerkleTree.Leaf(entry));
            if (signed.TryGetValue(edge.Size, out var checkpoint)) Assert.True(edge.Root().AsSpan().SequenceEqual(checkpoint.Root), $"the checkpoint of size {edge.Size} is contradicted");
        }

        Assert.DoesNotContain(signed.Keys, size => size > edge.Size);
    }
}
