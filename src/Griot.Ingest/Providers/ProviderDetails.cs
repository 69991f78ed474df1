using Griot.Record;

namespace Griot.Ingest.Providers;

/// <summary>What is said of a provider when it is registered or changed; null leaves a thing as it is.</summary>
public sealed record ProviderDetails
{
    public string? Name { get; init; }
    public ProviderKind? Kind { get; init; }

    /// <summary>The capacities that it declares from now on; empty: not stated.</summary>
    public IReadOnlyList<Capacity>? Capacities { get; init; }

    public string? Country { get; init; }
    public IReadOnlyList<string>? Languages { get; init; }
    public string? Home { get; init; }
    public string? Contact { get; init; }
    public string? About { get; init; }
    public Terms? Terms { get; init; }
    public string? UsageTerms { get; init; }

    /// <summary>Territory, dates, AI use, resale, attribution.</summary>
    public UsageDetails? Usage { get; init; }

    /// <summary>Whose page of its pieces search engines are to show.</summary>
    public CanonicalPage? Canonical { get; init; }

    public string? Slug { get; init; }
    public ProviderState? State { get; init; }

    /// <summary>What is wrong with these details, in one sentence; null where nothing is.</summary>
    public string? Fault() => ProviderChecks.Fault(this);
}

/// <summary>A provider to be registered, with the addresses of its feeds.</summary>
public sealed record NewProvider(ProviderDetails Details, IReadOnlyList<string> Feeds);

/// <summary>What came of a registration or a change.</summary>
public abstract record RegisterOutcome
{
    private RegisterOutcome() { }

    public sealed record Registered(ProviderCard Card) : RegisterOutcome;

    public sealed record Refused(string Reason) : RegisterOutcome;
}
