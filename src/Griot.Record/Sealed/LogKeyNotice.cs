using System.Text.Json;

namespace Griot.Record;

/// <summary>What a <c>log-key</c> entry commits to: another key signs the log from here on, besides the one before it.</summary>
/// <param name="Origin">The log.</param>
/// <param name="Key">The new key, a vkey (C2SP signed-note).</param>
/// <param name="Previous">The key before it, which goes on signing until the next rotation, at least 90 days.</param>
public sealed record LogKeyNotice(string Origin, string Key, string Previous)
{
    /// <summary>The canonical UTF-8 that an entry commits to.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Canonical.LogKeyNotice);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static LogKeyNotice Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, RecordJson.Canonical.LogKeyNotice) ?? throw new JsonException("An empty notice.");
}

/// <summary>What the first <c>policy</c> entry of a log commits to that succeeds another, of which entries were lost.</summary>
/// <param name="Origin">The new log.</param>
/// <param name="Key">Its key, a vkey.</param>
/// <param name="Succeeds">The log before it.</param>
/// <param name="LastCheckpoint">The last checkpoint that was published of that one, a signed note.</param>
/// <param name="Lost">Entries that it covers and that are not here; 0 where the store differs from it.</param>
/// <param name="DiffersAt">The first entry that may not be what it was; null where entries are only missing.</param>
public sealed record SuccessionNotice(string Origin, string Key, string Succeeds, string LastCheckpoint, long Lost, long? DiffersAt = null)
{
    /// <summary>The canonical UTF-8 that an entry commits to.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Canonical.SuccessionNotice);

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null for another policy.</summary>
    public static SuccessionNotice? Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, RecordJson.Canonical.SuccessionNotice) is { Succeeds: not null } notice ? notice : null;
}
