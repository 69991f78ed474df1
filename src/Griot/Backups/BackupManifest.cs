using System.Text.Json;
using System.Text.Json.Serialization;

namespace Griot.Backups;

/// <summary>
/// <c>backup.json</c>: what a backup holds, as the first file in it. Whoever reads the archive knows by it what has to follow,
/// in which order and how large, before a byte of that is unpacked. Its form only grows.
/// </summary>
internal sealed record BackupManifest
{
    internal const string FileName = "backup.json", Form = "griot-backup/v1";

    /// <summary>A line for each tile: this is enough for a log of a hundred million entries.</summary>
    internal const int MostBytes = 64 * 1024 * 1024;

    public string Format { get; init; } = "";
    public DateTimeOffset Made { get; init; }

    /// <summary>The version of Griot that made it.</summary>
    public string Release { get; init; } = "";

    /// <summary>The name of the log; null where nothing of it was published yet.</summary>
    public string? Origin { get; init; }

    public LogState Log { get; init; } = new(0, []);

    /// <summary>The last checkpoint that was published before the copy was begun, a signed note; null where there was none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>Everything else in the archive, in its order.</summary>
    public IReadOnlyList<PackedFile> Files { get; init; } = [];

    internal long Bytes => Files.Sum(file => file.Size);

    internal bool HasKey => Files.Any(file => HouseFiles.IsKey(file.Name));

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, ManifestJson.Default.BackupManifest);

    /// <exception cref="InvalidDataException">It is none, or names what no backup holds.</exception>
    internal static BackupManifest Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var manifest = JsonSerializer.Deserialize(json, ManifestJson.Default.BackupManifest);
            if (manifest is not { Format: Form }) throw new InvalidDataException($"its {FileName} is not of the form {Form}: a newer release may have made it");
            return manifest.Fault() is { } fault ? throw new InvalidDataException($"its {FileName} {fault}") : manifest;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"its {FileName} can't be read: {fault.Message}", fault);
        }
    }

    private string? Fault()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in Files)
        {
            if (!HouseFiles.Has(file.Name)) return "names a file that is no part of a house";
            if (!names.Add(file.Name)) return $"names {file.Name} twice";
            if (file.Size is < 0 or > 1L << 50 || file.Sha256.Length != 32) return $"is wrong about {file.Name}";
        }

        return names.Contains(HouseFiles.Ledger) ? null : "names no ledger";
    }
}

/// <param name="Size">Entries.</param>
/// <param name="Root">The root over them (RFC 6962).</param>
internal sealed record LogState(long Size, byte[] Root);

/// <param name="Name">Relative to the data folder, with <c>/</c>.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of all its bytes.</param>
internal sealed record PackedFile(string Name, long Size, [property: JsonConverter(typeof(HexJson))] byte[] Sha256);

/// <summary>Hashes as <c>sha256sum</c> prints them.</summary>
internal sealed class HexJson : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Convert.FromHexString(reader.GetString() ?? "");
        }
        catch (FormatException fault)
        {
            throw new JsonException("a hash is 64 hexadecimal digits", fault);
        }
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options) => writer.WriteStringValue(Convert.ToHexStringLower(value));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
