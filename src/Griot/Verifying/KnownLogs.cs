using Griot.Ledger.Tlog;

namespace Griot.Verifying;

/// <summary>A log whose key was seen before.</summary>
/// <param name="Origin">Its name.</param>
/// <param name="Key">Its key.</param>
/// <param name="Address">The site that it was seen at; <c>-</c> where it was none.</param>
/// <param name="FirstSeen">The day.</param>
internal sealed record KnownLog(string Origin, VerifierKey Key, string Address, string FirstSeen);

/// <summary>
/// The keys that this account knows logs by, one line a log: <c>origin vkey address first-seen</c>. They lie with the account's
/// settings and never in a data folder: who can write there could else make itself known.
/// </summary>
internal sealed class KnownLogs
{
    private readonly string path;
    private readonly List<string> lines;

    private KnownLogs(string path, List<string> lines)
    {
        (this.path, this.lines) = (path, lines);
        All = [.. lines.Select(Read).OfType<KnownLog>()];
    }

    internal IReadOnlyList<KnownLog> All { get; }

    /// <summary>Where they lie.</summary>
    internal string File => path;

    /// <summary>Reads them.</summary>
    /// <exception cref="IOException">They can't be read, or a line is none: a key that was known must not be taken for unknown.</exception>
    internal static KnownLogs Load()
    {
        var file = Path.Combine(Folder(), "known-logs");
        return new KnownLogs(file, System.IO.File.Exists(file) ? [.. System.IO.File.ReadAllLines(file)] : []);
    }

    internal KnownLog? Of(string origin) => All.FirstOrDefault(known => known.Origin == origin);

    internal KnownLog? At(string address) => All.FirstOrDefault(known => known.Address == address);

    /// <summary>Adds a log, or puts its new key in place of the one before.</summary>
    internal void Keep(KnownLog log)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var others = lines.Where(line => Read(line)?.Origin != log.Origin);
        var beside = $"{path}.{Environment.ProcessId}.new";
        System.IO.File.WriteAllLines(beside, [.. others, $"{log.Origin} {log.Key} {log.Address} {log.FirstSeen}"]);
        System.IO.File.Move(beside, path, overwrite: true);
    }

    private KnownLog? Read(string line)
    {
        // A name may begin as a remark does.
        if (line.Split(' ') is [var origin, var vkey, var address, var seen] && VerifierKey.Parse(vkey) is { Type: VerifierKey.Log } key && key.Name == origin)
            return new KnownLog(origin, key, address, seen);
        return line.Length == 0 || line.StartsWith('#')
            ? null
            : throw new IOException($"{path}: “{line}” is not a known log (origin, key, address, day): mend the line or take it out");
    }

    // The XDG base directory specification.
    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } config && Path.IsPathRooted(config)) return Path.Combine(config, "griot");
        if (OperatingSystem.IsWindows()) return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "griot");
        return Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home
            ? Path.Combine(home, ".config", "griot")
            : throw new IOException("there is no place for the keys of known logs: set HOME or XDG_CONFIG_HOME");
    }
}
