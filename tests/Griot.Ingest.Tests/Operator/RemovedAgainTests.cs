using System.Text;
using Griot.Ingest.Items;
using Griot.Ingest.Operator;
using Griot.Ingest.Tests.Items;
using Griot.Ledger;
using Griot.Ledger.Backups;
using Griot.Ledger.Signing;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Ingest.Tests.Operator;

/// <summary>
/// A backup that is older than a removal, put back, and the log recovered over it: what was removed goes again, and what has
/// come to pass comes to pass once.
/// </summary>
public sealed class RemovedAgainTests : IDisposable
{
    private static readonly RemovalOrder Order = new("Jugement no 17"u8.ToArray(), RemovalReason.CourtOrder, "ML", null);

    private readonly TemporaryFolder shelf = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_between_the_recovery_and_its_removals_the_next_opening_obeys_them_and_the_feed_brings_nothing_back()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(4)]));
        await BackUpAsync(world, "old");
        await RemoveAsync(world, new RemovalRequest(Item(world)));
        await SignAsync(world);
        await using (var killed = await FrozenAsync(world, "old")) Recover(world, killed, "old", copy: null);

        await using var restored = LedgerStore.Open(shelf.File("old"), world.Time);
        Assert.Single(restored.RemovalsDue());
        Assert.True(IsInTheFolder("Koloban"));
        var obeyed = Assert.Single(await new Removing(restored).ObeyAsync(Cancellation));
        Assert.True(await restored.WipeAsync(TimeSpan.FromMinutes(1), Cancellation));

        Assert.Equal(world.Store.Removals().Single().Parts, restored.Removals().Single().Parts);
        Assert.Equal((Item(world), "Le riz de Kolobané"), (obeyed.Plan.Item, obeyed.Plan.Headline));
        Assert.Empty(restored.RemovalsDue());
        Assert.False(IsInTheFolder("Koloban"));
        var result = await world.Poller(store: restored).OnceAsync(null, Cancellation);
        Assert.Equal((0, 0), (result.NewItems, result.NewVersions));
        Assert.False(IsInTheFolder("Koloban"));
        Assert.Equal(Standing.Removed, new Shelf(restored).Take(Item(world))!.Tombstone!.Standing);
    }

    [Fact]
    public async Task A_removal_of_which_nothing_came_back_is_not_called_obeyed_and_stays_listed_until_a_copy_is_found()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([.. Told.Numbers(4)]));
        await BackUpAsync(world, "old");
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(4)]));
        await BackUpAsync(world, "between");
        await RemoveAsync(world, new RemovalRequest(Item(world)));
        await SignAsync(world);
        await using var restored = await FrozenAsync(world, "old");
        Recover(world, restored, "old", copy: null);

        Assert.Empty(await new Removing(restored).ObeyAsync(Cancellation));
        Assert.Equal(Item(world), Assert.Single(restored.RemovalsDue()).Entry.Item);

        Assert.NotEqual(0, new Recovery(restored, Options(world, "old")).Fill(shelf.File("between")));
        Assert.Single(await new Removing(restored).ObeyAsync(Cancellation));
        Assert.True(await restored.WipeAsync(TimeSpan.FromMinutes(1), Cancellation));
        Assert.Empty(restored.RemovalsDue());
        Assert.False(IsInTheFolder("Koloban"));
        var result = await world.Poller(store: restored).OnceAsync(null, Cancellation);
        Assert.Equal((0, 0), (result.NewItems, result.NewVersions));
        Assert.False(IsInTheFolder("Koloban"));
    }

    [Fact]
    public async Task Of_a_version_only_its_own_words_go_and_a_version_that_came_after_the_removal_stays()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece]));
        var item = Item(world);
        await world.PollAsync(Told.Feed([Piece with { Headline = "Le riz retrouvé", Text = "Le riz était au magasin, dit maintenant le rapport du commerce." }]));
        await BackUpAsync(world, "old");
        await RemoveAsync(world, new RemovalRequest(item, Version: 1));
        var last = Told.Feed([Piece with { Headline = "Le riz vendu", Text = "Le riz a été vendu sur le marché de Kayes, dit le rapport." }]);
        await world.PollAsync(last);
        await BackUpAsync(world, "new");
        await SignAsync(world);
        await using var restored = await FrozenAsync(world, "old");
        Recover(world, restored, "old", shelf.File("new"));
        await new Removing(restored).ObeyAsync(Cancellation);
        await restored.WipeAsync(TimeSpan.FromMinutes(1), Cancellation);

        Assert.False(IsInTheFolder("Koloban"));
        Assert.Equal(world.Store.Removals().Single().Parts, restored.Removals().Single().Parts);
        Assert.Equal("Le riz vendu", new Shelf(restored).Take(item)!.Summary!.Headline);
        Assert.Equal("Le riz retrouvé", new Shelf(restored).Take(item, 2)!.Summary!.Headline);
        Assert.Empty(new Recovery(restored, Options(world, "old")).Bare());
        world.Server["/feed"] = new Page(Encoding.UTF8.GetBytes(last.Replace("</channel>", "<!-- once more --></channel>", StringComparison.Ordinal)));
        var again = await world.Poller(store: restored).OnceAsync(null, Cancellation);
        Assert.Equal((0, 0), (again.NewItems, again.NewVersions));
        Assert.DoesNotContain(restored.Incidents(restored.Channels()[0].Channel.Id), incident => incident.Incident.Code == "removed-item");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_earlier_card_that_was_removed_goes_again_whether_its_notice_was_found_or_not(bool withNotice)
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync(name: "Kolobané Hebdo");
        var first = world.Store.CardEntry(card.Id)!.Value;
        await world.Store.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = card.Id, Follows = first, Slug = card.Slug, Record = (card with { Name = "Kayes Hebdo" }).ToBytes() }, Cancellation);
        await BackUpAsync(world, "old");
        await RemoveAsync(world, new RemovalRequest(null, Entry: first));
        await BackUpAsync(world, "new");
        await SignAsync(world);
        await using var restored = await FrozenAsync(world, "old");
        Recover(world, restored, "old", withNotice ? shelf.File("new") : null);

        await new Removing(restored).ObeyAsync(Cancellation);

        Assert.Null(restored.Content(first, Part.Record));
        Assert.Null(restored.Salt(first, Part.Record));
        Assert.Equal(world.Store.Removals().Single().Parts, restored.Removals().Single().Parts);
        Assert.Equal("Kayes Hebdo", restored.Card(card.Id)!.Name);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_embargo_that_ended_before_the_disaster_does_not_end_a_second_time(bool fromOlderCopy)
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        var channel = card.Channels[0].Id;
        var draft = new Draft
        {
            Kind = EntryKind.Article,
            Provider = card.Id,
            Channel = channel,
            Item = OpaqueId.New(),
            Status = PubStatus.Embargoed,
            Evidence = Evidence.Tls,
            ReleaseAt = world.Time.GetUtcNow().AddHours(1),
            Delivery = "<item/>"u8.ToArray(),
            Record = "{}"u8.ToArray(),
            Summary = new Summary { Signal = Signal.New, Headline = "H", Terms = Terms.Full }.ToBytes(),
        };
        if (!fromOlderCopy) await world.Store.AppendAsync(draft, Cancellation);
        await BackUpAsync(world, "old");
        if (fromOlderCopy) await world.Store.AppendAsync(draft, Cancellation);
        await BackUpAsync(world, "older-copy");
        world.Time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await world.ReleaseAsync());
        await SignAsync(world);
        await using var restored = await FrozenAsync(world, "old");

        Recover(world, restored, "old", fromOlderCopy ? shelf.File("older-copy") : null);

        Assert.Equal(0, await new Releaser(restored, world.Time, NullLogger<Releaser>.Instance).OnceAsync(Cancellation));
        Assert.Equal(Standing.Visible, ItemState.Fold(restored.History(draft.Item))!.Standing);
    }

    [Fact]
    public async Task A_copy_that_is_found_later_fills_what_is_missing_and_only_that()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Told.Number(1)]));
        await BackUpAsync(world, "old");
        await world.PollAsync(Told.Feed([Piece, Told.Number(1)]));
        var item = Item(world);
        await BackUpAsync(world, "new");
        await SignAsync(world);
        await using var restored = await FrozenAsync(world, "old");
        Recover(world, restored, "old", copy: null);
        var lost = new Shelf(restored).Take(item)!;
        Assert.Equal((Answer.Gone, Standing.Lost), (lost.Answer, lost.Tombstone!.Standing));
        Assert.DoesNotContain(new Shelf(restored).LatestChanges(null, long.MaxValue, 9), one => one.State.Item == item);
        var recovery = new Recovery(restored, Options(world, "old"));
        Assert.Single(recovery.Bare());

        Assert.Equal((1, 0), (recovery.Fill(shelf.File("new")), recovery.Fill(shelf.File("new"))));

        Assert.Empty(recovery.Bare());
        Assert.Equal("Le riz de Kolobané", new Shelf(restored).Take(item)!.Summary!.Headline);
        var again = await world.Poller(store: restored).OnceAsync(null, Cancellation);
        Assert.Equal((0, 0), (again.NewItems, again.NewVersions));
    }

    public void Dispose() => shelf.Dispose();

    private static Told Piece => Told.Number(77) with { Headline = "Le riz de Kolobané", Text = "Le maire de Kolobané aurait caché dix-sept tonnes de riz dans la grange de sa soeur." };

    private static string Item(World world) => world.Entries().First(entry => entry.Entry.Kind == EntryKind.Article && entry.Entry.Item != null && (world.Store.Removals() is [{ Entry.Entry.Item: { } removed }] ? entry.Entry.Item == removed
        : world.Store.Content(entry.Index, Part.Delivery) is { } delivery && Encoding.UTF8.GetString(delivery).Contains("Koloban", StringComparison.Ordinal))).Entry.Item!;

    private LogOptions Options(World world, string folder) => new(folder.Length == 0 ? world.Folder : shelf.File(folder)) { CheckpointCopy = shelf.File("checkpoint"), KeyFile = shelf.File("log.key") };

    private async Task BackUpAsync(World world, string folder)
    {
        Directory.CreateDirectory(shelf.File(folder));
        var backups = new LedgerBackups(world.Store, world.Time);
        var row = await backups.BeginAsync("/backups/" + folder, withKey: false, Cancellation);
        Assert.Null((await backups.CopyAsync(row, Path.Combine(shelf.File(folder), LedgerStore.FileName), (_, _) => { }, Cancellation)).Fault);
        await SignAsync(world);
    }

    private async Task SignAsync(World world)
    {
        using var signer = await Signer.OpenAsync(world.Store, Options(world, ""), world.Time, thorough: false, Cancellation);
        await signer.SignAsync(Cancellation);
    }

    private async Task<LedgerStore> FrozenAsync(World world, string folder)
    {
        var restored = LedgerStore.Open(shelf.File(folder), world.Time);
        using var signer = await Signer.OpenAsync(restored, Options(world, folder) with { Origin = world.Store.Origin }, world.Time, thorough: true, Cancellation);
        Assert.NotNull(restored.Freeze);
        return restored;
    }

    private void Recover(World world, LedgerStore restored, string folder, string? copy)
    {
        var recovery = new Recovery(restored, Options(world, folder));
        var (from, end) = recovery.Missing!.Value;
        Assert.IsType<RecoveryOutcome.Done>(recovery.Run(Recovery.EntriesOf(world.Folder, from, end), copy));
    }

    private static async Task RemoveAsync(World world, RemovalRequest request) =>
        Assert.IsType<RemovalAnswer.Done>(await new Removing(world.Store).RemoveAsync(request, Order, Cancellation));

    private bool IsInTheFolder(string text) => Directory.EnumerateFiles(shelf.File("old")).Any(path =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });
}
