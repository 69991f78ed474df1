using System.Security.Cryptography;
using System.Text;
using Griot.Ingest.Operator;
using Griot.Record;

namespace Griot.Ingest.Tests.Poll;

/// <summary>What could not be taken in: kept, counted, bounded, and read again when its time has come.</summary>
public sealed class QuarantineTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_row_is_read_again_when_what_stood_in_its_way_has_gone()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var deleted = Feeds.Deleted("urn:1");
        await world.PollAsync(Feeds.Atom(deleted));
        var row = Assert.Single(world.Store.Quarantine());
        Assert.Equal(deleted, Encoding.UTF8.GetString(row.Content.Bytes));
        var desk = new QuarantineDesk(world.Store, world.Time);

        var early = await desk.ReplayAsync(row.Id, Cancellation);
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.PollAsync(Feeds.Atom(Feeds.Entry("urn:1")));
        var replayed = await desk.ReplayAsync(row.Id, Cancellation);

        Assert.Equal(0, early.Accepted);
        Assert.Equal(new ReplayOutcome(true, 1, null), replayed);
        Assert.NotNull(Assert.Single(world.Store.Quarantine()).Handled);
        Assert.Equal(Answer.Gone, world.Shelf.Take(world.Item("urn:1"))!.Answer);
    }

    [Fact]
    public async Task An_old_text_is_not_put_on_top_of_a_newer_one()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>Ancien.</p>")));
        var row = new Ledger.Quarantined
        {
            Provider = card.Id,
            Channel = card.Channels[0].Id,
            Code = "x",
            Message = "x",
            Bytes = Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("1", "<p>Entre deux.</p>"))),
        };
        await world.Store.AppendAsync(new Ledger.Batch { Quarantined = [row] }, Cancellation);
        world.Time.Advance(TimeSpan.FromHours(1));
        await world.PollAsync(Feeds.Rss(Feeds.Item("1", "<p>Nouveau.</p>")));

        var outcome = await new QuarantineDesk(world.Store, world.Time).ReplayAsync(world.Store.Quarantine()[0].Id, Cancellation);

        Assert.Equal(0, outcome.Accepted);
        Assert.Contains("newer", outcome.Refused, StringComparison.Ordinal);
        Assert.Equal(2, world.Versions("1").Count);
    }

    [Fact]
    public async Task A_whole_document_is_cut_and_read_at_its_replay()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        var document = Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("2"), Feeds.Item("1")));
        await world.Store.AppendAsync(
            new Ledger.Batch { Quarantined = [new Ledger.Quarantined { Provider = card.Id, Channel = card.Channels[0].Id, Code = "not-a-feed", Message = "x", Bytes = document }] }, Cancellation);

        var outcome = await new QuarantineDesk(world.Store, world.Time).ReplayAsync(world.Store.Quarantine()[0].Id, Cancellation);

        Assert.Equal(new ReplayOutcome(true, 2, null), outcome);
        Assert.Equal(["1", "2"], world.Entries().Select(entry => world.RecordOf(entry).Uri));
    }

    [Fact]
    public async Task The_same_bytes_are_counted_and_kept_once()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        for (var i = 0; i < 5; i++) await world.PollAsync(Feeds.Rss("<item></item>", Feeds.Item($"{i}")));

        var row = Assert.Single(world.Store.Quarantine());
        Assert.Equal(("<item></item>", 5), (Encoding.UTF8.GetString(row.Content.Bytes), row.Times));
    }

    [Fact]
    public async Task Another_error_page_at_each_poll_does_not_fill_the_disk()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        byte[] last = [];
        for (var i = 0; i < 30; i++)
        {
            last = Encoding.UTF8.GetBytes($"<!doctype html><html><body>Error {i}</body></html>");
            await world.PollAsync(last);
            world.Time.Advance(TimeSpan.FromDays(1));
        }

        var rows = world.Store.Quarantine();
        Assert.Equal(20, rows.Count);
        Assert.Equal((10, 1), (rows[^1].Beyond, rows[^1].Times));
        Assert.Equal(SHA256.HashData(last), rows[^1].BeyondHash);
        Assert.All(rows.SkipLast(1), row => Assert.Equal(0, row.Beyond));
    }

    [Fact]
    public async Task A_channel_s_share_of_the_quarantine_is_bounded_in_bytes_and_one_of_each_reason_is_kept()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        for (var i = 0; i < 5; i++) await PutAsync("a", i);
        await PutAsync("b", 100);
        await PutAsync("b", 101);

        var rows = world.Store.Quarantine();
        Assert.Equal((3, 1), (rows.Count(row => row.Content.Code == "a"), rows.Count(row => row.Content.Code == "b")));
        Assert.Equal([2, 1], rows.Where(row => row.Beyond > 0).Select(row => row.Beyond));
        foreach (var row in rows.Take(2)) await world.Store.MarkHandledAsync(row.Id, Cancellation);
        await PutAsync("a", 200);
        Assert.Equal(4, world.Store.Quarantine().Count(row => row.Content.Code == "a"));

        async Task PutAsync(string code, int number)
        {
            var bytes = new byte[20 * 1024 * 1024];
            BitConverter.TryWriteBytes(bytes, number);
            await world.Store.AppendAsync(new Ledger.Batch
            {
                Quarantined = [new Ledger.Quarantined { Provider = card.Id, Channel = card.Channels[0].Id, Code = code, Message = "x", Bytes = bytes, Context = [1] }],
            }, Cancellation);
        }
    }
}
