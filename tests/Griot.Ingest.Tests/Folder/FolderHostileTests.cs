using System.Diagnostics;
using Griot.Ingest.Providers;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ingest.Tests.Folder;

/// <summary>Whoever owns a watched folder leads the house nowhere else, and harms nobody by it.</summary>
public sealed class FolderHostileTests : IAsyncLifetime
{
    private static readonly string Secret = Feeds.Rss(Feeds.Item("secret"));
    private FolderRoom room = null!;

    public async ValueTask InitializeAsync() => room = await FolderRoom.OpenAsync();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Links_pipes_and_sockets_are_left_where_they_lie_and_told()
    {
        File.WriteAllText(Path.Combine(room.World.Folder, "secret.xml"), Secret);
        File.CreateSymbolicLink(room.File("link.xml"), Path.Combine(room.World.Folder, "secret.xml"));
        Directory.CreateSymbolicLink(room.File("in"), room.World.Folder);
        await RunAsync("mkfifo", room.File("pipe.xml"));
        room.Write("good.xml", Feeds.Rss(Feeds.Item("a")));
        await room.LookTwiceAsync();
        Assert.Equal(["a"], room.Uris);
        Assert.Equal(["in", "link.xml", "pipe.xml"], room.Lying());
        Assert.Contains("link.xml\\u201D is a link", room.State!.Incidents, StringComparison.Ordinal);
        Assert.Contains("pipe.xml\\u201D is a pipe", room.State!.Incidents, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_name_of_a_file_of_somebody_else_is_not_read()
    {
        var secret = Path.Combine(Path.GetDirectoryName(room.Drop)!, Path.GetFileName(room.Drop) + "-secret.xml");
        File.WriteAllText(secret, Secret);
        await RunAsync("ln", secret, room.File("news.xml"));
        await room.LookTwiceAsync();
        Assert.Empty(room.World.Entries());
        Assert.Contains("hard link", room.State!.Incidents, StringComparison.Ordinal);
        File.Delete(secret);
        await room.LookTwiceAsync();
        Assert.Single(room.World.Entries());
    }

    [Fact]
    public async Task A_folder_on_the_way_that_becomes_a_link_ends_the_taking_and_not_the_watch()
    {
        using var outer = new TemporaryFolder();
        Directory.CreateDirectory(outer.File("real/drop"));
        var card = await FolderRoom.AddAsync(room.World, outer.File("real/drop"), "Ségou Info");
        Directory.Move(outer.File("real"), outer.File("moved"));
        Directory.CreateSymbolicLink(outer.File("real"), outer.File("moved"));
        File.WriteAllText(outer.File("moved/drop/news.xml"), Secret);
        room.Write("good.xml", Feeds.Rss(Feeds.Item("a")));
        await room.LookTwiceAsync();
        Assert.Equal(["a"], room.Uris);
        Assert.True(File.Exists(outer.File("moved/drop/news.xml")));
        Assert.NotNull(room.World.Store.Channels().Single(known => known.Channel.Id == card.Channels[^1].Id).State!.LastError);
    }

    [Fact]
    public async Task A_file_that_changes_into_a_link_between_two_looks_is_not_followed()
    {
        File.WriteAllText(Path.Combine(room.World.Folder, "secret.xml"), Secret);
        room.Write("news.xml", Feeds.Rss(Feeds.Item("a")));
        await room.LookTwiceAsync(() =>
        {
            File.Delete(room.File("news.xml"));
            File.CreateSymbolicLink(room.File("news.xml"), Path.Combine(room.World.Folder, "secret.xml"));
        });
        await room.LookTwiceAsync();
        Assert.Empty(room.World.Entries());
    }

    [Fact]
    public async Task What_got_among_what_is_taken_without_being_a_file_is_refused_unread()
    {
        await room.LookTwiceAsync();
        File.CreateSymbolicLink(Path.Combine(room.Own("taking"), "20261128-000000-aaaaaaaa-link.xml"), "/etc/passwd");
        await RunAsync("mkfifo", Path.Combine(room.Own("taking"), "20261128-000000-bbbbbbbb-pipe.xml"));
        room.Write("good.xml", Feeds.Rss(Feeds.Item("a")));
        await room.LookTwiceAsync();
        Assert.Equal(["a"], room.Uris);
        Assert.Equal(["link.xml", "link.xml.why.txt", "pipe.xml", "pipe.xml.why.txt"], room.Kept("refused"));
        Assert.Empty(room.Kept("taking"));
    }

    [Fact]
    public async Task A_file_that_goes_on_growing_after_it_was_moved_waits_until_it_has_stopped()
    {
        room.Write("news.xml", Feeds.Rss(Feeds.Item("a")));
        using (var open = new FileStream(room.File("news.xml"), FileMode.Append, FileAccess.Write, FileShare.ReadWrite))
        {
            await room.Watch.OnceAsync(default);
            room.World.Time.Advance(TimeSpan.FromSeconds(6));
            // Just before it is looked at once more, somebody writes on.
            open.Write(" "u8);
            open.Flush();
            Assert.Equal(0, (await room.Watch.OnceAsync(default)).Taken);
        }

        await room.LookTwiceAsync();
        Assert.Single(room.World.Entries());
    }

    [Fact]
    public async Task M04_names_that_are_no_text_or_turn_the_line_around_are_taken_and_are_labels_only()
    {
        string[] scripts = ["cp feed.tmp a", "cp a \"$(printf 'caf\\351.xml')\"", "cp a \"$(printf 'two\\nlines.xml')\"", "cp a \"$(printf 'gpj\\342\\200\\256exe.xml')\"", $"cp a {new string('n', 251)}.xml", "cp a -- '-rf.xml'", "rm a"];
        File.WriteAllText(room.File("make.tmp"), string.Join('\n', scripts));
        room.Write("feed.tmp", Feeds.Rss(Feeds.Item("a")));
        await RunAsync("sh", "-c", $"cd {room.Drop} && sh make.tmp");
        await room.LookTwiceAsync();
        Assert.Equal(["feed.tmp", "make.tmp"], room.Lying());
        Assert.Single(room.World.Entries());
        Assert.Equal(["-rf.xml", "caf_.xml", "gpj_exe.xml", new string('n', 96) + ".xml", "two_lines.xml"], room.Kept("delivered"));
    }

    [Fact]
    public async Task What_is_larger_than_is_taken_stays_with_its_provider_and_is_told()
    {
        using (var large = File.Create(room.File("large.xml"))) large.SetLength(65L * 1024 * 1024);
        room.Write("good.xml", Feeds.Rss(Feeds.Item("a")));
        await room.LookTwiceAsync();
        Assert.Equal(["large.xml"], room.Lying());
        Assert.Equal(["a"], room.Uris);
        Assert.Contains("larger than 64 MB", room.State!.Incidents, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_from_another_file_system_is_copied_and_deleted_there()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm") && Device("/dev/shm") != Device(room.World.Folder), "no second file system is here (/dev/shm)");
        var far = Directory.CreateDirectory($"/dev/shm/griot-test-{OpaqueId.New()}").FullName;
        try
        {
            var card = await FolderRoom.AddAsync(room.World, far, "Ségou Info");
            File.WriteAllText(Path.Combine(far, "news.xml"), Feeds.Rss(Feeds.Item("far")));
            // A process that was killed after it had marked this one, and before it was deleted.
            File.WriteAllText(Path.Combine(far, ".griot-taken-0123456789abcdef-begun.xml"), Feeds.Rss(Feeds.Item("begun", "<p>Autre.</p>")));
            await room.LookTwiceAsync();
            Assert.Equal(["begun", "far"], room.Uris.Order(StringComparer.Ordinal));
            Assert.Empty(Directory.EnumerateFiles(far));
            Assert.Equal(2, Directory.EnumerateFiles(Path.Combine(room.World.Folder, "folders", card.Channels[^1].Id, "delivered")).Count());
        }
        finally
        {
            Directory.Delete(far, recursive: true);
        }
    }

    [Fact]
    public async Task A_folder_that_reaches_the_house_or_another_provider_is_not_watched()
    {
        var data = room.World.Folder;
        using var other = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(room.Drop, "inner"));
        Directory.CreateDirectory(Path.Combine(data, "log"));
        Directory.CreateSymbolicLink(other.File("link"), data);
        File.WriteAllText(other.File("file"), "");
        foreach (var path in (string[])["/", data, Path.Combine(data, "log"), Path.GetDirectoryName(data)!, other.File("link"), other.File("link/log"), other.File("file"), other.File("missing"), room.Drop, Path.Combine(room.Drop, "inner"), room.Drop + "/inner/.."])
            Assert.IsType<RegisterOutcome.Refused>(await room.World.Register.AddFolderAsync(room.Card.Id, path, [data], default));
        Assert.IsType<RegisterOutcome.Registered>(await room.World.Register.AddFolderAsync(room.Card.Id, other.Path, [data], default));
    }

    private static string Device(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%d", path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return stat.StandardOutput.ReadToEnd();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
