using System.Text.Json.Serialization;

namespace Griot.Monitoring;

/// <summary>What a monitor remembers from run to run, besides what the rules do.</summary>
internal sealed class MonitorState
{
    /// <summary>The log that this is about. Another log needs another state.</summary>
    public required string Origin { get; init; }

    /// <summary>The site that was looked at last.</summary>
    public required string Address { get; set; }

    /// <summary>The log's keys (vkeys), in the order in which each took over from the one before; the last one has to sign.</summary>
    public required List<string> Keys { get; set; }

    /// <summary>Where the first of them is known from, in words.</summary>
    public required string KeyFrom { get; set; }

    /// <summary>The newest checkpoint that was signed and went on from all before it: the note.</summary>
    public string? Checkpoint { get; set; }

    /// <summary>When checkpoints were first seen whose entries have not all been read: for R6.</summary>
    public List<SeenCheckpoint> Seen { get; set; } = [];

    /// <summary>The pieces of all entries before this one have been looked at on the site, as they stood at some time.</summary>
    public long Looked { get; set; }

    /// <summary>A full pass over the site is under way until this entry; null: none.</summary>
    public long? FullPassTo { get; set; }

    /// <summary>Pieces that were not served as the log has it: looked at in each run until they are.</summary>
    public List<string> Suspects { get; set; } = [];

    /// <summary>Pieces that are not for the public at present, by item.</summary>
    public Dictionary<string, Waiting> Waiting { get; set; } = [];

    /// <summary>The word of each provider in addresses, from its newest card.</summary>
    public Dictionary<string, string> Slugs { get; set; } = [];

    /// <summary>Violations that were told so far, and the first of them as lines.</summary>
    public long Told { get; set; }

    public List<string> FirstTold { get; set; } = [];

    /// <summary>Entries whose content should be public and is not, that were told.</summary>
    public List<long> ToldUnexplained { get; set; } = [];

    /// <summary>The log that this one has to succeed; null where it is the first one known of its site.</summary>
    public Predecessor? Before { get; set; }
}

/// <summary>When a checkpoint of so many entries was first seen.</summary>
internal sealed record SeenCheckpoint(long Size, DateTimeOffset At);

/// <summary>A piece that the public may not see now.</summary>
/// <param name="Standing">Embargoed, withheld or held.</param>
/// <param name="Entry">The entry that says so.</param>
/// <param name="Since">Its time.</param>
internal sealed record Waiting(string Standing, long Entry, DateTimeOffset Since);

/// <summary>A log that was followed before, with the last checkpoint that was seen of it.</summary>
internal sealed record Predecessor(string Origin, string? Checkpoint, bool IsNamed = false);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MonitorState))]
internal sealed partial class MonitorJson : JsonSerializerContext;
