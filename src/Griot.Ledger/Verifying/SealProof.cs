using System.Text.Json;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Verifying;

/// <summary>
/// A proof as the house gives it: a <c>.tlog-proof</c> with the entry and the salts of what is public in its extra data.
/// Reading it checks nothing: whatever stands in it may be forged.
/// </summary>
public sealed record SealProof
{
    private SealProof(ProofFile file, byte[] entryBytes, Entry entry, IReadOnlyDictionary<Part, byte[]> salts) =>
        (File, EntryBytes, Entry, Salts, Checkpoint) = (file, entryBytes, entry, salts, Checkpoint.Parse(file.Checkpoint.Text)!);

    /// <summary>Index, path and signed note.</summary>
    public ProofFile File { get; }

    /// <summary>What is hashed into the log.</summary>
    public byte[] EntryBytes { get; }

    /// <summary>The same, read.</summary>
    public Entry Entry { get; }

    /// <summary>Those that were given.</summary>
    public IReadOnlyDictionary<Part, byte[]> Salts { get; }

    /// <summary>What the note of the proof says.</summary>
    public Checkpoint Checkpoint { get; }

    /// <summary>Reads a proof; null where it is none of an entry of this kind of log.</summary>
    public static SealProof? Read(byte[] bytes) =>
        ProofFile.Parse(bytes) is { Extra: { } extra } file ? Read(file, extra) : null;

    private static SealProof? Read(ProofFile file, byte[] extra)
    {
        try
        {
            using var json = JsonDocument.Parse(extra);
            return json.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("entry", out var written) && Bytes(written) is { } bytes && Entry.Parse(bytes) is { } entry
                ? new SealProof(file, bytes, entry, SaltsOf(root))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<Part, byte[]> SaltsOf(JsonElement root)
    {
        var salts = new Dictionary<Part, byte[]>();
        if (!root.TryGetProperty("salts", out var given) || given.ValueKind != JsonValueKind.Object) return salts;
        foreach (var part in Enum.GetValues<Part>())
            if (given.TryGetProperty(Word.Of(part), out var salt) && Bytes(salt) is { } bytes) salts.Add(part, bytes);
        return salts;
    }

    // A text of another form than base64 is no bytes, as null is; half a surrogate pair in it throws.
    private static byte[]? Bytes(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? Canonical.Base64(value.GetString()!) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
