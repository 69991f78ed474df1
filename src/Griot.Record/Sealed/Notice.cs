using System.Text.Json;

namespace Griot.Record;

/// <summary>The public notice of a hold, a restore or a removal: who acted, and for which class of reason.</summary>
public sealed record Notice
{
    /// <summary>For a hold: <see cref="HoldReason"/>. For a removal: <see cref="RemovalReason"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Said to the public in the operator's words, where it says any.</summary>
    public string? Text { get; init; }

    /// <summary>For a removal: the country whose law the order stands on, ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>For a removal of what is no version of an item: the log index of the entry whose content went.</summary>
    public long? Entry { get; init; }

    /// <summary>For a removal of one part of that entry: which one (<see cref="Griot.Record.Part"/>); null: all of it.</summary>
    public string? Part { get; init; }

    /// <summary>The canonical UTF-8 that an entry commits to.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Canonical.Notice);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static Notice Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, RecordJson.Canonical.Notice) ?? throw new JsonException("An empty notice.");
}
