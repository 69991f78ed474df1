using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Signing;

/// <summary>
/// The keys that sign: the present one, and while a rotation lasts the one before it too, so that whoever pinned that one can
/// follow (ledger.md, section 5). The files are read once; the keys live as long as this.
/// </summary>
internal sealed class LogKeys : IDisposable
{
    private readonly IReadOnlyList<SigningKey> keys;

    private LogKeys(string origin, IReadOnlyList<SigningKey> keys) => (Origin, this.keys) = (origin, keys);

    internal string Origin { get; }

    /// <summary>The present key's public half.</summary>
    internal VerifierKey Present => keys[0].Verifier;

    /// <summary>The key before the present one; null where there is none, or it was not replaced yet.</summary>
    internal VerifierKey? Before => keys.Count > 1 ? keys[1].Verifier : null;

    /// <summary>Writes the present key to another file, for its owner's eyes only.</summary>
    internal void SavePresent(string path) => keys[0].Save(path);

    /// <summary>True for a note that one of these keys has signed.</summary>
    internal bool HaveSigned(PublishedCheckpoint published) => SignedNote.Parse(published.Note) is { } note && keys.Any(key => note.IsSignedBy(key.Verifier));

    /// <summary>The file of the key that is going out.</summary>
    internal static string Outgoing(string keyFile) => keyFile + ".outgoing";

    /// <summary>The keys of a log; null where there is no key file yet.</summary>
    /// <exception cref="LogException">The key is another log's.</exception>
    internal static LogKeys? Load(string origin, string keyFile)
    {
        if (!File.Exists(keyFile)) return null;
        string[] files = File.Exists(Outgoing(keyFile)) ? [keyFile, Outgoing(keyFile)] : [keyFile];
        // Killed in the midst of a rotation, the outgoing key is the present one still: it signs once.
        return new LogKeys(origin, [.. files.Select(file => Own(origin, file)).DistinctBy(key => Convert.ToHexString(key.Verifier.KeyId))]);
    }

    internal static LogKeys Make(string origin, string keyFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(keyFile))!);
        using (var key = SigningKey.New(origin)) key.Save(keyFile);
        return Load(origin, keyFile)!;
    }

    /// <summary>The signed note, as it is served.</summary>
    internal byte[] Sign(Checkpoint checkpoint) => Sign(checkpoint.Text).ToBytes();

    internal SignedNote Sign(string text) => new(text, [.. keys.Select(key => key.Sign(text))]);

    /// <summary>Their public halves, the present one last.</summary>
    internal IEnumerable<VerifierKey> Verifiers => keys.Reverse().Select(key => key.Verifier);

    public void Dispose()
    {
        foreach (var key in keys) key.Dispose();
    }

    private static SigningKey Own(string origin, string file)
    {
        var key = SigningKey.Load(file);
        if (key.Verifier.Name == origin) return key;
        key.Dispose();
        throw new LogException($"{file} is the key of {key.Verifier.Name}, and this log is {origin}: give the right one with --log-key");
    }
}
