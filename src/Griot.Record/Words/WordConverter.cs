using System.Text.Json;
using System.Text.Json.Serialization;

namespace Griot.Record;

/// <summary>Writes the design's words in JSON as <see cref="Word"/> writes them everywhere else.</summary>
public sealed class WordConverter<T> : JsonConverter<T> where T : struct, Enum
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Word.Parse<T>(reader.GetString()) ?? throw new JsonException($"Not one of: {Word.All<T>()}.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Word.Of(value));
}
