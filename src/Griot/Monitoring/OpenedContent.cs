using System.Text.Json;
using Griot.Ledger.Monitoring;
using Griot.Record;
using Griot.Verifying;

namespace Griot.Monitoring;

/// <summary>
/// What a log publishes of an entry's content. Only what opens the entry's own commitment is handed on: a server can keep
/// content back, and can't put other content in its place.
/// </summary>
internal sealed class OpenedContent(LogSite site)
{
    private const long MostBytes = 4_000_000;

    /// <summary>Record and signature of an entry of the kinds that the rules ask for; nothing where they are not given.</summary>
    /// <exception cref="SiteUnreachableException">The site does not answer.</exception>
    internal async Task<(Published Published, string? Fault)> OfAsync(long index, Entry entry, CancellationToken cancellation)
    {
        var reply = await site.GetAsync($"log/entry/{index}", MostBytes, cancellation, "application/json");
        if (reply.Bytes is null && reply.Status is null or >= 500 or 429 && !reply.IsTooLarge) throw new SiteUnreachableException(reply.Why);
        if (reply.Bytes is not { } bytes) return (Published.Nothing, null);
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return Read(json.RootElement, entry);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return (Published.Nothing, "what is served of the entry's content can't be read");
        }
    }

    /// <summary>Which parts of an entry are opened, by name, whether rightly or not.</summary>
    internal async Task<IReadOnlyList<string>> PartsAsync(long index, CancellationToken cancellation)
    {
        var reply = await site.GetAsync($"log/entry/{index}", Net.FetchRequest.DefaultMaxBytes, cancellation, "application/json");
        if (reply.IsTooLarge) return ["more than belongs to an entry"];
        try
        {
            using var json = JsonDocument.Parse(reply.Bytes ?? "{}"u8.ToArray());
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("opened", out var opened) && opened.ValueKind == JsonValueKind.Object
                ? [.. opened.EnumerateObject().Select(part => part.Name)]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static (Published Published, string? Fault) Read(JsonElement root, Entry entry)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("opened", out var opened) || opened.ValueKind != JsonValueKind.Object) return (Published.Nothing, null);
        var (record, signature) = (Part(opened, Record.Part.Record, entry), Part(opened, Record.Part.Signature, entry));
        return (new Published { Record = record.Bytes, Signature = signature.Bytes }, record.Fault ?? signature.Fault);
    }

    private static (byte[]? Bytes, string? Fault) Part(JsonElement opened, Part part, Entry entry)
    {
        if (!opened.TryGetProperty(Word.Of(part), out var given)) return (null, null);
        if (given.ValueKind != JsonValueKind.Object || Bytes(given, "bytes") is not { } bytes || Bytes(given, "salt") is not { Length: Commitment.Size } salt) return (null, $"its {Word.Of(part)} is shown without what opens it");
        return entry.CommitmentTo(part) is { } committed && Commitment.Of(part, salt, bytes).AsSpan().SequenceEqual(committed)
            ? (bytes, null)
            : (null, $"what is shown as its {Word.Of(part)} is not what it commits to");
    }

    private static byte[]? Bytes(JsonElement given, string name) =>
        given.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && text.TryGetBytesFromBase64(out var bytes) ? bytes : null;
}
