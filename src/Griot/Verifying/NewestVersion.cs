using System.Text.Json;
using Griot.Record;

namespace Griot.Verifying;

/// <summary>Which version of a piece is its newest, by the word of the site: nobody can prove that there is no newer one.</summary>
internal sealed class NewestVersion(LogSite site, string item)
{
    private const long MostBytes = 64_000_000;
    private const int MostSteps = 100;

    /// <summary>The number, or why there is none.</summary>
    internal async Task<(int? Version, string Absence)> FindAsync(CancellationToken cancellation)
    {
        var reply = await site.GetAsync($"items/{item}", MostBytes, cancellation, "application/json");
        if (reply.Status == 410 && Number(reply.Start, "entry") is { } entry) return await OfGoneAsync(entry, cancellation);
        if (reply.Bytes is not { } bytes) return (null, $"the site does not know this piece: {reply.Why}");
        return Number(bytes, "version") is > 0 and <= int.MaxValue and var version ? ((int)version, "") : (null, "what the site says of this piece can't be read");
    }

    // A tombstone names the entry that it stands by; from it the way leads back, entry by entry, to the last version.
    private async Task<(int? Version, string Absence)> OfGoneAsync(long index, CancellationToken cancellation)
    {
        for (var steps = 0; steps < MostSteps; steps++)
        {
            var reply = await site.GetAsync($"log/entry/{index}", MostBytes, cancellation, "application/json");
            if (reply.Bytes is not { } bytes || EntryOf(bytes) is not { } entry || entry.Item != item) break;
            if (entry is { Kind.IsVersion: true, Version: { } version }) return (version, "");
            if (entry.Prev is not { } previous || previous >= index) break;
            index = previous;
        }

        return (null, "the piece is gone, and its last version can't be found: name one in the address");
    }

    private static Entry? EntryOf(byte[] json) => Read(json, root =>
        root.TryGetProperty("entry", out var text) && text.ValueKind == JsonValueKind.String && text.TryGetBytesFromBase64(out var bytes) ? Entry.Parse(bytes) : null);

    private static long? Number(byte[] json, string member) => Read<long?>(json, root =>
        root.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number : null);

    private static T? Read<T>(byte[] json, Func<JsonElement, T?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
