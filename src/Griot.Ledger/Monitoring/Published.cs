namespace Griot.Ledger.Monitoring;

/// <summary>
/// Of what an entry commits to, what its log publishes and the rules have to see. Whoever hands it over has opened the
/// commitments of the entry with it; null: it is not published, or was not asked for.
/// </summary>
public sealed record Published
{
    /// <summary>Nothing of it.</summary>
    public static readonly Published Nothing = new();

    /// <summary>
    /// What <c>record</c> commits to. To be asked for where <see cref="LogRules.Asks"/> says so: a card, a notice, a key, a
    /// policy.
    /// </summary>
    public byte[]? Record { get; init; }

    /// <summary>What <c>signature</c> commits to: the provider's signed note.</summary>
    public byte[]? Signature { get; init; }

    /// <summary>What <c>delivery</c> commits to; compared with the hash that a signature signs.</summary>
    public byte[]? Delivery { get; init; }
}
