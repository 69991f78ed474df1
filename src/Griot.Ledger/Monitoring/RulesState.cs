using System.Text.Json.Serialization;
using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>All that the rules remember between two entries.</summary>
internal sealed class RulesState
{
    public long Next { get; set; }
    public DateTimeOffset? LastTime { get; set; }

    /// <summary>The vkey that the newest log-key entry named.</summary>
    public string? LogKey { get; set; }

    public IReadOnlyList<Violation> Unopened { get; set; } = [];
    public IReadOnlyList<CardState> Cards { get; set; } = [];
    public IReadOnlyList<KeyState> Keys { get; set; } = [];
    public IReadOnlyList<Voice> Voices { get; set; } = [];
    public IReadOnlyList<string> ByHand { get; set; } = [];

    /// <summary>32 bytes an item, see <see cref="ItemEnd"/>.</summary>
    public byte[] Items { get; set; } = [];
}

/// <summary>A provider's newest card: where it stands, whether it could be read, and since when it names its channels.</summary>
internal sealed record CardState(string Provider, long Entry, bool IsOpen, Dictionary<string, ChannelAge> Channels);

/// <summary>Where a channel leads, as the card has it, and since when it has.</summary>
internal sealed record ChannelAge(ChannelKind Kind, string? Domain, DateTimeOffset Since)
{
    internal bool LeadsTo(CardChannel channel) => (Kind, Domain) == (channel.Kind, channel.Domain);
}

/// <summary>The keys of a provider, in order, and its policy.</summary>
internal sealed class KeyState
{
    public required string Provider { get; init; }

    /// <summary>Its newest entry of kind provider-key.</summary>
    public long? Newest { get; set; }

    public List<KeyInForce> Keys { get; init; } = [];
    public long? SignedOnlyFrom { get; set; }

    /// <summary>The newest sequence of each key.</summary>
    public Dictionary<string, long> Sequence { get; init; } = [];
}

/// <summary>A key, and from when on it counts.</summary>
internal sealed record KeyInForce([property: JsonPropertyName("vkey")] string VKey, DateTimeOffset From);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(RulesState))]
internal sealed partial class MonitoringJson : JsonSerializerContext;
