using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>
/// The saved state: <c>{"schema": 1, "sha256": base64, "state": {...}}</c>. The hash is over the bytes of <c>state</c>: a file that
/// was cut or altered is refused, and never believed in part, since it would accuse a log that is clean or pass one that
/// is not.
/// </summary>
internal static class StateFile
{
    private const int Schema = 1;

    internal static void Write(RulesState state, Stream to)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(state, MonitoringJson.Default.RulesState);
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        json.WriteNumber("schema", Schema);
        json.WriteBase64String("sha256", SHA256.HashData(bytes));
        json.WritePropertyName("state");
        json.WriteRawValue(bytes, skipInputValidation: true);
        json.WriteEndObject();
    }

    internal static RulesState? Read(ReadOnlyMemory<byte> json, out string? refusal)
    {
        try
        {
            using var file = JsonDocument.Parse(json);
            refusal = Open(file.RootElement, out var state);
            return state;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            refusal = "the monitor's state is damaged: it is not the JSON that a monitor writes";
            return null;
        }
    }

    private static string? Open(JsonElement file, out RulesState? state)
    {
        state = null;
        var schema = file.GetProperty("schema").GetInt32();
        if (schema != Schema) return string.Create(CultureInfo.InvariantCulture, $"the monitor's state is of schema {schema}, and this release reads {Schema}");
        var bytes = JsonMarshal.GetRawUtf8Value(file.GetProperty("state"));
        if (file.GetProperty("sha256").GetString() != Convert.ToBase64String(SHA256.HashData(bytes))) return "the monitor's state is damaged: its hash says something else than it does";
        state = JsonSerializer.Deserialize(bytes, MonitoringJson.Default.RulesState);
        if (state is not null && IsSound(state)) return null;
        state = null;
        return "the monitor's state is damaged: it does not belong together";
    }

    private static bool IsSound(RulesState state) =>
        state.Next >= 0
        && state.ByHand.All(OpaqueId.IsWellFormed)
        && state.Items.Length % ItemEnd.Packed == 0 && ItemEnd.Voices(state.Items).All(voice => voice >= 0 && voice < state.Voices.Count)
        && IsUnique(state.Cards.Select(card => card.Provider)) && IsUnique(state.Keys.Select(key => key.Provider)) && IsUnique(state.Unopened.Select(open => open.Entry));

    private static bool IsUnique<T>(IEnumerable<T> values) where T : notnull => values.CountBy(value => value).All(one => one.Value == 1);
}
