using Griot.Tests.Running;

namespace Griot.Tests.Exporting;

/// <summary>Whoever gets a copy finds out whether it is what its house signed.</summary>
public sealed class CopyCheckTests
{
    [Fact]
    public async Task A_copy_is_whole_by_the_key_that_its_house_publishes()
    {
        await using var house = await CopiedHouse.OpenAsync(Rss.Item("a", "Le pont rouvre", "Enfin."));

        var outcome = await house.CheckAsync();

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains("whole", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_the_copys_own_is_trusted_this_once_loudly_and_not_pinned()
    {
        await using var house = await CopiedHouse.OpenAsync(Rss.Item("a", "Le pont rouvre", "Enfin."));

        var outcome = await house.Folder.RunAsync("export", house.Copy.Root, "--check");

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        Assert.Contains("trusted this once, and not pinned", outcome.Messages, StringComparison.Ordinal);
        Assert.False(File.Exists(house.Folder.File("config/griot/known-logs")));
    }

    public static TheoryData<string, string> Changes => new()
    {
        { "alter a page", "fr/le-pont.html: differs" },
        { "alter a letter of the style", ".css: differs" },
        { "delete a page", "fr/le-pont.html: missing" },
        { "add a page", "fr/added.html: extra" },
        { "add a file beside the note", "export.html: extra" },
        { "make a page a link", "fr/le-pont.html: missing" },
        { "add a link", "fr/link: it is a link" },
        { "alter the list", "export.sha256: it is not the list that was signed for" },
        { "alter the note", "export.note: its signature is not of the log's key" },
        { "take the signature off", "export.note: it is not signed" },
        { "delete the note", "export.note: there is no word of a house" },
        { "begin anew", "export.journal: an export was begun here" },
        { "alter the checkpoint", "log/checkpoint: " },
    };

    [Theory, MemberData(nameof(Changes))]
    public async Task Whatever_is_changed_is_named(string change, string line)
    {
        await using var house = await CopiedHouse.OpenAsync(Rss.Item("a", "Le pont rouvre", "Enfin."));
        var key = house.Key;
        Change(house.Copy, change);

        var outcome = await house.CheckAsync(key);

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Contains(outcome.Lines, said => said.Contains(line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_key_of_another_log_does_not_hold()
    {
        await using var house = await CopiedHouse.OpenAsync(Rss.Item("a", "Le pont rouvre", "Enfin."));
        await using var other = await CopiedHouse.OpenAsync(Rss.Item("a", "Le pont rouvre", "Enfin."));

        var outcome = await house.CheckAsync(other.Key);

        Assert.True(outcome.ExitCode == 1, outcome.ToString());
        Assert.Contains("export.note: its signature is not of the log's key", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_house_without_its_key_makes_a_copy_and_says_that_it_is_not_signed()
    {
        await using var house = await CopiedHouse.OpenAsync(Rss.Item("a", "Le pont rouvre", "Enfin."));
        File.Move(Path.Combine(house.Folder.Data, "log.key"), house.Folder.File("elsewhere"));

        var outcome = await house.Folder.DoAsync("export", house.Copy.Root);

        Assert.Contains("The copy is not signed", outcome.Messages, StringComparison.Ordinal);
        var check = await house.CheckAsync();
        Assert.True(check.ExitCode == 1, check.ToString());
        Assert.Contains("export.note: it is not signed", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_no_export_is_told_apart() =>
        Assert.Equal(1, (await GriotProgram.RunAsync("export", Path.GetTempPath(), "--check")).ExitCode);

    private static void Change(Copy copy, string change)
    {
        var page = copy.Full("fr/le-pont.html");
        switch (change)
        {
            case "alter a page": File.AppendAllText(page, " "); break;
            case "alter a letter of the style": Turn(Directory.EnumerateFiles(copy.Root, "style-*.css").Single()); break;
            case "delete a page": File.Delete(page); break;
            case "add a page": File.WriteAllText(copy.Full("fr/added.html"), "x"); break;
            case "add a file beside the note": File.WriteAllText(copy.Full("export.html"), "x"); break;
            case "make a page a link": File.Move(page, copy.Full("moved")); File.CreateSymbolicLink(page, copy.Full("moved")); break;
            case "add a link": File.CreateSymbolicLink(copy.Full("fr/link"), "/etc"); break;
            case "alter the list": File.AppendAllText(copy.Full("export.sha256"), $"{new string('0', 64)}  fr/added.html\n"); break;
            case "alter the note": File.WriteAllText(copy.Full("export.note"), copy.Read("export.note").Replace("made 20", "made 30", StringComparison.Ordinal)); break;
            case "take the signature off": File.WriteAllText(copy.Full("export.note"), copy.Read("export.note").Split("\n\n")[0] + "\n"); break;
            case "delete the note": File.Delete(copy.Full("export.note")); break;
            case "begin anew": File.WriteAllText(copy.Full("export.journal"), ""); break;
            default: Turn(copy.Full("log/checkpoint")); break;
        }
    }

    private static void Turn(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
