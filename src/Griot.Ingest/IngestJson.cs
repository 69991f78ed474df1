using System.Text.Json.Serialization;
using Griot.Formats;

namespace Griot.Ingest;

/// <summary>JSON of this room: incidents kept beside a channel.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<Incident>))]
internal sealed partial class IngestJson : JsonSerializerContext;
