using System.Diagnostics;
using Griot.Ingest.Operator;
using Griot.Ledger;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Media.Tests;

/// <summary>What readers look at follows the log: it comes after its file, and goes with it.</summary>
public sealed class MediaMakerTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly ProviderCard card = new()
    {
        Id = OpaqueId.New(),
        Name = "Le Courrier",
        Slug = "courrier",
        Kind = ProviderKind.Press,
        Terms = Terms.Full,
        State = ProviderState.Active,
        Channels = [new CardChannel(OpaqueId.New(), ChannelKind.Mail, null, Public: false, Proven: false)],
    };
    private LedgerStore ledger = null!;
    private MediaFolder views = null!;

    public async ValueTask InitializeAsync()
    {
        ledger = LedgerStore.Open(folder.Path, TimeProvider.System);
        views = new MediaFolder(folder.Path);
        await ledger.AppendAsync(new Batch { Drafts = [new Draft { Kind = EntryKind.Provider, Provider = card.Id, Record = card.ToBytes(), Slug = card.Slug }] }, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Pictures_and_documents_get_what_readers_look_at_and_other_files_nothing()
    {
        var item = await DeliverAsync(("image/jpeg", Files.Picture(900, 600)), ("application/pdf", Files.Pdf("Le pont")), ("application/zip", [1, 2, 3]));

        await Maker().LookAsync(Cancellation);

        var media = ledger.History(item).Skip(1).ToList();
        Assert.Equal([640, 900], views.Of(media[0])!.Sizes.Select(size => size.Width));
        Assert.NotNull(views.Picture(media[0], 640));
        Assert.Null(views.Picture(media[0], 641));
        Assert.Equal(("Le pont", 1), (views.Text(media[1])!.Trim(), views.Of(media[1])!.Pages));
        Assert.Null(views.Of(media[2]));
    }

    [Fact]
    public async Task Killed_half_way_it_goes_on_where_something_is_missing()
    {
        var item = await DeliverAsync(("image/jpeg", Files.Picture(900, 600)));
        var entry = ledger.History(item)[1];
        var name = Convert.ToHexStringLower(entry.Entry.Delivery!.AsSpan(0, 16));
        var half = Directory.CreateDirectory(Path.Combine(folder.Path, "derived", "media", name[..2], name + ".part")).FullName;
        await File.WriteAllTextAsync(Path.Combine(half, "640.webp"), "half", Cancellation);

        await Maker().LookAsync(Cancellation);

        Assert.Equal([640, 900], views.Of(entry)!.Sizes.Select(size => size.Width));
        Assert.False(Directory.Exists(half));
    }

    [Fact]
    public async Task A_file_that_breaks_its_reader_is_looked_at_once()
    {
        var item = await DeliverAsync(("image/png", Files.HugePng(50_000, 50_000)), ("image/jpeg", Files.Picture(10, 10)));

        await Maker().LookAsync(Cancellation);

        Assert.Empty(views.Of(ledger.History(item)[1])!.Sizes);
        Assert.Single(views.Of(ledger.History(item)[2])!.Sizes);
    }

    [Fact]
    public async Task What_was_made_goes_with_its_file_from_a_server_that_runs_and_from_one_that_starts()
    {
        var (first, second) = (await DeliverAsync(("image/jpeg", Files.Picture(900, 600))), await DeliverAsync(("application/pdf", Files.Pdf("Le pont"))));
        var (running, entries) = (Maker(), new[] { ledger.History(first)[1], ledger.History(second)[1] });
        await running.LookAsync(Cancellation);
        await RemoveAsync(first);

        await running.LookAsync(Cancellation);
        Assert.Null(views.Of(entries[0]));
        Assert.NotNull(views.Of(entries[1]));

        await RemoveAsync(second);
        await Maker().LookAsync(Cancellation);
        Assert.Null(views.Of(entries[1]));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.Path, "derived"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task N11_a_picture_waits_for_at_most_one_of_the_files_of_another_provider()
    {
        var many = new List<string>();
        for (var number = 0; number < 6; number++) many.Add(await DeliverAsync(("application/pdf", Files.Pdf($"Rapport {number}"))));
        var maker = Maker();
        Assert.True(await maker.StepAsync(Cancellation));
        var other = await RegisterAsync("radio-kayes");
        var piece = await DeliverAsync(other, ("image/jpeg", Files.Picture(900, 600)));
        Assert.Equal(new MediaWaiting(0, 6), MediaFolder.Waiting(folder.Path));

        await maker.StepAsync(Cancellation);
        await maker.StepAsync(Cancellation);

        Assert.NotNull(views.Of(ledger.History(piece)[1]));
        Assert.Equal(2, many.Count(item => views.Of(ledger.History(item)[1]) is not null));
        await maker.LookAsync(Cancellation);
        Assert.All(many, item => Assert.NotNull(views.Of(ledger.History(item)[1])));
        Assert.Equal(new MediaWaiting(0, 0), MediaFolder.Waiting(folder.Path));
    }

    [Fact]
    public async Task Of_one_provider_pictures_come_before_documents()
    {
        var documents = await DeliverAsync(("application/pdf", Files.Pdf("Un")), ("application/pdf", Files.Pdf("Deux")));
        var picture = await DeliverAsync(("image/jpeg", Files.Picture(900, 600)));

        await Maker().StepAsync(Cancellation);

        Assert.NotNull(views.Of(ledger.History(picture)[1]));
        Assert.All(ledger.History(documents).Skip(1), document => Assert.Null(views.Of(document)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_the_cage_can_not_be_started_it_is_asked_again_after_ten_minutes_and_pieces_wait_until_then(bool isThere)
    {
        var shell = Path.Combine(folder.Path, "sh");
        // There, and not to be executed: the start itself fails, as it does where the machine can't fork.
        if (isThere) await File.WriteAllTextAsync(shell, "", Cancellation);
        var (clock, item) = (new FakeTimeProvider(), await DeliverAsync(("image/jpeg", Files.Picture(900, 600)), ("application/pdf", Files.Pdf("Le pont"))));
        var maker = new MediaMaker(ledger, views, new Workshop(TimeProvider.System, shell), clock, NullLogger<MediaMaker>.Instance);
        await maker.LookAsync(Cancellation);
        File.Delete(shell);
        File.CreateSymbolicLink(shell, "/bin/sh");
        clock.Advance(TimeSpan.FromMinutes(9));
        await maker.LookAsync(Cancellation);
        Assert.All(ledger.History(item).Skip(1), media => Assert.Null(views.Of(media)));

        clock.Advance(TimeSpan.FromMinutes(1));
        await maker.LookAsync(Cancellation);

        Assert.All(ledger.History(item).Skip(1), media => Assert.NotNull(views.Of(media)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_late_on_a_busy_machine_is_tried_again_and_given_up_the_third_time(int times)
    {
        var (clock, patience, shell) = (new FakeTimeProvider(), new FakeTimeProvider(), await ShellThatSleepsAsync());
        var document = ledger.History(await DeliverAsync(("application/pdf", Files.Pdf("Le pont"))))[1];
        var maker = new MediaMaker(ledger, views, new Workshop(patience, shell), clock, NullLogger<MediaMaker>.Instance);
        for (var time = 0; time < times; time++)
        {
            var look = maker.LookAsync(Cancellation);
            while (!look.IsCompleted)
            {
                patience.Advance(TimeSpan.FromSeconds(45));
                await Task.Delay(20, Cancellation);
            }

            await look;
            clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(times == 3, views.Of(document) is not null);
        File.Delete(shell);
        File.CreateSymbolicLink(shell, "/bin/sh");
        await maker.LookAsync(Cancellation);

        Assert.Equal(times == 3 ? null : 1, views.Of(document)!.Pages);
    }

    // Written by a process of its own: what this one still had open for writing, another test's start would keep from being executed.
    private async Task<string> ShellThatSleepsAsync()
    {
        var shell = Path.Combine(folder.Path, "sh");
        using var writer = Process.Start("/bin/sh", ["-c", $"printf '#!/bin/sh\\nexec sleep 1000\\n' > '{shell}' && chmod 700 '{shell}'"]);
        await writer.WaitForExitAsync(Cancellation);
        return shell;
    }

    [Fact]
    public async Task What_another_store_left_in_the_folder_is_never_shown()
    {
        var item = await DeliverAsync(("image/jpeg", Files.Picture(900, 600)));
        await Maker().LookAsync(Cancellation);
        await ledger.DisposeAsync();
        foreach (var file in Directory.EnumerateFiles(folder.Path, "ledger.db*")) File.Delete(file);
        await InitializeAsync();
        var other = ledger.History(await DeliverAsync(("application/pdf", Files.Pdf("Le pont"))))[1];
        Assert.Null(views.Of(other));

        await Maker().LookAsync(Cancellation);

        Assert.Equal((1, 0), (views.Of(other)!.Pages, views.Of(other)!.Sizes.Count));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(folder.Path, "derived"), "*.webp", SearchOption.AllDirectories));
        Assert.NotEqual(item, other.Entry.Item);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MediaMaker Maker() => new(ledger, views, new Workshop(TimeProvider.System), TimeProvider.System, NullLogger<MediaMaker>.Instance);

    private Task<string> DeliverAsync(params (string Type, byte[] Bytes)[] files) => DeliverAsync(card, files);

    private async Task<ProviderCard> RegisterAsync(string slug)
    {
        var other = card with { Id = OpaqueId.New(), Slug = slug, Channels = [card.Channels[0] with { Id = OpaqueId.New() }] };
        await ledger.AppendAsync(new Batch { Drafts = [new Draft { Kind = EntryKind.Provider, Provider = other.Id, Record = other.ToBytes(), Slug = slug }] }, Cancellation);
        return other;
    }

    private async Task<string> DeliverAsync(ProviderCard provider, params (string Type, byte[] Bytes)[] files)
    {
        var item = OpaqueId.New();
        var record = new ArticleRecord { Uri = item, Signal = Signal.New, PubStatus = PubStatus.Usable, Terms = Terms.Full, Reader = "test" };
        var outcome = await ledger.AppendAsync(new Batch
        {
            Drafts =
            [
                new Draft
                {
                    Kind = EntryKind.Article, Provider = provider.Id, Channel = provider.Channels[0].Id, Item = item, Status = PubStatus.Usable, Evidence = Evidence.Authenticated, Delivery = [1], Record = record.ToBytes(),
                    Summary = new Summary { Signal = Signal.New, Headline = "Le pont", Terms = Terms.Full }.ToBytes(),
                    Files = [.. files.Select(file => new DraftFile(new MediaDescription { Uri = "ni:///sha-256;x", Type = file.Type, Length = file.Bytes.Length }.ToBytes(), file.Bytes))],
                },
            ],
        }, Cancellation);
        Assert.IsType<AppendOutcome.Sealed>(Assert.Single(outcome));
        return item;
    }

    private async Task RemoveAsync(string item) =>
        Assert.IsType<RemovalAnswer.Done>(await new Removing(ledger).RemoveAsync(new RemovalRequest(item), new RemovalOrder([1], RemovalReason.Safety, "ML", null), Cancellation));
}
