using Dapper;
using Griot.Bench.Flips;
using Griot.Ledger.Checking;
using Griot.Ledger.Signing;
using Griot.Testing;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Tests.Checking;

/// <summary>A store with something of everything, made once; each test alters a copy of it.</summary>
public sealed class WholeStore : IAsyncLifetime
{
    private const int Entries = 300;

    private readonly TemporaryFolder folder = new();

    public async ValueTask InitializeAsync() => await FlipStore.MakeAsync(folder.Path, Entries, new Random(7));

    internal AlteredStore Copy() => new(folder.Path);

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A copy of a store, with what somebody can do to it who has the files.</summary>
internal sealed class AlteredStore : IDisposable
{
    private readonly TemporaryFolder folder = new();

    internal AlteredStore(string whole)
    {
        foreach (var file in Directory.EnumerateFiles(whole, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder.Path, Path.GetRelativePath(whole, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    internal string Folder => folder.Path;
    internal LogOptions Options => FlipStore.Options(folder.Path);
    internal string Database => Path.Combine(Folder, LedgerStore.FileName);
    internal string Checkpoint => Path.Combine(Folder, "log", "checkpoint");

    internal string Tile(string tile) => Path.Combine(Folder, "log", "tile", tile);

    internal SqliteConnection Raw()
    {
        var raw = new SqliteConnection($"Data Source={Database};Pooling=False");
        raw.Open();
        return raw;
    }

    internal T Ask<T>(string sql, object? values = null)
    {
        using var raw = Raw();
        return raw.ExecuteScalar<T>(sql, values)!;
    }

    /// <summary>What somebody does who takes the triggers out of the way and puts them back.</summary>
    internal void Alter(string sql, object? values = null)
    {
        using var raw = Raw();
        var triggers = raw.Query<(string Name, string Sql)>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid").ToList();
        raw.Execute("PRAGMA foreign_keys = OFF");
        foreach (var trigger in triggers) raw.Execute($"DROP TRIGGER {trigger.Name}");
        raw.Execute(sql, values);
        foreach (var trigger in triggers) raw.Execute(trigger.Sql);
    }

    /// <summary>Turns one bit of a file, whatever its mode says.</summary>
    internal static void Turn(string file, long offset, int bit = 0)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[offset] ^= (byte)(1 << bit);
        Overwrite(file, bytes);
    }

    internal static void Overwrite(string file, byte[] bytes)
    {
        var mode = OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllBytes(file, bytes);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, mode);
    }

    /// <summary>The lines that the check tells, and its report.</summary>
    internal async Task<(List<string> Lines, CheckReport Report)> CheckAsync()
    {
        var lines = new List<string>();
        var report = await new StoreCheck(Options, TimeProvider.System).RunAsync(fault => lines.Add(fault.ToString()), _ => { }, CancellationToken.None);
        Assert.Equal(lines.Count, report.Faults);
        return (lines, report);
    }

    public void Dispose() => folder.Dispose();
}
