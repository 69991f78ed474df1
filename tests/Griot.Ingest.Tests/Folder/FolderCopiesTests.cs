using System.Text;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Operator;
using Griot.Record;

namespace Griot.Ingest.Tests.Folder;

/// <summary>What a watched folder brought lies in the house's own folders once more: a removal by order reaches it there.</summary>
public sealed class FolderCopiesTests : IAsyncLifetime
{
    private const string Secret = "<p>Le secret de Zongobé est caché dans la grange depuis dix ans.</p>";
    private FolderRoom room = null!;

    public async ValueTask InitializeAsync() => room = await FolderRoom.OpenAsync();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task L05_the_files_that_hold_what_was_removed_go_and_no_other_does()
    {
        room.Write("news.xml", Feeds.Rss(Feeds.Item("a", Secret), Feeds.Item("b", "<p>Le pont rouvre.</p>")));
        room.Write("pont.xml", Feeds.Rss(Feeds.Item("c", "<p>Le pont de Kayes a rouvert ce matin.</p>")));
        room.Write("tout.zip", ZipTests.Archive(("in.xml", Feeds.Rss(Feeds.Item("a", Secret)))));
        await room.LookTwiceAsync();
        room.Write("news.xml", Feeds.Rss(Feeds.Item("d", "<p>Les nouvelles du lendemain, sous le même nom.</p>")));
        room.Write("broken.xml", "<rss><channel><item><title>Le secret de Zongobé est caché dans la grange depuis dix ans.");
        await room.LookTwiceAsync();
        Assert.Equal(["news.xml", "news.xml", "pont.xml", "tout.zip"], room.Kept("delivered"));
        Assert.Equal(["broken.xml", "broken.xml.why.txt"], room.Kept("refused"));
        var held = Directory.GetFiles(room.Own("delivered")).Concat(Directory.GetFiles(room.Own("refused"))).ToList();

        var done = await RemoveAsync("a");
        var copies = FolderCopies.Of(room.World.Folder, done.Plan);
        var left = copies.Delete();

        Assert.Empty(left);
        Assert.Equal(["news.xml", "pont.xml"], room.Kept("delivered"));
        Assert.Empty(room.Kept("refused"));
        Assert.Equal(["broken.xml", "news.xml", "tout.zip"], copies.Held.Select(path => Path.GetFileName(path)[25..]).Order(StringComparer.Ordinal));
        Assert.Contains("lendemain", await File.ReadAllTextAsync(Assert.Single(copies.Unsure), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.All(held.Where(File.Exists), path => Assert.DoesNotContain("Zongobé", File.ReadAllText(path), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_item_that_no_folder_brought_has_no_copies_there()
    {
        await room.World.PollAsync(Feeds.Rss(Feeds.Item("z", Secret)), "/11");
        room.Write("news.xml", Feeds.Rss(Feeds.Item("a", Secret)));
        await room.LookTwiceAsync();

        var copies = FolderCopies.Of(room.World.Folder, (await RemoveAsync("z")).Plan);

        Assert.Empty(copies.Held);
        Assert.Equal(["news.xml"], room.Kept("delivered"));
    }

    private async Task<RemovalAnswer.Done> RemoveAsync(string uri) => Assert.IsType<RemovalAnswer.Done>(await new Removing(room.World.Store).RemoveAsync(
        new RemovalRequest(room.World.Item(uri)), new RemovalOrder(Encoding.UTF8.GetBytes("order"), RemovalReason.CourtOrder, "ML", null), default));
}
