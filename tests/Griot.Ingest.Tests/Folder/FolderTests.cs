using System.IO.Compression;
using System.Text;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Providers;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Ingest.Tests.Folder;

public sealed class FolderTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder drop = new();
    private World world = null!;
    private FolderWatch watch = null!;
    private ProviderCard card = null!;

    public async ValueTask InitializeAsync()
    {
        world = await World.OpenAsync();
        var added = await world.AddAsync();
        card = Assert.IsType<RegisterOutcome.Registered>(await world.Register.AddDoorAsync(added.Id, ChannelKind.Folder, drop.Path, default)).Card;
        watch = NewWatch();
    }

    public ValueTask DisposeAsync() => world.DisposeAsync();

    public void Dispose() => drop.Dispose();

    [Fact]
    public async Task A_file_is_taken_once_it_has_stopped_growing_and_lies_among_the_delivered_then()
    {
        Write("news.xml", Feeds.Rss(Feeds.Item("a")));
        Assert.Equal(0, await watch.OnceAsync(default));
        world.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(0, await watch.OnceAsync(default));
        world.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await watch.OnceAsync(default));
        Assert.Equal(["delivered/news.xml"], Files());
        var entry = Assert.Single(world.Entries());
        Assert.Equal((card.Channels[^1].Id, Evidence.Authenticated), (entry.Entry.Channel, entry.Entry.Evidence));
        Assert.Equal(Encoding.UTF8.GetBytes(Feeds.Item("a")), world.DeliveryOf(entry));
        Assert.NotNull(world.Store.Channels()[^1].State!.LastAccepted);
    }

    [Fact]
    public async Task A_file_that_is_still_written_is_left_alone()
    {
        Write("news.xml", Feeds.Rss(Feeds.Item("a"))[..40]);
        await LookTwiceAsync(() => Write("news.xml", Feeds.Rss(Feeds.Item("a"))));
        Assert.Equal(["news.xml"], Files());
        await LookTwiceAsync();
        Assert.Equal(["delivered/news.xml"], Files());
        Assert.Single(world.Entries());
        Assert.Empty(world.Store.Quarantine());
    }

    [Theory]
    [InlineData("news.xml.part")]
    [InlineData("news.tmp")]
    [InlineData("news.xml.filepart")]
    [InlineData(".news.xml")]
    [InlineData("news.xml~")]
    public async Task A_name_that_says_unfinished_is_believed(string name)
    {
        Write(name, Feeds.Rss(Feeds.Item("a")));
        await LookTwiceAsync();
        Assert.Equal([name], Files());
        Assert.Empty(world.Entries());
    }

    [Fact]
    public async Task What_cant_be_read_lies_among_the_refused_with_its_reason_and_in_quarantine()
    {
        Write("photo.xml", "no feed at all");
        Write("some.json", Feeds.Json(Feeds.Member("a"), "7"));
        await LookTwiceAsync();
        Assert.Equal(["refused/photo.xml", "refused/photo.xml.why.txt", "refused/some.json", "refused/some.json.why.txt"], Files());
        Assert.Contains("photo.xml: ", Text("refused/photo.xml.why.txt"), StringComparison.Ordinal);
        Assert.Equal(2, world.Store.Quarantine().Count);
        Assert.Single(world.Entries());
    }

    [Fact]
    public async Task Each_file_of_an_archive_is_a_document_of_its_own()
    {
        WriteArchive("today.zip", ("a/one.xml", Feeds.Rss(Feeds.Item("a"))), ("two.json", Feeds.Json(Feeds.Member("b", "<p>Autre.</p>"))), ("../../three.xml", "nothing"));
        await LookTwiceAsync();
        Assert.Equal(["refused/today.zip", "refused/today.zip.why.txt"], Files());
        Assert.Equal(["a", "b"], world.Entries().Select(entry => world.RecordOf(entry).Uri));
        Assert.Contains("three.xml: ", Text("refused/today.zip.why.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_unpacks_without_end_is_refused_whole_and_harms_nobody()
    {
        using (var archive = ZipFile.Open(drop.File("bomb.zip"), ZipArchiveMode.Create))
        {
            await using var stream = await archive.CreateEntry("zeros.xml", CompressionLevel.SmallestSize).OpenAsync();
            var block = new byte[1 << 20];
            for (var n = 0; n < 300; n++) stream.Write(block);
        }

        Write("good.xml", Feeds.Rss(Feeds.Item("a")));
        Write("broken.zip", "PK\u0003\u0004 and no more");
        var before = GC.GetAllocatedBytesForCurrentThread();
        await LookTwiceAsync();
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000_000);
        Assert.Equal(["delivered/good.xml", "refused/bomb.zip", "refused/bomb.zip.why.txt", "refused/broken.zip", "refused/broken.zip.why.txt"], Files());
        Assert.Single(world.Entries());
    }

    [Fact]
    public async Task A_link_and_a_pipe_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links and pipes of Unix");
        File.WriteAllText(Path.Combine(world.Folder, "secret.xml"), Feeds.Rss(Feeds.Item("secret")));
        File.CreateSymbolicLink(drop.File("link.xml"), Path.Combine(world.Folder, "secret.xml"));
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", drop.File("pipe.xml"))) await pipe.WaitForExitAsync(TestContext.Current.CancellationToken);
        await LookTwiceAsync();
        Assert.Empty(world.Entries());
        Assert.Equal(["link.xml", "pipe.xml"], Files());
    }

    [Fact]
    public async Task The_same_name_again_is_another_delivery()
    {
        foreach (var text in (string[])["<p>Un.</p>", "<p>Deux.</p>"])
        {
            Write("news.xml", Feeds.Rss(Feeds.Item("a", text)));
            await LookTwiceAsync();
        }

        Assert.Equal(["delivered/2-news.xml", "delivered/news.xml"], Files());
        Assert.Equal(2, world.Versions("a").Count);
    }

    [Fact]
    public async Task A_file_that_a_process_had_begun_with_is_taken_by_the_next_and_sealed_once()
    {
        Directory.CreateDirectory(drop.File(".taking"));
        Write(".taking/news.xml", Feeds.Rss(Feeds.Item("a")));
        Write("again.xml", Feeds.Rss(Feeds.Item("a")));
        await LookTwiceAsync(nextWatch: NewWatch());
        Assert.Equal(["delivered/again.xml", "delivered/news.xml"], Files());
        Assert.Single(world.Entries());
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_told_and_harms_no_other()
    {
        using var other = new TemporaryFolder();
        var second = Assert.IsType<RegisterOutcome.Registered>(await world.Register.AddDoorAsync(card.Id, ChannelKind.Folder, other.Path, default)).Card;
        Directory.Delete(drop.Path, recursive: true);
        File.WriteAllText(other.File("news.xml"), Feeds.Rss(Feeds.Item("a")));
        await LookTwiceAsync();
        Assert.Equal(second.Channels[^1].Id, Assert.Single(world.Entries()).Entry.Channel);
        Assert.NotNull(world.Store.Channels()[^2].State!.LastError);
        Directory.CreateDirectory(drop.Path);
        await LookTwiceAsync();
        Assert.Null(world.Store.Channels()[^2].State!.LastError);
    }

    private FolderWatch NewWatch() => new(world.Store, world.Time, NullLogger<FolderWatch>.Instance);

    private async Task LookTwiceAsync(Action? between = null, FolderWatch? nextWatch = null)
    {
        await watch.OnceAsync(default);
        between?.Invoke();
        if (nextWatch is not null) await nextWatch.OnceAsync(default);
        world.Time.Advance(TimeSpan.FromSeconds(6));
        await (nextWatch ?? watch).OnceAsync(default);
    }

    private void Write(string name, string text) => File.WriteAllText(drop.File(name), text);

    private string Text(string name) => File.ReadAllText(drop.File(name));

    private void WriteArchive(string name, params (string Name, string Text)[] members)
    {
        using var archive = ZipFile.Open(drop.File(name), ZipArchiveMode.Create);
        foreach (var (member, text) in members)
        {
            using var writer = new StreamWriter(archive.CreateEntry(member).Open(), new UTF8Encoding(false));
            writer.Write(text);
        }
    }

    private List<string> Files() =>
        [.. Directory.EnumerateFiles(drop.Path, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(drop.Path, path)).Order(StringComparer.Ordinal)];
}
