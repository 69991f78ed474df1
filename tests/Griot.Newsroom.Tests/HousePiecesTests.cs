using System.Text;
using Griot.Formats;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Ledger.Monitoring;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Newsroom.Tests;

public sealed class HousePiecesTests : IAsyncLifetime
{
    private const string Text = "# Trois villages, *un* puits\n\nÀ Tin-Aïcha, l’eau — enfin — coule.  \n\n| an | m |\n|--|--|\n| 1991 | 40 |\n";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    private readonly LedgerStore ledger;
    private readonly ProviderRegister register;
    private readonly HousePieces pieces;
    private ProviderCard house = null!;

    public HousePiecesTests()
    {
        ledger = LedgerStore.Open(folder.Path, time);
        register = new ProviderRegister(ledger, time);
        pieces = new HousePieces(new FormDoor(ledger, time), ledger);
    }

    [Theory]
    [InlineData(HouseOrigin.Produced, "produced"), InlineData(HouseOrigin.Commissioned, "commissioned")]
    public async Task A_piece_of_the_house_is_marked_as_such_for_ever(HouseOrigin origin, string word)
    {
        var done = await PublishAsync(Text, origin: origin);

        var record = ArticleRecord.Parse(ledger.Content(done.Entry, Part.Record));
        Assert.Equal(origin, record.Origin);
        Assert.Contains($"\"origin\":\"{word}\"", Encoding.UTF8.GetString(ledger.Content(done.Entry, Part.Record)!), StringComparison.Ordinal);
        Assert.Equal(origin, Summary.Parse(ledger.Content(done.Entry, Part.Summary)).Origin);
        Assert.Equal("Aminata Traoré", Assert.Single(record.People).Name);
        Assert.Equal("Trois villages, un puits", record.Headline);
        Assert.Contains("<p>À Tin-Aïcha, l’eau — enfin — coule.</p>", record.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Trois villages", record.Body, StringComparison.Ordinal);
        Assert.Equal("fr", record.Language);
        Assert.Equal((EntryKind.Article, Evidence.Authenticated, house.Id), (Entry(done).Kind, Entry(done).Evidence, Entry(done).Provider));
    }

    [Theory]
    [InlineData(Text), InlineData("\uFEFF# Titre\r\n\r\nTexte\r\n"), InlineData("# T\n\n<script>alert(1)</script>")]
    public async Task The_delivery_is_the_file_to_the_byte(string text)
    {
        var done = await PublishAsync(text);

        Assert.Equal(Encoding.UTF8.GetBytes(text), ledger.Content(done.Entry, Part.Delivery));
        Assert.DoesNotContain("<script", ArticleRecord.Parse(ledger.Content(done.Entry, Part.Record)).Body ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_delivery_is_for_the_house_and_auditors_the_record_for_all()
    {
        var done = await PublishAsync(Text);
        var shelf = new Shelf(ledger);

        Assert.Equal((Answer.Forbidden, null), shelf.Bytes(done.Item, 1, Part.Delivery));
        Assert.Equal(Answer.Forbidden, shelf.Bytes(done.Item, 1, Part.Envelope).Answer);
        Assert.Equal(Answer.Whole, shelf.Bytes(done.Item, 1, Part.Delivery, Audience.Auditor).Answer);
        Assert.Equal(Answer.Whole, shelf.Bytes(done.Item, 1, Part.Record).Answer);
        Assert.True(shelf.Take(done.Item)!.IsOfTheHouse);
    }

    [Fact]
    public async Task The_same_bytes_again_are_nothing_new()
    {
        var done = await PublishAsync(Text);
        var size = ledger.Size;

        Assert.Equal(new FormOutcome.Unchanged(done.Item), await TryAsync(Text));
        Assert.Equal(new FormOutcome.Unchanged(done.Item), await TryAsync(Text, item: done.Item));
        Assert.Equal(size, ledger.Size);
    }

    [Fact]
    public async Task A_new_version_follows_the_one_before()
    {
        var first = await PublishAsync(Text);

        var second = Assert.IsType<FormOutcome.Accepted>(await TryAsync(Text + "\nSuite.\n", item: first.Item));

        Assert.Equal((first.Item, 2), (second.Item, second.Version));
        Assert.Equal((EntryKind.Update, first.Entry), (Entry(second).Kind, Entry(second).Prev));
        Assert.Equal(ArticleRecord.Parse(ledger.Content(first.Entry, Part.Record)).Uri, ArticleRecord.Parse(ledger.Content(second.Entry, Part.Record)).Uri);
    }

    [Fact]
    public async Task A_change_that_no_reader_sees_is_not_sealed()
    {
        var first = await PublishAsync(Text);

        Assert.Equal(new FormOutcome.Unchanged(first.Item), await TryAsync(Text + "\n\n\n", item: first.Item));
    }

    [Theory]
    [InlineData("Sans titre\n\nTexte"), InlineData(""), InlineData("## Deuxième rang\n"), InlineData("Texte\n\n# Titre")]
    public async Task A_piece_without_its_headline_waits_with_the_reason(string text)
    {
        var outcome = Assert.IsType<FormOutcome.Quarantined>(await TryAsync(text));

        Assert.Contains("headline", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(Encoding.UTF8.GetBytes(text), Assert.Single(ledger.Quarantine()).Content.Bytes);
        Assert.Empty(new Shelf(ledger).Latest(null, long.MaxValue, 10, tombstones: true));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_do_no_harm()
    {
        var random = new Random(7);
        for (var i = 0; i < 50; i++)
        {
            var bytes = new byte[random.Next(2000)];
            random.NextBytes(bytes);
            var outcome = await pieces.PublishAsync(house, Piece([.. "# T\n\n"u8, .. bytes]), default);

            if (outcome is FormOutcome.Accepted done) Assert.Equal((byte[])[.. "# T\n\n"u8, .. bytes], ledger.Content(done.Entry, Part.Delivery)!);
        }
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task What_the_house_withdraws_leaves_a_tombstone_with_its_reason(bool keepsText)
    {
        var done = await PublishAsync(Text);

        var outcome = Assert.IsType<FormOutcome.Accepted>(await pieces.WithdrawAsync(done.Item, "Les <chiffres> étaient \"faux\".", keepsText, default));

        var shelf = new Shelf(ledger);
        Assert.Equal((EntryKind.Withdrawal, PubStatus.Canceled, 2), (Entry(outcome).Kind, Entry(outcome).Status, outcome.Version));
        var tombstone = shelf.Take(done.Item)!.Tombstone!;
        Assert.Equal((Standing.Withdrawn, true, "Les <chiffres> étaient \"faux\"."), (tombstone.Standing, tombstone.IsByProvider, tombstone.Reason));
        Assert.Equal(keepsText ? Answer.Whole : Answer.Gone, shelf.Take(done.Item, 1)!.Answer);
    }

    [Fact]
    public async Task A_second_withdrawal_is_nothing_new()
    {
        var done = await PublishAsync(Text);
        await pieces.WithdrawAsync(done.Item, "Erreur.", keepsText: false, default);

        Assert.Equal(new FormOutcome.Unchanged(done.Item), await pieces.WithdrawAsync(done.Item, "Autre.", keepsText: true, default));
    }

    [Fact]
    public async Task A_text_that_a_withdrawal_let_stand_can_be_taken_back_too()
    {
        var done = await PublishAsync(Text);
        await pieces.WithdrawAsync(done.Item, "Erreur.", keepsText: true, default);

        Assert.IsType<FormOutcome.Accepted>(await pieces.WithdrawAsync(done.Item, "Erreur.", keepsText: false, default));
        Assert.Equal(Answer.Gone, new Shelf(ledger).Take(done.Item, 1)!.Answer);
        Assert.Equal(new FormOutcome.Unchanged(done.Item), await pieces.WithdrawAsync(done.Item, "Erreur.", keepsText: false, default));
    }

    [Fact]
    public async Task The_piece_of_another_provider_can_be_neither_withdrawn_nor_replaced()
    {
        var item = await OfAnotherAsync();
        var size = ledger.Size;

        Assert.IsType<FormOutcome.Refused>(await pieces.WithdrawAsync(item, "x", keepsText: false, default));
        Assert.IsType<FormOutcome.Refused>(await TryAsync(Text, item: item));
        Assert.IsType<FormOutcome.Refused>(await pieces.WithdrawAsync(OpaqueId.New(), "x", keepsText: false, default));
        Assert.IsType<FormOutcome.Refused>(await TryAsync(Text, item: "../../etc"));
        Assert.Equal(size, ledger.Size);
    }

    [Fact]
    public async Task A_provider_that_calls_itself_house_is_not_the_house()
    {
        var impostor = Assert.IsType<RegisterOutcome.Registered>(await register.AddAsync(new ProviderDetails { Name = "House", Kind = ProviderKind.Press }, null, default)).Card;

        Assert.NotEqual(impostor.Id, (await register.HouseAsync("x", default)).Id);
        Assert.Equal(house.Id, register.House!.Id);
    }

    [Fact]
    public async Task A_suspended_house_publishes_nothing_and_may_still_take_a_piece_back()
    {
        var done = await PublishAsync(Text);
        await register.SetAsync(house.Id, new ProviderDetails { State = ProviderState.Suspended }, default);

        Assert.IsType<FormOutcome.Refused>(await TryAsync("# Autre\n\nTexte"));
        Assert.IsType<FormOutcome.Refused>(await TryAsync(Text + "\nSuite.\n", item: done.Item));
        Assert.Empty(ledger.Quarantine());
        Assert.IsType<FormOutcome.Accepted>(await pieces.WithdrawAsync(done.Item, "x", keepsText: false, default));
        Assert.Equal(Standing.Withdrawn, ItemState.Fold(ledger.History(done.Item))!.Standing);
    }

    [Fact]
    public async Task What_the_house_does_breaks_no_rule_of_the_log()
    {
        var done = await PublishAsync(Text);
        await TryAsync(Text + "\nSuite.\n", item: done.Item);
        await pieces.WithdrawAsync(done.Item, "x", keepsText: false, default);

        var rules = new LogRules();
        var violations = Enumerable.Range(0, (int)ledger.Size).SelectMany(index =>
            rules.Read(index, ledger.At(index)!.Entry.ToBytes(), new Published { Record = ledger.Content(index, Part.Record) })).ToList();
        Assert.Empty(violations);
        Assert.Equal(4, rules.Next);
    }

    [Fact]
    public async Task What_is_entered_by_hand_withdraws_nothing_and_waits_with_the_reason()
    {
        var done = await PublishAsync(Text);
        var uri = ArticleRecord.Parse(ledger.Content(done.Entry, Part.Record)).Uri;
        var bytes = Encoding.UTF8.GetBytes($$"""{"uri":"{{uri}}","reason":"x"}""");
        var withdrawal = new FormDelivery(house.Id, house.Channels[0].Id, bytes, new ItemContext { Format = "withdrawal", Encoding = "utf-8" }, Evidence.Entered);

        var outcome = Assert.IsType<FormOutcome.Quarantined>(await new FormDoor(ledger, time).DeliverAsync(withdrawal, default));

        Assert.Contains("by hand can't be a withdrawal", outcome.Reason, StringComparison.Ordinal);
        Assert.Equal(("not-the-providers", house.Id), (Assert.Single(ledger.Quarantine()).Content.Code, ledger.Quarantine()[0].Content.Provider));
        Assert.Equal(Standing.Visible, ItemState.Fold(ledger.History(done.Item))!.Standing);
    }

    public async ValueTask InitializeAsync() => house = await register.HouseAsync("Griot", default);

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        folder.Dispose();
    }

    private static HousePiece Piece(byte[] bytes, HouseOrigin origin = HouseOrigin.Produced, string? item = null) => new(bytes, origin, "Aminata Traoré", "fr", item);

    private Task<FormOutcome> TryAsync(string text, HouseOrigin origin = HouseOrigin.Produced, string? item = null) =>
        pieces.PublishAsync(house, Piece(Encoding.UTF8.GetBytes(text), origin, item), CancellationToken.None);

    private async Task<FormOutcome.Accepted> PublishAsync(string text, HouseOrigin origin = HouseOrigin.Produced) =>
        Assert.IsType<FormOutcome.Accepted>(await TryAsync(text, origin));

    private Entry Entry(FormOutcome.Accepted done) => ledger.At(done.Entry)!.Entry;

    private async Task<string> OfAnotherAsync()
    {
        var card = Assert.IsType<RegisterOutcome.Registered>(await register.AddAsync(
            new ProviderDetails { Name = "Le Pays", Kind = ProviderKind.Press }, "https://example.org/feed", default)).Card;
        var context = new ItemContext { Format = "markdown", Encoding = "utf-8", FeedId = "urn:x" };
        var delivery = new FormDelivery(card.Id, card.Channels[0].Id, "# Autre\n\nTexte"u8.ToArray(), context, Evidence.Tls);
        return Assert.IsType<FormOutcome.Accepted>(await new FormDoor(ledger, time).DeliverAsync(delivery, default)).Item;
    }
}
