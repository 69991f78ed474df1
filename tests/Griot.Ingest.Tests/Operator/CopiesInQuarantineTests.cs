using System.Text;
using Griot.Ingest.Channels.Mail;
using Griot.Ingest.Operator;
using Griot.Ingest.Tests.Items;
using Griot.Ingest.Tests.Mail;
using Griot.Ledger;
using Griot.Record;
using MimeKit;

namespace Griot.Ingest.Tests.Operator;

/// <summary>What a removal takes out of the quarantine by itself, and what it leaves to a person: waiting words are somebody's.</summary>
public sealed class CopiesInQuarantineTests
{
    private const string Words = "Le maire de Kolobané aurait caché dix-sept tonnes de riz dans la grange de sa soeur, puis les aurait vendues au marché de Kayes avant la fête, dit un rapport du contrôleur.";
    private const string Footer = "Abonnez-vous à la lettre du matin de Kayes Hebdo et recevez chaque jour avant six heures ce qui se passe dans le cercle de Kayes, au prix de deux cents francs par semaine, payables à tous les kiosques de la place et chez les vendeurs à la criée du quartier Liberté.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_that_stands_below_each_piece_of_a_paper_takes_none_of_its_waiting_pieces_along()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece with { Text = $"Le riz est retrouvé. {Footer}" }, .. Told.Numbers(4).Select(piece => piece with { Text = piece.Text + Footer })]));
        await WaitAsync(world, card, $"<p>Le préfet est malade et ne viendra pas à la foire.</p><p>{Footer}</p>", $"<h1>Le riz de Kolobané</h1><p>Le riz est retrouvé.</p><p>{Footer}</p>");

        var plan = await RemoveAsync(world.Store, Item(world));

        Assert.Equal([2L], plan.Quarantined);
        Assert.Equal([1L], plan.Unsure);
        Assert.NotEmpty(Assert.Single(world.Store.Quarantine(1)).Content.Bytes);
    }

    [Fact]
    public async Task A_headline_or_a_quotation_alone_takes_nothing_and_is_told()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(3)]));
        await WaitAsync(world, card, "<h1>Le riz de Kolobané</h1><p>Ce que le conseil en dit.</p>", $"<p>« {Words[..60]} », lit-on ailleurs.</p>", $"<p>{Words}</p>", $"<h1>Le riz de Kolobané</h1><p>{Words}</p>");

        var plan = await RemoveAsync(world.Store, Item(world));

        Assert.Equal([3, 4], plan.Quarantined);
        Assert.Equal([1, 2], plan.Unsure);
        Assert.Equal(world.Time.GetUtcNow(), plan.LainSince);
    }

    [Fact]
    public async Task Another_providers_waiting_words_are_its_own_and_the_operator_is_told_of_them()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(3)]));
        var other = await world.AddAsync("/other", "Ségou Hebdo");
        await WaitAsync(world, other, $"<h1>Le riz de Kolobané</h1><p>{Words}</p>", "<p>Autre chose.</p>");
        var item = Item(world);

        var plan = await RemoveAsync(world.Store, item);

        Assert.Empty(plan.Quarantined);
        Assert.Equal([1L], plan.Unsure);
        Assert.All(world.Store.Quarantine(), row => Assert.NotEmpty(row.Content.Bytes));
    }

    [Fact]
    public async Task A_mail_is_searched_as_its_reader_would_read_it()
    {
        await using var room = await MailRoom.OpenAsync();
        byte[] Wrapped(string subject, string text, string id) => MailRoom.Unsigned(subject, text, id, message => ((TextPart)message.Body!).ContentTransferEncoding = ContentEncoding.Base64);
        Assert.Equal(MailDeed.Held, (await room.TakeAsync(Wrapped("Le riz de Kolobané retrouvé", Words, "1@courrier.example"))).Deed);
        await room.TakeAsync(Wrapped("La foire", "Elle aura lieu dimanche, comme chaque année, sur la grande place.", "2@courrier.example"));
        var item = (await room.TakeAsync(MailRoom.Signed("Le riz de Kolobané retrouvé", Words, "3@courrier.example"))).Item!;

        var plan = await RemoveAsync(room.Ledger, item);

        Assert.Equal([1L], plan.Quarantined);
        Assert.Equal([2L], plan.Unsure);
        Assert.Empty(plan.Unsearched);
    }

    [Fact]
    public async Task What_can_not_be_searched_is_not_said_to_hold_nothing()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        await world.PollAsync(Told.Feed([Piece, .. Told.Numbers(3)]));
        byte[][] rows = [[.. "PK\u0003\u0004"u8, 20, 0, 0, 0, 8, 0, 1, 2, 3, 4], Encoding.UTF8.GetBytes("From: x\r\nContent-Transfer-Encoding: base64\r\n\r\n" + Convert.ToBase64String(Encoding.UTF8.GetBytes(Words))), "<html>Nothing</html>"u8.ToArray()];
        await world.Store.AppendAsync(new Batch { Quarantined = [.. rows.Select(bytes => Row(card, bytes))] }, Cancellation);

        var plan = await RemoveAsync(world.Store, Item(world));

        Assert.Equal([1L, 2L], plan.Unsearched);
        Assert.Equal([3L], plan.Unsure);
        Assert.Empty(plan.Quarantined);
    }

    private static Told Piece => Told.Number(77) with { Headline = "Le riz de Kolobané", Text = Words };

    private static string Item(World world) => world.Items(Piece.Guid!)[0];

    private static Task<IReadOnlyList<AppendOutcome>> WaitAsync(World world, ProviderCard card, params string[] rows) =>
        world.Store.AppendAsync(new Batch { Quarantined = [.. rows.Select(row => Row(card, Encoding.UTF8.GetBytes($"<html><body>{row}</body></html>")))] }, Cancellation);

    private static Quarantined Row(ProviderCard card, byte[] bytes) => new() { Provider = card.Id, Channel = card.Channels[0].Id, Code = "not-a-feed", Message = "", Bytes = bytes };

    private static async Task<RemovalPlan> RemoveAsync(LedgerStore ledger, string item) =>
        Assert.IsType<RemovalAnswer.Done>(await new Removing(ledger).RemoveAsync(new RemovalRequest(item), new RemovalOrder([1], RemovalReason.CourtOrder, "ML", null), Cancellation)).Plan;
}
