using Griot.Record;

namespace Griot.Ingest.Tests.Folder;

/// <summary>Wherever a process that takes a file is killed, the next one finishes it, and each piece is sealed once.</summary>
public sealed class FolderCrashTests : IAsyncLifetime
{
    private FolderRoom room = null!;

    public async ValueTask InitializeAsync() => room = await FolderRoom.OpenAsync();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Killed_between_the_move_and_the_seal_it_is_sealed_by_the_next()
    {
        await room.LookTwiceAsync();
        File.WriteAllText(Path.Combine(room.Own("taking"), "20261128-000000-aaaaaaaa-news.xml"), Feeds.Rss(Feeds.Item("a")));
        room.Restart();
        await room.LookTwiceAsync();
        Assert.Equal(["a"], room.Uris);
        Assert.Equal(["news.xml"], room.Kept("delivered"));
        Assert.Equal("news.xml", room.World.EnvelopeOf(room.World.Entries()[0]).Headers!["Griot-File"]);
    }

    [Fact]
    public async Task Killed_between_the_seal_and_the_second_move_it_is_known()
    {
        room.Write("news.xml", Feeds.Rss(Feeds.Item("a"), Feeds.Item("b", "<p>Autre.</p>")));
        await room.LookTwiceAsync();
        var delivered = Directory.EnumerateFiles(room.Own("delivered")).Single();
        File.Move(delivered, Path.Combine(room.Own("taking"), Path.GetFileName(delivered)));
        room.Restart();
        await room.LookTwiceAsync();
        Assert.Equal(2, room.World.Entries().Count);
        Assert.Equal(["news.xml"], room.Kept("delivered"));
    }

    [Fact]
    public async Task A_copy_that_was_broken_off_is_never_taken_for_a_file()
    {
        await room.LookTwiceAsync();
        File.WriteAllText(Path.Combine(room.Own("taking"), ".20261128-000000-aaaaaaaa-news.xml.part"), Feeds.Rss(Feeds.Item("a")));
        await room.LookTwiceAsync();
        Assert.Empty(room.World.Entries());
    }

    [Fact]
    public async Task A_second_process_leaves_a_folder_alone_that_the_first_is_at()
    {
        room.Write("news.xml", Feeds.Rss(Feeds.Item("a")));
        await room.Watch.OnceAsync(default);
        room.World.Time.Advance(TimeSpan.FromSeconds(6));
        using (new FileStream(Path.Combine(room.Own("taking"), "..", "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            Assert.Equal(0, (await room.Watch.OnceAsync(default)).Taken);
        Assert.Equal(1, (await room.Watch.OnceAsync(default)).Taken);
        Assert.Equal(EntryKind.Article, Assert.Single(room.World.Entries()).Entry.Kind);
    }
}
