using System.Text.Json;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Checking;

/// <summary>
/// The names of the log: the first one from the beginning on, each later one from the entry on that says so, a policy.
/// </summary>
internal sealed class Origins(CheckedStore store, Findings findings)
{
    private const string Names = "SELECT number, origin, since FROM origins ORDER BY number";
    private const string Vkeys = "SELECT k.id, k.vkey, o.origin FROM log_keys k LEFT JOIN origins o ON o.number = k.log ORDER BY k.id";
    private const string Policy = "SELECT e.kind, r.bytes FROM entries e LEFT JOIN records r ON r.entry = e.idx WHERE e.idx = ?1";

    /// <summary>The present name; null where the log has none yet, or it can't be read.</summary>
    internal string? Present { get; private set; }

    /// <summary>The names before it.</summary>
    internal List<string> Former { get; } = [];

    /// <summary>The keys of the present name that the store has kept.</summary>
    internal List<VerifierKey> Keys { get; } = [];

    /// <summary>Up to this entry all logs of this store say the same.</summary>
    internal long SameUntil { get; private set; } = long.MaxValue;

    internal void Read()
    {
        List<(long Number, string Name, long Since)> names = [];
        store.Each("origins", Names, row => names.Add((row.GetInt64(0), row.GetString(1), row.GetInt64(2))));
        for (var at = 0; at < names.Count; at++)
        {
            var (number, name, since) = names[at];
            if (number != at + 1) findings.Add("origins", $"number {number} stands where {at + 1} is next");
            if (at == 0 && since != 0) findings.Add("origins", $"the first name, {name}, is from entry {since} on, and not from the beginning");
            if (at > 0) Succession(name, since);
            if (Present is { } former) Former.Add(former);
            Present = name;
        }

        store.Each("log_keys", Vkeys, row => TakeKey(row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)));
    }

    private void TakeKey(long id, string vkey, string? origin)
    {
        if (VerifierKey.Parse(vkey) is not { } key || key.ToString() != vkey || key.Name != origin) findings.Add($"log_keys {id}", "is no key of the log that it names");
        else if (key.Name == Present) Keys.Add(key);
    }

    private void Succession(string name, long since)
    {
        var (isPolicy, notice) = (false, (SuccessionNotice?)null);
        store.Each("entries", Policy, row => (isPolicy, notice) = (row.GetString(0) == "policy", row.IsDBNull(1) ? null : Notice(row.GetSpan(1))), since);
        if (!isPolicy || (notice is not null && notice.Origin != name)) findings.Add("origins", $"{name} is said to begin with entry {since}, which says nothing of it");
        SameUntil = Math.Min(SameUntil, notice?.DiffersAt ?? long.MaxValue);
    }

    // That the notice is the one that was sealed, its commitment says.
    private static SuccessionNotice? Notice(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return SuccessionNotice.Parse(bytes);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
