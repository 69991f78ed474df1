using System.Net;
using System.Text;
using Griot.Ledger;
using Griot.Record;
using Griot.Testing;
using Griot.Web;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Feedback.Tests;

/// <summary>A desk and a ledger in a temporary folder, with a clock that stands still unless it is moved.</summary>
internal sealed class FeedbackWorld : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();

    internal FeedbackWorld()
    {
        Desk = Desk.Open(folder.Path);
        Limits = new AskLimits(Time);
        Ledger = LedgerStore.Open(folder.Path, Time);
    }

    private readonly string house = OpaqueId.New();
    private readonly string channel = OpaqueId.New();

    internal string Folder => folder.Path;
    internal Desk Desk { get; private set; }
    internal AskLimits Limits { get; }
    internal LedgerStore Ledger { get; }
    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    internal string Item { get; } = OpaqueId.New();
    internal string LeFleuve { get; } = OpaqueId.New();
    internal Addressee ThePiece => new(Item, LeFleuve, Responsible.Provider, "Le Fleuve");

    internal AskOutcome Ask(string text = "Who pays for the dam?", Addressee? about = null, IPAddress? from = null, string? name = null, string? mail = null, bool passOn = false, string? once = null) =>
        new AskQuestion(Desk, Limits, Time).Ask(new Question(text, name, mail, passOn, "en") { Once = once }, about ?? ThePiece, from ?? IPAddress.Loopback);

    internal string Kept(string text = "Who pays for the dam?", Addressee? about = null, IPAddress? from = null, string? name = null, string? mail = null, bool passOn = false, string? once = null) =>
        Assert.IsType<AskOutcome.Kept>(Ask(text, about, from, name, mail, passOn, once)).Reference;

    /// <summary>Keeps what is typed, whatever its kind.</summary>
    internal string Kept(Question typed, Addressee? about = null) =>
        Assert.IsType<AskOutcome.Kept>(new AskQuestion(Desk, Limits, Time).Ask(typed, about ?? ThePiece, IPAddress.Loopback)).Reference;

    /// <summary>A right of reply, as it has to be typed.</summary>
    internal static Question Reply(string text = "I never said that.") => new(text, null, "awa@mail.example", false, "en")
    {
        Kind = CaseKind.RightOfReply,
        Signature = "Awa Diop, engineer",
        Headline = "The dam holds",
        Wish = "The piece names me.",
        Language = "en",
    };

    internal string Steps(string reference) => string.Join(' ', new CaseHistory(Desk).Of(Case(reference)).Select(moment => Word.Of(moment.Step)));

    /// <summary>The owner of Le Fleuve's address lets mail come, and all that waits goes out.</summary>
    internal async Task PassOnAsync(MailSink sink, string? operatorMail = null)
    {
        await PumpAsync(sink, operatorMail: operatorMail);
        if (System.Text.RegularExpressions.Regex.Match(sink.Taken.LastOrDefault()?.Text ?? "", "/case/contact/(?<token>[A-Za-z0-9_-]{43})", System.Text.RegularExpressions.RegexOptions.NonBacktracking) is not { Success: true } link) return;
        new ConfirmContact(Desk, Time).Confirm(link.Groups["token"].Value);
        await PumpAsync(sink, operatorMail: operatorMail);
    }

    internal Case Case(string reference) => new FollowCase(Desk).Follow(reference) ?? throw new InvalidOperationException("No such case.");

    internal CaseOutcome Answer(string named, string words = "The ministry does.") => new AnswerCase(Desk, Time).Answer(named, words, "Griot");

    internal CaseOutcome Publish(string named) => new PublishAnswer(Desk, Time).Publish(named);

    /// <summary>Seals Le Fleuve's card and its piece.</summary>
    internal async Task RegisterAsync(string? contact = "desk@lefleuve.example", Capacity capacity = Capacity.Independent, ProviderKind kind = ProviderKind.Press, string language = "en")
    {
        var card = new ProviderCard
        {
            Id = LeFleuve,
            Slug = "le-fleuve",
            Name = "Le Fleuve",
            Kind = kind,
            Contact = contact,
            Languages = [language],
            Capacities = [new DatedCapacity(capacity, new DateOnly(2026, 1, 1))],
            Channels = [new CardChannel(channel, ChannelKind.Feed, "lefleuve.example", Public: true)],
        };
        var known = Ledger.CardEntry(LeFleuve);
        await Ledger.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = LeFleuve, Slug = "le-fleuve", Record = card.ToBytes(), Follows = known }, default);
        if (known is null) await Ledger.AppendAsync(Piece(), default);
    }

    /// <summary>Le Fleuve gives its piece another headline.</summary>
    internal Task RetitleAsync(string headline) => Ledger.AppendAsync(
        Piece() with
        {
            Kind = EntryKind.Update,
            Follows = Ledger.History(Item)[^1].Index,
            Summary = new Summary { Signal = Signal.Update, Headline = headline, Terms = Terms.Full }.ToBytes(),
        },
        default);

    /// <summary>Le Fleuve takes its piece back.</summary>
    internal Task WithdrawAsync() => Ledger.AppendAsync(
        Piece() with
        {
            Kind = EntryKind.Withdrawal,
            Follows = Ledger.History(Item)[^1].Index,
            Summary = new Summary { Signal = Signal.Withdrawal, Headline = "", Terms = Terms.Full }.ToBytes(),
        },
        default);

    internal FeedbackSettings Settings(MailSink? sink, string? operatorMail = null) => new()
    {
        OperatorMail = operatorMail,
        House = new HouseSettings { PublicUrl = new Uri("https://griot.example") },
        Mailer = sink?.Mailer(Time),
    };

    internal async Task<PumpPass> PumpAsync(MailSink? sink, string? houseContact = "house@griot.example", string? operatorMail = null)
    {
        await RegisterHouseAsync(houseContact);
        return await new MailPump(Desk, Ledger, Settings(sink, operatorMail), Time).PassAsync(default);
    }

    /// <summary>Seals the house's card, where it has not stood there with this contact.</summary>
    internal async Task RegisterHouseAsync(string? contact, string? language = null)
    {
        var known = Ledger.Card(house);
        if (known is not null && known.Contact == contact) return;
        var card = new ProviderCard { Id = house, Slug = "house", Name = "The newsroom", Kind = ProviderKind.House, Contact = contact, Languages = language is null ? [] : [language] };
        await Ledger.AppendAsync(new Draft { Kind = EntryKind.Provider, Provider = house, Slug = "house", Record = card.ToBytes(), Follows = Ledger.CardEntry(house) }, default);
    }

    /// <summary>What a restart does: lets go of the file and opens it again.</summary>
    internal void Reopen()
    {
        Desk.Dispose();
        Desk = Desk.Open(folder.Path);
    }

    public async ValueTask DisposeAsync()
    {
        Desk.Dispose();
        await Ledger.DisposeAsync();
        folder.Dispose();
    }

    private Draft Piece() => new()
    {
        Kind = EntryKind.Article,
        Provider = LeFleuve,
        Channel = channel,
        Item = Item,
        Status = PubStatus.Usable,
        Evidence = Evidence.Tls,
        Delivery = "<item/>"u8.ToArray(),
        Record = Encoding.UTF8.GetBytes("{}"),
        Summary = new Summary { Signal = Signal.New, Headline = "Le barrage rouvre <b>", Terms = Terms.Full, Language = "fr" }.ToBytes(),
        Envelope = "{}"u8.ToArray(),
    };
}
