using System.Text;
using Griot.Ingest.Operator;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ingest.Tests.Folder;

/// <summary>A folder into which a provider puts files, for instance by SFTP.</summary>
public sealed class FolderTests : IAsyncLifetime
{
    private FolderRoom room = null!;

    public async ValueTask InitializeAsync() => room = await FolderRoom.OpenAsync();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task A_file_is_taken_once_it_has_lain_unchanged_for_a_while()
    {
        room.Write("news.xml", Feeds.Rss(Feeds.Item("a")));
        var first = await room.Watch.OnceAsync(default);
        Assert.Equal((0, 1), (first.Taken, first.Waiting));
        room.World.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(0, (await room.Watch.OnceAsync(default)).Taken);
        room.World.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await room.Watch.OnceAsync(default)).Taken);
        Assert.Empty(room.Lying());
        Assert.Equal(["news.xml"], room.Kept("delivered"));
        var entry = Assert.Single(room.World.Entries());
        Assert.Equal((room.Channel, Evidence.Authenticated), (entry.Entry.Channel, entry.Entry.Evidence));
        Assert.Equal(Encoding.UTF8.GetBytes(Feeds.Item("a")), room.World.DeliveryOf(entry));
        Assert.Equal("news.xml", room.World.EnvelopeOf(entry).Headers!["Griot-File"]);
        Assert.NotNull(room.State!.LastAccepted);
    }

    [Fact]
    public void The_card_says_that_there_is_a_folder_and_not_where()
    {
        var shown = room.World.Store.Card(room.Card.Id)!.Channels[^1];
        Assert.Equal((ChannelKind.Folder, null, false), (shown.Kind, shown.Domain, shown.Public));
        Assert.DoesNotContain(Path.GetFileName(room.Drop), Encoding.UTF8.GetString(room.World.Store.Card(room.Card.Id)!.ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_still_written_is_left_alone()
    {
        room.Write("news.xml", Feeds.Rss(Feeds.Item("a"))[..40]);
        await room.LookTwiceAsync(() => room.Write("news.xml", Feeds.Rss(Feeds.Item("a"))));
        Assert.Equal(["news.xml"], room.Lying());
        await room.LookTwiceAsync();
        Assert.Equal(["news.xml"], room.Kept("delivered"));
        Assert.Empty(room.World.Store.Quarantine());
    }

    [Theory]
    [InlineData("news.xml.part")]
    [InlineData("news.TMP")]
    [InlineData("news.xml.filepart")]
    [InlineData(".news.xml")]
    [InlineData(".ssh/authorized_keys")]
    [InlineData("news.xml~")]
    public async Task A_name_that_says_unfinished_is_believed_until_it_is_renamed(string name)
    {
        room.Write(name, Feeds.Rss(Feeds.Item("a")));
        await room.LookTwiceAsync();
        Assert.Equal([name], room.Lying());
        Assert.Empty(room.World.Entries());
        File.Move(room.File(name), room.File("whole.xml"));
        await room.LookTwiceAsync();
        Assert.Single(room.World.Entries());
    }

    [Fact]
    public async Task X16_a_document_that_breaks_off_brings_its_whole_pieces_and_lies_among_the_refused_and_withdraws_nothing()
    {
        var whole = Feeds.Rss(Feeds.Item("a"), Feeds.Item("b", "<p>Autre.</p>"));
        room.Write("first.xml", whole);
        await room.LookTwiceAsync();
        room.Write("second.xml", Feeds.Rss(Feeds.Item("c", "<p>Le pont.</p>"), Feeds.Item("d", "<p>Le marché.</p>"))[..^60]);
        await room.LookTwiceAsync();
        Assert.Equal(["a", "b", "c"], room.Uris.Order(StringComparer.Ordinal));
        Assert.Equal(["second.xml", "second.xml.why.txt"], room.Kept("refused"));
        Assert.Equal("truncated", Assert.Single(room.World.Store.Quarantine()).Content.Code);
        Assert.All(room.World.Entries(), entry => Assert.Equal(EntryKind.Article, entry.Entry.Kind));
    }

    [Fact]
    public async Task What_cant_be_read_lies_among_the_refused_with_its_reason_and_in_quarantine_and_is_told()
    {
        room.Write("photo.xml", "no feed at all");
        room.Write("some.json", Feeds.Json(Feeds.Member("a"), "7"));
        await room.LookTwiceAsync();
        Assert.Equal(["photo.xml", "photo.xml.why.txt", "some.json", "some.json.why.txt"], room.Kept("refused"));
        Assert.Contains("photo.xml: ", room.Reason("photo.xml"), StringComparison.Ordinal);
        Assert.Equal(2, room.World.Store.Quarantine().Count);
        Assert.Single(room.World.Entries());
        Assert.Equal(2, room.State!.Incidents!.Split("refused-file").Length - 1);
    }

    [Fact]
    public async Task What_lies_in_folders_inside_is_taken_as_well_the_oldest_first()
    {
        room.Write("2026/11/one.json", Feeds.Json(Feeds.Member("a")));
        await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        room.Write("two.json", Feeds.Json(Feeds.Member("b", "<p>Autre.</p>")));
        await room.LookTwiceAsync();
        Assert.Equal(["a", "b"], room.Uris);
        Assert.Equal(["one.json", "two.json"], room.Kept("delivered"));
    }

    [Fact]
    public async Task The_same_name_again_is_another_delivery()
    {
        foreach (var text in (string[])["<p>Un.</p>", "<p>Deux.</p>"])
        {
            room.Write("news.xml", Feeds.Rss(Feeds.Item("a", text)));
            await room.LookTwiceAsync();
        }

        Assert.Equal(["news.xml", "news.xml"], room.Kept("delivered"));
        Assert.Equal(2, room.World.Versions("a").Count);
    }

    [Fact]
    public async Task Prose_is_told_by_the_end_of_its_name()
    {
        room.Write("communiqué.md", "---\nid: urn:kayes:1\ntitle: Le pont\n---\nLe pont est *ouvert*.\n");
        await room.LookTwiceAsync();
        Assert.Equal("urn:kayes:1", Assert.Single(room.Uris));
        Assert.Equal(["communiqué.md"], room.Kept("delivered"));
    }

    [Fact]
    public async Task I09_of_a_suspended_provider_a_withdrawal_alone_is_taken_and_the_rest_is_kept_among_the_refused()
    {
        room.Write("one.xml", Feeds.Atom(Feeds.Entry("urn:a")));
        await room.LookTwiceAsync();
        await room.World.Register.SetAsync(room.Card.Id, new ProviderDetails { State = ProviderState.Suspended }, default);
        room.Write("two.xml", Feeds.Atom(Feeds.Entry("urn:b", "<p>Autre.</p>")));
        room.Write("three.xml", Feeds.Atom(Feeds.Deleted("urn:a")));
        await room.LookTwiceAsync();
        Assert.Equal([EntryKind.Article, EntryKind.Withdrawal], room.World.Entries().Select(entry => entry.Entry.Kind));
        Assert.Equal(["two.xml", "two.xml.why.txt"], room.Kept("refused"));
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_told_becomes_an_alarm_and_harms_no_other()
    {
        using var other = new TemporaryFolder();
        var second = await FolderRoom.AddAsync(room.World, other.Path, "Ségou Info");
        Directory.Delete(room.Drop, recursive: true);
        File.WriteAllText(other.File("news.xml"), Feeds.Rss(Feeds.Item("a")));
        await room.LookTwiceAsync();
        Assert.Equal(second.Channels[^1].Id, Assert.Single(room.World.Entries()).Entry.Channel);
        Assert.StartsWith("folder-unreadable: ", room.State!.LastError, StringComparison.Ordinal);
        Assert.Null(room.State!.Alarm);
        room.World.Time.Advance(TimeSpan.FromMinutes(4));
        await room.Watch.OnceAsync(default);
        Assert.Equal("folder-unreadable", room.State!.Alarm!.Code);
        var standing = Assert.Single(new ChannelAlarms(room.World.Store, room.World.Time).Standing());
        Assert.False(standing.IsTheirs);
        Directory.CreateDirectory(room.Drop);
        await room.LookTwiceAsync();
        Assert.Equal((null, null), (room.State!.LastError, room.State!.Alarm));
    }

    [Fact]
    public async Task While_the_store_is_frozen_nothing_leaves_its_folder()
    {
        room.Write("news.xml", Feeds.Rss(Feeds.Item("a")));
        room.World.Store.SetFreeze(new Freeze(3, null, []));
        await room.LookTwiceAsync();
        Assert.Equal(["news.xml"], room.Lying());
        room.World.Store.SetFreeze(null);
        await room.LookTwiceAsync();
        Assert.Single(room.World.Entries());
    }

    [Fact]
    public async Task Where_the_disk_of_the_store_is_full_files_wait_and_are_taken_when_there_is_room_again()
    {
        room.Write("news.xml", Feeds.Rss(Feeds.Item("a", $"<p>{new string('x', 200_000)}</p>")));
        Limit(pages: 1);
        await room.LookTwiceAsync();
        Assert.Empty(room.World.Entries());
        Assert.Equal(["news.xml"], room.Kept("taking"));
        Limit(pages: 1_000_000);
        room.World.Time.Advance(TimeSpan.FromMinutes(2));
        await room.LookTwiceAsync();
        Assert.Single(room.World.Entries());
        Assert.Equal(["news.xml"], room.Kept("delivered"));
    }

    // The store's file may not grow beyond so many pages: what it has already is never less.
    private void Limit(int pages)
    {
        using var command = room.World.Store.Writer.CreateCommand();
        command.CommandText = $"PRAGMA max_page_count = {pages}";
        command.ExecuteNonQuery();
    }
}
