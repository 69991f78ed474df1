using System.Security.Cryptography;
using System.Text;
using Griot.Record;

namespace Griot.Ledger.Signing;

/// <summary>Where the parts of a log lie that are not in the database.</summary>
/// <param name="Folder">The data folder: tiles and the published checkpoint stand under <c>log/</c> in it.</param>
public sealed record LogOptions(string Folder)
{
    private const int LongestFileName = 200;

    /// <summary>The name of the log, such as <c>griot.example.org/log</c>; null: the name that it has, or a random one under <c>localhost/</c>.</summary>
    public string? Origin { get; init; }

    /// <summary>The signing key, outside the database, for its owner's eyes only.</summary>
    public string KeyFile { get; init; } = Path.Combine(Folder, "log.key");

    /// <summary>
    /// A second copy of the last published checkpoint, outside the data folder: by it a store that was put back from a backup
    /// is known to be behind. Null: a file named after the origin in the state folder of this account.
    /// </summary>
    public string? CheckpointCopy { get; init; }

    /// <summary>Where the second copy of the last published checkpoint of a log lies.</summary>
    public string CopyOf(string origin) => CheckpointCopy ?? Path.Combine(StateFolder(), FileName(origin) + ".checkpoint");

    /// <summary>How many entries that copy says were published; null where there is none. Its signature is not looked at here.</summary>
    public long? PublishedElsewhere(string origin) => Signing.PublishedFile.Read(CopyOf(origin)) is { } copy && copy.Origin == origin ? copy.Size : null;

    internal string NextKeyFile => KeyFile + ".next";

    internal string LogFolder => Path.Combine(Folder, "log");

    internal string PublishedFile => Path.Combine(LogFolder, "checkpoint");

    internal string TileFile(string tile) => Path.Combine(LogFolder, "tile", tile);

    // Escaped, a name of sixty letters may be longer than the name of a file can be.
    private static string FileName(string origin) => Uri.EscapeDataString(origin) is { Length: <= LongestFileName } name
        ? name
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(origin)));

    /// <summary>The name of a log that nobody has named.</summary>
    internal static string RandomOrigin() => $"localhost/{OpaqueId.New()}";

    internal string RotationLockFile => Path.Combine(Folder, "rotation.lock");

    internal string LockFile => Path.Combine(Folder, "signer.lock");

    // The XDG base directory specification; a service account without a home keeps its state under /var/lib.
    private static string StateFolder()
    {
        if (Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state && Path.IsPathRooted(state)) return Path.Combine(state, "griot");
        if (OperatingSystem.IsWindows()) return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "griot");
        return Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home && Directory.Exists(home)
            ? Path.Combine(home, ".local", "state", "griot")
            : "/var/lib/griot-state";
    }
}

/// <summary>The log can't be opened as it was asked for; the message says what to do.</summary>
public sealed class LogException(string message) : Exception(message);
