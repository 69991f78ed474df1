using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Delivering;

/// <summary>A watched folder as an operator and a provider use it.</summary>
public sealed class FolderTests
{
    private const int Files = 60;

    [Fact]
    public async Task A_folder_is_added_watched_once_and_shown()
    {
        using var house = await OpenAsync();
        File.WriteAllText(Path.Combine(Drop(house), "news.xml"), Feed(1));
        File.WriteAllText(Path.Combine(Drop(house), "none.xml"), "nothing");

        var once = await house.AskAsync("run", "--once");
        Assert.Equal((2, 1), ((int)once["files"]!, (int)once["filesRefused"]!));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Drop(house)));

        var shown = await house.AskAsync("channel", "show", "kayes-hebdo");
        Assert.Equal(("folder", Drop(house)), ((string?)shown["kind"], (string?)shown["address"]));
        Assert.Equal((1, 1, 0), ((int)shown["folder"]!["delivered"]!, (int)shown["folder"]!["refused"]!, (int)shown["folder"]!["taking"]!));
        Assert.Contains("none.xml", (string?)shown["folder"]!["newest"]![0]!["file"], StringComparison.Ordinal);
        var channel = Assert.Single((await house.AskAsync("status"))["channels"]!.AsArray())!;
        Assert.Equal("refused-file", (string?)channel["incidents"]![0]!["code"]);
        Assert.Equal((1, 1), ((int)channel["folder"]!["delivered"]!, (int)channel["folder"]!["refused"]!));
        Assert.Contains("refused-file", (await house.DoAsync("status")).Output, StringComparison.Ordinal);
        if (OperatingSystem.IsLinux()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(house.Data, "folders")));
    }

    [Fact]
    public async Task A_folder_that_reaches_the_house_is_refused_in_one_line()
    {
        using var house = await OpenAsync();
        foreach (var path in (string[])["/", house.Data, Path.GetDirectoryName(house.Data)!, Drop(house), Path.Combine(Path.GetDirectoryName(house.Data)!, "state")])
        {
            var outcome = await house.RunAsync("channel", "add", "kayes-hebdo", "--folder", path);
            Assert.Equal((1, 1), (outcome.ExitCode, outcome.Messages.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        }
    }

    [Fact]
    public async Task Killed_again_and_again_a_server_seals_each_piece_once_and_loses_no_file()
    {
        using var house = await OpenAsync();
        for (var n = 0; n < Files; n++) File.WriteAllText(Path.Combine(Drop(house), $"{n}.xml"), Feed(n));
        for (var round = 0; round < 5; round++)
        {
            await using var killed = await house.OpenAsync();
            // Somewhere between the first move and the last one.
            await Eventually.TrueAsync(() => Count(house, "delivered") >= Math.Min(Files, (round + 1) * 9), () => killed.Server.Messages);
            await killed.Server.KillAsync();
        }

        await using (var site = await house.OpenAsync())
            await Eventually.TrueAsync(() => Count(house, "delivered") == Files && Count(house, "taking") == 0, () => site.Server.Messages);
        Assert.Equal(Files, (int)(await house.AskAsync("status"))["items"]!);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Drop(house)));
        Assert.Empty((JsonArray)await house.AskAsync("quarantine", "list"));
        await house.DoAsync("check");
    }

    private static async Task<DataFolder> OpenAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "watched folders need Linux");
        var house = new DataFolder();
        await house.DoAsync("provider", "add", "--name", "Kayes Hebdo", "--kind", "press", "--country", "ML", "--language", "fr");
        Directory.CreateDirectory(Drop(house));
        var added = await house.AskAsync("channel", "add", "kayes-hebdo", "--folder", Drop(house));
        Assert.Equal(("folder", Drop(house), null), ((string?)added["kind"], (string?)added["address"], (string?)added["key"]));
        return house;
    }

    private static string Drop(DataFolder house) => house.File("drop");

    private static int Count(DataFolder house, string folder) =>
        Directory.Exists(Path.Combine(house.Data, "folders")) ? Directory.GetDirectories(Path.Combine(house.Data, "folders")).Sum(channel => Directory.Exists(Path.Combine(channel, folder)) ? Directory.GetFiles(Path.Combine(channel, folder)).Length : 0) : 0;

    private static string Feed(int number) =>
        $"<rss version=\"2.0\"><channel><title>Kayes</title><item><guid isPermaLink=\"false\">n{number}</guid><title>Nouvelle {number}</title><description>Le fleuve monte de {number} centimètres.</description></item></channel></rss>";
}
