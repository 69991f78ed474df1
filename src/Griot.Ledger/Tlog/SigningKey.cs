using System.Security.Cryptography;
using System.Text;
using NSec.Cryptography;

namespace Griot.Ledger.Tlog;

/// <summary>
/// The private Ed25519 key of a log. Whoever has it can sign a second history, so it lies outside the database and its
/// backups, in a file of its owner alone. The file's form is the one of golang.org/x/mod/sumdb/note:
/// <c>PRIVATE+KEY+name+hex8+base64(type || seed)</c>.
/// </summary>
public sealed class SigningKey : IDisposable
{
    private const string Prefix = "PRIVATE+KEY+";
    private const int SeedSize = 32, MaxFile = 4096;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Key key;

    private SigningKey(string name, Key key)
    {
        this.key = key;
        Verifier = VerifierKey.Of(name, VerifierKey.Log, key.PublicKey.Export(KeyBlobFormat.RawPublicKey))
            ?? throw new ArgumentException("The name of a key is not empty and holds no space and no plus.", nameof(name));
    }

    /// <summary>The public half: what others check with.</summary>
    public VerifierKey Verifier { get; }

    /// <summary>A new random key.</summary>
    /// <exception cref="ArgumentException">The name may not be a key's.</exception>
    public static SigningKey New(string name)
    {
        Span<byte> seed = stackalloc byte[SeedSize];
        RandomNumberGenerator.Fill(seed);
        try { return FromSeed(name, seed); }
        finally { CryptographicOperations.ZeroMemory(seed); }
    }

    /// <summary>The key of a seed (RFC 8032).</summary>
    /// <exception cref="ArgumentException">The name may not be a key's, or the seed has not 32 bytes.</exception>
    public static SigningKey FromSeed(string name, ReadOnlySpan<byte> seed32)
    {
        if (seed32.Length != SeedSize) throw new ArgumentException("A seed has 32 bytes.", nameof(seed32));
        var imported = Key.Import(
            SignatureAlgorithm.Ed25519, seed32, KeyBlobFormat.RawPrivateKey,
            new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        try { return new SigningKey(name, imported); }
        catch { imported.Dispose(); throw; }
    }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="IOException">It is not there, or can't be read.</exception>
    /// <exception cref="InvalidDataException">It is no key file, or others than its owner may read or change it.</exception>
    public static SigningKey Load(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file.SafeFileHandle) & ~(Owner | UnixFileMode.UserExecute)) != UnixFileMode.None)
                throw new InvalidDataException($"The key {path} is open to others than its owner. If it has stayed secret: chmod 600 {path}");
            if (file.Length > MaxFile) throw NoKey(path);
            using var reader = new StreamReader(file, Encoding.UTF8);
            return Parse(reader.ReadToEnd()) ?? throw NoKey(path);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException($"The key {path} can't be read: {fault.Message}", fault);
        }
    }

    /// <summary>Writes a new key file for its owner alone. When it returns, the key is durable.</summary>
    /// <exception cref="IOException">It can't be written, or something is there already: a key is never overwritten.</exception>
    public void Save(string path)
    {
        var seed = key.Export(KeyBlobFormat.RawPrivateKey);
        var line = $"{Prefix}{Verifier.Name}+{Convert.ToHexStringLower(Verifier.KeyId)}+{Convert.ToBase64String([Verifier.Type, .. seed])}\n";
        CryptographicOperations.ZeroMemory(seed);
        try
        {
            DurableFile.WriteNew(path, Canonical.Bytes(line), Owner);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new IOException($"The key {path} can't be written: {fault.Message}", fault);
        }
    }

    /// <summary>The signature line over the text of a note.</summary>
    /// <exception cref="ArgumentException">The text can't be a note's: <see cref="SignedNote"/>.</exception>
    public NoteSignature Sign(string text)
    {
        if (!SignedNote.IsNoteText(text)) throw new ArgumentException("The text of a note ends in a newline and holds no other control character.", nameof(text));
        return new NoteSignature(Verifier.Name, Verifier.KeyId, SignatureAlgorithm.Ed25519.Sign(key, Canonical.Bytes(text)));
    }

    public void Dispose() => key.Dispose();

    private static SigningKey? Parse(string file)
    {
        var line = file.EndsWith('\n') ? file[..^1] : file;
        if (!line.StartsWith(Prefix, StringComparison.Ordinal) || line[Prefix.Length..].Split('+', 3) is not [var name, var id, var encoded]) return null;
        if (!Canonical.IsName(name) || Canonical.Base64(encoded) is not { Length: 1 + SeedSize } bytes || bytes[0] != VerifierKey.Log) return null;
        var read = FromSeed(name, bytes.AsSpan(1));
        CryptographicOperations.ZeroMemory(bytes);
        if (Convert.ToHexStringLower(read.Verifier.KeyId) == id) return read;
        read.Dispose();
        return null;
    }

    private static InvalidDataException NoKey(string path) =>
        new($"{path} is no key file: one line {Prefix}NAME+ID+KEY of an Ed25519 key is expected.");
}
