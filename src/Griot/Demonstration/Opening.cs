using Griot.CommandLine;
using Griot.Feedback;
using Griot.Formats;
using Griot.Formats.Form;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Items;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Net;
using Griot.Newsroom;
using Griot.Record;
using Griot.Serving;
using Griot.Verbs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Griot.Demonstration;

/// <summary>
/// Brings the invented world into an empty house through the doors that everybody uses: the register, the feeds, the
/// newsroom's own pieces, a one-time link, a reader's question, a right of reply.
/// </summary>
internal sealed class Opening(World world, Newsstand stand, Uri feeds, Settings settings, GuardOptions guard)
{
    private readonly TimeProvider time = TimeProvider.System;

    internal async Task RunAsync(LedgerStore ledger, Desk desk, CancellationToken cancellation)
    {
        var register = new ProviderRegister(ledger, time);
        await RegisterAsync(register, cancellation);
        Messages.Say($"registered {world.Providers.Count} invented providers, each with its feed");
        using var http = new GuardedHttp(new AddressGuard(guard), settings.Politeness(time), time);
        using var poller = new Poller(ledger, http, time, settings.Poll, NullLogger<Poller>.Instance);
        var first = await poller.OnceAsync((done, of) => Messages.Progress("reading feeds", done, of), cancellation);
        Messages.Say($"took in {first.NewItems} pieces; {first.Quarantined} could not be read and wait in quarantine (griot quarantine list)");
        stand.LetTimePass(time.GetUtcNow());
        var second = await poller.OnceAsync(null, cancellation);
        stand.SettleCorrections();
        Messages.Say($"a day later: {second.NewItems} more, and {second.NewVersions} new versions of earlier ones (a silent edit, two corrections, a withdrawal)");
        await PublishAsync(ledger, register, cancellation);
        await HandInAsync(ledger, cancellation);
        Ask(ledger, desk);
        await ReplyAsync(ledger, register, desk, cancellation);
        Messages.Say("published two pieces of the house, a provider's document that came through a one-time link, a reader's question with its answer, and a right of reply");
    }

    private async Task RegisterAsync(ProviderRegister register, CancellationToken cancellation)
    {
        foreach (var provider in world.Providers)
        {
            var outcome = await register.AddAsync(
                new ProviderDetails
                {
                    Name = provider.Name,
                    Slug = provider.Slug,
                    Kind = Word.Parse<ProviderKind>(provider.Kind),
                    Capacities = [Word.Parse<Capacity>(provider.Capacity) ?? Capacity.NotStated],
                    Country = provider.Country,
                    Languages = provider.Languages,
                    Home = provider.Home,
                    Contact = provider.Contact,
                    About = provider.About,
                    Terms = Word.Parse<Terms>(provider.Terms),
                },
                new Uri(feeds, FeedServer.Path(provider)).AbsoluteUri, cancellation);
            if (outcome is RegisterOutcome.Refused refused) throw new InvalidDataException($"demo/{provider.Slug}: {refused.Reason}");
        }
    }

    private async Task PublishAsync(LedgerStore ledger, ProviderRegister register, CancellationToken cancellation)
    {
        var house = await register.HouseAsync("La rédaction", cancellation);
        var pieces = new HousePieces(new FormDoor(ledger, time), ledger);
        foreach (var (name, markdown) in world.House)
        {
            var isCommissioned = name.StartsWith("commissioned", StringComparison.Ordinal);
            var language = name.Split('.')[^2];
            await pieces.PublishAsync(house, new HousePiece(markdown, isCommissioned ? HouseOrigin.Commissioned : HouseOrigin.Produced, isCommissioned ? "Adjoa Nyarkoma" : "La rédaction", language, null), cancellation);
        }
    }

    // Nobody has confirmed an invented contact, so the piece is marked as entered by hand.
    private async Task HandInAsync(LedgerStore ledger, CancellationToken cancellation)
    {
        var (document, links) = (world.Document, new ProviderLinks(ledger, time));
        var provider = ledger.CardBySlug(document.Provider)!;
        var token = await links.MakeAsync(provider.Id, null, Evidence.Entered, cancellation);
        if (token is null || links.Find(token) is not { } access || !await links.ClaimAsync(token, cancellation)) throw new InvalidDataException("demo/document.json: there is no link for its provider");
        using var typed = new FormUrlEncodedContent([new("act", FormAct.Deliver), new("headline", document.Headline), new("by", document.By), new("text", document.Text), new("language", provider.Languages[0])]);
        var file = new SentFile(document.Name, "application/pdf", InventedDocument.Write(document.Title, document.Lines));
        var context = new ItemContext { Format = FormWithFiles.FormatName, Encoding = "utf-8", Country = provider.Country, FeedId = ProviderLinks.IdOf(token), Language = provider.Languages[0] };
        var bytes = FormWithFiles.Compose(await typed.ReadAsByteArrayAsync(cancellation), [file]);
        var outcome = await new FormDoor(ledger, time).DeliverAsync(new FormDelivery(access.Provider, access.Channel, bytes, context, access.Evidence), cancellation);
        if (outcome is not FormOutcome.Accepted) throw new InvalidDataException($"demo/document.json: {outcome}");
    }

    private void Ask(LedgerStore ledger, Desk desk)
    {
        var typed = new Question(world.Question.Question, null, null, false, "fr");
        if (Kept(ledger, desk, world.Question.Provider, world.Question.PieceId, typed) is not { } reference) return;
        new AnswerCase(desk, time).Answer(reference, world.Question.Answer, settings.Name);
        new PublishAnswer(desk, time).Publish(reference);
    }

    private async Task ReplyAsync(LedgerStore ledger, ProviderRegister register, Desk desk, CancellationToken cancellation)
    {
        var reply = world.Question.Reply;
        var typed = new Question(reply.Text, null, "reply@griot.example", false, "fr") { Kind = CaseKind.RightOfReply, Signature = reply.By, Headline = reply.Headline, Wish = reply.Concern, Language = "fr" };
        if (Kept(ledger, desk, reply.Provider, reply.PieceId, typed) is not { } reference || new AcceptReply(desk, time).Accept(reference) is not CaseOutcome.Done { Case: { } accepted }) return;
        var house = await register.HouseAsync("La rédaction", cancellation);
        var outcome = await new HousePieces(new FormDoor(ledger, time), ledger).ReplyAsync(house, CasePublish.ReplyOf(accepted), cancellation);
        if (outcome is FormOutcome.Accepted piece) new PublishReply(desk, time).Publish(reference, piece.Item);
    }

    private string? Kept(LedgerStore ledger, Desk desk, string slug, string pieceId, Question typed)
    {
        var provider = ledger.CardBySlug(slug)!;
        if (ledger.ItemByIdentity(provider.Channels[0].Id, Identity.Of(pieceId)) is not { } item) return null;
        var asked = new AskQuestion(desk, new AskLimits(time), time).Ask(typed, new Addressee(item, provider.Id, Responsible.Provider, provider.Name), sender: null);
        return (asked as AskOutcome.Kept)?.Reference;
    }
}
