using System.Globalization;

namespace Griot.Ledger.Monitoring;

/// <summary>Something in a log that the rules of ledger.md do not allow, or, by R10, that its provider should look at.</summary>
/// <param name="Rule">
/// <c>R1</c> to <c>R10</c> of ledger.md, section 6; <c>form</c>: the entry is not in its one exact form; <c>prev</c>: it
/// does not follow what it has to follow.
/// </param>
/// <param name="Entry">Its log index.</param>
/// <param name="Message">What is wrong, in one line. Names by opaque ids only.</param>
public sealed record Violation(string Rule, long Entry, string Message)
{
    /// <summary>The line that the monitor prints.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Rule} entry {Entry}: {Message}");
}

/// <summary>The violations of one entry, as they are found.</summary>
internal sealed class Findings(long entry)
{
    private List<Violation>? found;

    internal long Entry => entry;

    internal IReadOnlyList<Violation> All => found ?? [];

    internal void Add(string rule, string message) => (found ??= []).Add(new Violation(rule, entry, message));
}
