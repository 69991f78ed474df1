using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Griot.Ledger;
using Griot.Ledger.Monitoring;

namespace Griot.Monitoring;

/// <summary>
/// The state of a monitor, in one file: <c>{"schema": 1, "sha256": base64, "monitor": {...}, "rules": {...}}</c>, the hash over the
/// bytes of <c>monitor</c>; the rules carry one of their own. It is put in place at one stroke, so that a crash loses no more
/// than the work since the last time. A file that was altered or cut is refused: it holds the log's key, and to begin anew in
/// silence would be to trust anybody. While it is open no other monitor can open it.
/// </summary>
internal sealed class StateFile : IDisposable
{
    private const int Schema = 1, MostEvidence = 100;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream hold;

    private StateFile(string path, FileStream hold) => (Path, this.hold) = (path, hold);

    /// <summary>Where it lies.</summary>
    internal string Path { get; }

    /// <summary>Takes the file for this process; null where another monitor has it.</summary>
    internal static StateFile? Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        try
        {
            return new StateFile(full, new FileStream(full + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(full + ".lock"))
        {
            return null;
        }
    }

    /// <summary>Where the state of a site's monitor lies unless it is said otherwise (XDG base directory specification).</summary>
    internal static string Default(Uri root)
    {
        var name = Uri.EscapeDataString((root.GetComponents(UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.UriEscaped)).TrimEnd('/')) + ".json";
        if (Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } state && System.IO.Path.IsPathRooted(state)) return System.IO.Path.Combine(state, "griot", "monitor", name);
        if (OperatingSystem.IsWindows()) return System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "griot", "monitor", name);
        return Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home
            ? System.IO.Path.Combine(home, ".local", "state", "griot", "monitor", name)
            : throw new IOException("there is no place for the state of the monitor: set HOME or XDG_STATE_HOME, or give --state FILE");
    }

    /// <summary>What was saved; null where nothing was.</summary>
    /// <exception cref="IOException">It is there and can't be believed.</exception>
    internal (MonitorState State, LogRules Rules)? Load()
    {
        if (!File.Exists(Path)) return null;
        try
        {
            using var file = JsonDocument.Parse(File.ReadAllBytes(Path));
            if (file.RootElement.GetProperty("schema").GetInt32() is not Schema and var schema) throw new IOException($"{Path} was written by another release (schema {schema}): move it away to begin anew");
            var bytes = JsonMarshal.GetRawUtf8Value(file.RootElement.GetProperty("monitor"));
            if (file.RootElement.GetProperty("sha256").GetString() != Convert.ToBase64String(SHA256.HashData(bytes))) throw Damaged("its hash says something else than it does");
            var state = JsonSerializer.Deserialize(bytes, MonitorJson.Default.MonitorState) ?? throw Damaged("it is empty");
            var rules = LogRules.Load(JsonMarshal.GetRawUtf8Value(file.RootElement.GetProperty("rules")).ToArray(), out var refusal);
            return (state, rules ?? throw Damaged(refusal!));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw Damaged("it is not what a monitor writes");
        }
    }

    /// <summary>Durable when it returns.</summary>
    internal void Save(MonitorState state, LogRules rules)
    {
        var monitor = JsonSerializer.SerializeToUtf8Bytes(state, MonitorJson.Default.MonitorState);
        using var folded = new MemoryStream();
        rules.Save(folded);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteBase64String("sha256", SHA256.HashData(monitor));
            json.WritePropertyName("monitor");
            json.WriteRawValue(monitor, skipInputValidation: true);
            json.WritePropertyName("rules");
            json.WriteRawValue(folded.GetBuffer().AsSpan(0, (int)folded.Length), skipInputValidation: true);
            json.WriteEndObject();
        }

        DurableFile.Replace(Path, bytes.GetBuffer().AsSpan(0, (int)bytes.Length), OwnerOnly);
    }

    /// <summary>
    /// Keeps a signed note that contradicts another, beside the state; the same one once. A server that signs a new
    /// contradiction at each look does not fill the disk: null beyond a hundred.
    /// </summary>
    internal string? KeepEvidence(byte[] note)
    {
        var folder = Path + ".evidence";
        Directory.CreateDirectory(folder);
        var file = System.IO.Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(note))[..16] + ".note");
        if (File.Exists(file)) return file;
        if (Directory.EnumerateFiles(folder).Skip(MostEvidence - 1).Any()) return null;
        DurableFile.WriteNew(file, note, OwnerOnly);
        return file;
    }

    /// <summary>Evidence that lies there from whenever.</summary>
    internal string? EvidenceFolder => Directory.Exists(Path + ".evidence") ? Path + ".evidence" : null;

    /// <summary>Puts the state of a log that is no longer followed beside, under that log's name.</summary>
    internal string PutAway(string origin)
    {
        var beside = $"{Path}.{Uri.EscapeDataString(origin)}";
        File.Move(Path, beside, overwrite: true);
        return beside;
    }

    public void Dispose() => hold.Dispose();

    private IOException Damaged(string why) => new($"{Path} is damaged: {why}. Move it away to begin anew; what was known of the log, its key too, is then forgotten");
}
