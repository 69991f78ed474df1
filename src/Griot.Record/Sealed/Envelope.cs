using System.Text.Json;

namespace Griot.Record;

/// <summary>How a delivery came. Committed to, never published: it may hold addresses with secrets in them.</summary>
public sealed record Envelope
{
    /// <summary>Address of the document that the delivery was cut from, as it was asked for.</summary>
    public string? Address { get; init; }

    /// <summary>SHA-256 of that document, base64, and the range of bytes of the cut.</summary>
    public string? DocumentHash { get; init; }

    public long? Offset { get; init; }
    public long? Length { get; init; }
    public string? ContentType { get; init; }

    /// <summary>Headers that matter (<c>ETag</c>, <c>Last-Modified</c>, <c>Date</c> ...).</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>SHA-256 of the server's public key (SPKI), base64.</summary>
    public string? TlsKeyHash { get; init; }

    /// <summary>What the reader used from outside the cut; equal to the record's.</summary>
    public JsonElement? Context { get; init; }

    public required DateTimeOffset Received { get; init; }

    /// <summary>The item that its door said it is, where the bytes don't say it: a replay has no other witness of that either.</summary>
    public string? About { get; init; }

    /// <summary>How its door recognised the provider, for a delivery that was handed over: a replay has no other witness.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The canonical UTF-8 that an entry commits to.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Canonical.Envelope);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static Envelope Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, RecordJson.Canonical.Envelope) ?? throw new JsonException("An empty envelope.");
}
