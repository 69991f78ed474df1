using System.Text.Json;
using System.Text.Json.Serialization;

namespace Griot.Record;

/// <summary>
/// A provider's registration, sealed at every change: who it is, in which capacity it speaks and since when, on which
/// terms, and through which channels. Never an address with a password, never a secret.
/// </summary>
public sealed record ProviderCard
{
    public required string Id { get; init; }

    /// <summary>Its word in addresses: unique, never given to another. Earlier ones lead to this one.</summary>
    public required string Slug { get; init; }

    public IReadOnlyList<string> FormerSlugs { get; init; } = [];
    public required string Name { get; init; }
    public required ProviderKind Kind { get; init; }

    /// <summary>Declared capacities with their dates; the ended ones stay.</summary>
    public IReadOnlyList<DatedCapacity> Capacities { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2; null for a body of no one country.</summary>
    public string? Country { get; init; }

    /// <summary>BCP 47. The first one is taken where a delivery names none.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];

    public string? Home { get; init; }

    /// <summary>The public address for readers' questions.</summary>
    public string? Contact { get; init; }

    public string? About { get; init; }
    public Terms Terms { get; init; }

    /// <summary>The terms in the provider's own words.</summary>
    public string? UsageTerms { get; init; }

    /// <summary>Territory, dates, AI use, resale, attribution; null where nothing is said of them.</summary>
    public UsageRules? Rules { get; init; }

    public ProviderState State { get; init; }
    public IReadOnlyList<CardChannel> Channels { get; init; } = [];

    /// <summary>Whose page of its pieces search engines are to show; null: the house's.</summary>
    public CanonicalPage? Canonical { get; init; }

    /// <summary>The capacities that hold now: those without an end.</summary>
    [JsonIgnore]
    public IEnumerable<Capacity> CurrentCapacities =>
        Capacities.Where(dated => dated.Until is null).Select(dated => dated.Capacity).DefaultIfEmpty(Capacity.NotStated);

    /// <summary>How much its texts are delivered for; <see cref="Terms"/> is what holds now, and less outside the dates of its rules.</summary>
    [JsonIgnore]
    public Terms AgreedTerms => Rules?.Within ?? Terms;

    public CardChannel? Channel(string id) => Channels.FirstOrDefault(channel => channel.Id == id);

    /// <summary>The canonical UTF-8 that an entry commits to.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Canonical.ProviderCard);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static ProviderCard Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, RecordJson.Canonical.ProviderCard) ?? throw new JsonException("An empty card.");
}

/// <summary>A capacity with the day from which, and the day until which, the provider declares it.</summary>
public sealed record DatedCapacity(Capacity Capacity, DateOnly From, DateOnly? Until = null);

/// <summary>A channel as the card shows it. Where <see cref="Public"/> is false, its deliveries are for the provider and auditors.</summary>
public sealed record CardChannel(string Id, ChannelKind Kind, string? Domain, bool Public, bool Proven = false);
