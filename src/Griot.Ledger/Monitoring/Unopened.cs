namespace Griot.Ledger.Monitoring;

/// <summary>
/// What has to be public and was not published. It may have been removed by order: the removal stands further on in the
/// log and names the entry; until then nobody can know.
/// </summary>
internal sealed class Unopened(IEnumerable<Violation> known)
{
    private readonly SortedDictionary<long, Violation> open = new(known.ToDictionary(violation => violation.Entry));

    internal IReadOnlyList<Violation> All => [.. open.Values];

    internal void Add(string rule, Findings found, string message) => open.TryAdd(found.Entry, new Violation(rule, found.Entry, message));

    internal void Explain(long entry) => open.Remove(entry);
}
