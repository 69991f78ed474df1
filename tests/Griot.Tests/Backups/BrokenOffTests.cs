using System.Diagnostics;
using Griot.Tests.Running;

namespace Griot.Tests.Backups;

/// <summary>Backups and restores that are killed, or that meet a full disk.</summary>
public sealed class BrokenOffTests : IAsyncLifetime
{
    private readonly DataFolder house = new();
    private readonly DataFolder elsewhere = new();

    private string One => house.File("one.tar.gz");

    private string Part => One + ".part";

    // Some megabytes, so that there is a while in which it can be killed.
    public async ValueTask InitializeAsync()
    {
        await using var stand = await FeedStand.OpenAsync();
        var words = string.Join(' ', Enumerable.Range(0, 12_000).Select(number => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(BitConverter.GetBytes(number)))[..12]));
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Enumerable.Range(0, 60).Select(number => Rss.Item($"{number}", $"Le pont {number}", $"{number} {words}")))));
        Assert.Equal(60, (await house.PollAsync())["newItems"]!.GetValue<int>());
    }

    [Fact, Trait("Speed", "slow")]
    public async Task A_backup_that_is_killed_leaves_no_half_file_under_its_name_and_the_next_one_clears_up()
    {
        var killed = 0;
        foreach (var sign in (string[])["", "ledger.db", "desk.db", "packed"])
        {
            await using var backup = GriotProgram.Start("backup", One, "--data", house.Data);
            await WaitAsync(backup, () => sign == "" ? Directory.Exists(Part) : File.Exists(Path.Combine(Part, sign)));
            await backup.KillAsync();
            if (File.Exists(One))
            {
                File.Delete(One);
                continue;
            }

            killed++;
            if (!File.Exists(Path.Combine(Part, "ledger.db"))) continue;
            var row = Assert.Single((await house.AskAsync("backup", "--list")).AsArray(), row => row!["state"]!.GetValue<string>().Contains("unfinished", StringComparison.Ordinal));
            Assert.Equal(One, row!["file"]!.GetValue<string>());
        }

        Assert.NotEqual(0, killed);
        await house.DoAsync("backup", One);
        Assert.False(Directory.Exists(Part));
        Assert.Equal("there", Assert.Single((await house.AskAsync("backup", "--list")).AsArray())!["state"]!.GetValue<string>());
        await elsewhere.DoAsync("restore-backup", One);
    }

    [Fact, Trait("Speed", "slow")]
    public async Task A_restore_that_is_killed_is_no_store_and_is_begun_anew()
    {
        var root = (await house.AskAsync("backup", One))["log"]!["root"]!.GetValue<string>();
        var killed = 0;
        foreach (var sign in (string[])["", "ledger.db", "desk.db", "backup.json", "whole"])
        {
            await using var restore = GriotProgram.Start("restore-backup", One, "--data", elsewhere.Data);
            var part = elsewhere.File("data/restore.part");
            await WaitAsync(restore, () => sign == "" ? Directory.Exists(part) : File.Exists(Path.Combine(part, sign)));
            await restore.KillAsync();
            if (File.Exists(elsewhere.File("data/ledger.db"))) break;
            killed++;
            var meanwhile = await elsewhere.RunAsync("status");
            Assert.True(meanwhile.ExitCode == 3, meanwhile.ToString());
            Assert.Contains("restore-backup", meanwhile.Messages, StringComparison.Ordinal);
        }

        Assert.NotEqual(0, killed);
        if (!File.Exists(elsewhere.File("data/ledger.db"))) await elsewhere.DoAsync("restore-backup", One);
        Assert.Equal(root, (await elsewhere.AskAsync("status"))["log"]!["root"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_restore_that_is_killed_while_it_moves_what_is_whole_is_finished_by_the_next_one_of_the_same_backup()
    {
        var root = (await house.AskAsync("backup", One))["log"]!["root"]!.GetValue<string>();
        await house.DoAsync("backup", house.File("two.tar.gz"));
        await elsewhere.DoAsync("restore-backup", One);
        var part = Directory.CreateDirectory(elsewhere.File("data/restore.part")).FullName;
        File.Move(elsewhere.File("data/ledger.db"), Path.Combine(part, "ledger.db"));
        File.WriteAllBytes(Path.Combine(part, "backup.json"), Packed.Read(One)[0].Bytes);
        File.WriteAllText(Path.Combine(part, "whole"), "");
        File.WriteAllText(Path.Combine(part, "griot.lock"), "");

        var other = await elsewhere.RunAsync("restore-backup", house.File("two.tar.gz"));
        Assert.Equal(1, other.ExitCode);
        Assert.Contains("another backup", other.Messages, StringComparison.Ordinal);
        Assert.Equal(3, (await elsewhere.RunAsync("run", "--once")).ExitCode);
        await elsewhere.DoAsync("restore-backup", One);
        Assert.False(Directory.Exists(part));
        Assert.Equal(root, (await elsewhere.AskAsync("status"))["log"]!["root"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(64)]
    [InlineData(2_000)]
    public async Task A_backup_that_finds_no_room_says_so_in_one_line_and_leaves_nothing(int kilobytes)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a limit on the size of files");
        var outcome = await LimitedAsync(kilobytes, "backup", One, "--data", house.Data);
        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Single(outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(One)!, "one.*"));
        Assert.Empty((await house.AskAsync("backup", "--list")).AsArray());
    }

    [Fact]
    public async Task A_restore_that_finds_no_room_says_so_in_one_line_and_leaves_nothing()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a limit on the size of files");
        await house.DoAsync("backup", One);
        var outcome = await LimitedAsync(2_000, "restore-backup", One, "--data", elsewhere.Data);
        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Single(outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.False(Directory.Exists(elsewhere.Data));
    }

    [Fact]
    public async Task A_backup_that_is_interrupted_leaves_nothing()
    {
        await using var backup = GriotProgram.Start("backup", One, "--data", house.Data);
        await WaitAsync(backup, () => Directory.Exists(Part));
        var code = await backup.EndAsync("INT");
        Assert.Equal(code == 0, File.Exists(One));
        Assert.False(Directory.Exists(Part));
        Assert.Equal(code == 0 ? 1 : 0, (await house.AskAsync("backup", "--list")).AsArray().Count);
    }

    [Fact]
    public async Task A_folder_of_somebody_elses_is_not_cleared()
    {
        Directory.CreateDirectory(Part);
        File.WriteAllText(Path.Combine(Part, "notes.txt"), "mine");
        Assert.Equal(1, (await house.RunAsync("backup", One)).ExitCode);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Part, "notes.txt")));
    }

    public ValueTask DisposeAsync()
    {
        house.Dispose();
        elsewhere.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task WaitAsync(RunningGriot program, Func<bool> sign)
    {
        while (!program.HasEnded && !sign()) await Task.Delay(TimeSpan.FromMilliseconds(1));
    }

    // No file may grow beyond the limit: to the program, that is a disk that is full.
    private static async Task<Outcome> LimitedAsync(int kilobytes, params string[] arguments)
    {
        var program = GriotProgram.Describe(arguments, null);
        var start = new ProcessStartInfo("bash", ["-c", $"trap '' XFSZ; ulimit -f {kilobytes}; exec dotnet \"$@\"", "bash", .. program.ArgumentList]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in program.Environment) start.Environment[name] = value;
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        var (output, messages) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Outcome(process.ExitCode, await output, await messages);
    }
}
