using Griot.Formats;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;

namespace Griot.Ingest.Channels.Mail;

/// <summary>
/// The door for deliveries by mail. A mail is a provider's where its domain signed it (<see cref="DkimCheck"/>), where it came
/// to the provider's secret address, or where it answers a receipt that only the provider got; else it is held. When a result
/// is there, what was taken is durable: the mail may then be moved or deleted. The same mail again is found unchanged.
/// </summary>
/// <param name="ledger">Where it is sealed or set aside.</param>
/// <param name="mailbox">The house's address, such as <c>news@griot.example</c>.</param>
/// <param name="txt">Asks the domain name system; tests answer it themselves.</param>
/// <param name="time">The clock.</param>
public sealed class MailDoor(LedgerStore ledger, string mailbox, Func<string, CancellationToken, Task<TxtOutcome>> txt, TimeProvider time)
{
    /// <summary>The code of a mail of which nobody knows yet that it is its provider's.</summary>
    public const string Unconfirmed = "unconfirmed";

    private readonly MailIntake intake = new(ledger, time);
    private readonly DkimCheck dkim = new(txt, time);
    private readonly MailOrders orders = new(ledger, mailbox);
    private readonly MailTokens tokens = new(ledger, mailbox, time);

    /// <summary>The address at which a provider that knows this secret needs no other proof.</summary>
    public static string SecretAddress(string mailbox, string secret) => MailSecret.Address(mailbox, secret);

    /// <summary>Takes in the exact bytes of one message.</summary>
    public async Task<MailResult> TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (MailLook.At(bytes) is not { } look) return new MailResult(MailDeed.Unknown, "it is no mail, or larger than 20 MB");
        if (look.IsFromMachine) return new MailResult(MailDeed.Ignored, "a machine wrote it to say what became of another mail") { Look = look };
        if (tokens.FindConfirmation(look) is { } confirming) return await ConfirmAsync(look, confirming, cancellation);
        var way = await WayAsync(bytes, look, cancellation);
        if (way is null || ledger.Card(way.Channel.Provider) is not { } card) return new MailResult(MailDeed.Unknown, "no provider is registered with the address that it comes from") { Look = look };
        // Read once more with the language of its provider, in which letters without a charset are read.
        var result = await TakeAsync(bytes, MailLook.At(bytes, LanguageOf(card)) ?? look, way, card, cancellation);
        return await tokens.WithReceiptAsync(result with { Provider = card, Channel = way.Channel.Id, Look = look }, way, cancellation);
    }

    private async Task<MailResult> TakeAsync(ReadOnlyMemory<byte> bytes, MailLook look, MailWay way, ProviderCard card, CancellationToken cancellation)
    {
        if (look.Id is { } id && ledger.ItemByIdentity(way.Channel.Id, Identity.Of(id)) is { } known) return Standing(known);
        var order = orders.Of(look, way);
        var context = new ItemContext
        {
            Format = "mail",
            Encoding = "utf-8",
            Language = LanguageOf(card),
            Country = card.Country,
            FeedTitle = card.Name,
            FeedId = order.Uri,
            Signal = order.Signal is { } signal ? Word.Of(signal) : null,
            KeepsText = order.Signal == Signal.Withdrawal && look.KeepsText,
        };
        var mail = new MailPiece(bytes, context, new Envelope { ContentType = "message/rfc822", Headers = way.Proof, Received = way.Waiting ?? time.GetUtcNow() }, look, order);
        if (!way.IsSure) return await HoldAsync(mail, way, card, cancellation);
        if (IsOutrun(order, way)) return new MailResult(MailDeed.Refused, "the provider has sent something newer about the same piece since");
        if (order.Fault is { } fault) return await intake.SetAsideAsync(mail, card, way.Channel.Id, fault, Evidence.Authenticated, cancellation);
        return await intake.TakeAsync(mail, card, way.Channel.Id, cancellation);
    }

    private async Task<MailResult> HoldAsync(MailPiece mail, MailWay way, ProviderCard card, CancellationToken cancellation)
    {
        if (card.State != ProviderState.Active && mail.Order.Signal != Signal.Withdrawal) return new MailResult(MailDeed.Refused, "the provider is not active: only a withdrawal is taken from it");
        // What nothing proves is the operator's word where the operator lets it in, and can't correct or withdraw (ledger.md, 3).
        var held = await intake.SetAsideAsync(mail, card, way.Channel.Id, new Incident(Unconfirmed, $"Nothing proves that this mail is the provider's: {way.WhyNot}."), Evidence.Entered, cancellation);
        return held.Quarantined is null ? held : await tokens.WithConfirmationAsync(held with { Deed = MailDeed.Held, Reason = way.WhyNot }, way.Channel.Id, cancellation);
    }

    // By the mailbox's secret address, by a receipt that it answers, or by who it says it is from.
    private async Task<MailWay?> WayAsync(ReadOnlyMemory<byte> bytes, MailLook look, CancellationToken cancellation)
    {
        var channels = ledger.Channels().Select(one => one.Channel).Where(channel => channel.Kind == ChannelKind.Mail).ToList();
        var (secret, receipt) = (tokens.FindChannel(look), tokens.FindReceipt(look));
        if ((secret ?? receipt?.Channel) is { } id && channels.Find(channel => channel.Id == id) is { } named)
            return new MailWay(named, receipt?.Channel == id ? receipt.Item : null) { Proof = Proof(secret is null ? "receipt" : "secret-address", null) };
        // Several senders are nobody's word for sure.
        if (look.From is not [var sender] || channels.Find(channel => MailAuthor.Admits(channel.Address, sender)) is not { } registered) return null;
        return await dkim.OfAsync(bytes, sender[(sender.LastIndexOf('@') + 1)..], IsOurs, cancellation) switch
        {
            DkimVerdict.Aligned aligned => new MailWay(registered, null) { Proof = Proof("dkim", aligned) },
            DkimVerdict.NotProven unproven => new MailWay(registered, null) { WhyNot = unproven.Reason },
            _ => throw new InvalidOperationException("An unknown verdict on a signature."),
        };
    }

    private async Task<MailResult> ConfirmAsync(MailLook look, MailToken token, CancellationToken cancellation)
    {
        if (!YesWords.Are(look.FirstLine)) return new MailResult(MailDeed.Ignored, "the answer to a question whether a mail is the provider's does not begin with yes") { Look = look, Channel = token.Channel };
        // The token is used up first: of two answers one is taken. A crash in between leaves the mail to the operator.
        if (!await ledger.UseTokenAsync(token.Hash, cancellation)) return new MailResult(MailDeed.Unchanged, "it was confirmed already") { Look = look, Channel = token.Channel };
        if (ledger.Quarantine(token.Quarantined) is not [{ Removed: null, Handled: null } row]) return new MailResult(MailDeed.Unchanged, "it does not wait any more") { Look = look, Channel = token.Channel };
        var channel = ledger.Channels().First(one => one.Channel.Id == token.Channel).Channel;
        if (ledger.Card(channel.Provider) is not { } card || MailLook.At(row.Content.Bytes, LanguageOf(card)) is not { } held) return new MailResult(MailDeed.Refused, "it can't be read any more") { Look = look };
        var way = new MailWay(channel, null) { Proof = Proof("confirmed-by-contact", null), Waiting = row.FirstSeen };
        var done = await TakeAsync(row.Content.Bytes, held, way, card, cancellation);
        if (done.Deed != MailDeed.Refused) await ledger.MarkHandledAsync(row.Id, cancellation);
        return await tokens.WithReceiptAsync(done with { Provider = card, Channel = channel.Id, Look = look }, way, cancellation);
    }

    private MailResult Standing(string item) => new(MailDeed.Unchanged, "it has come before") { Item = item, Entry = ledger.History(item) is [.., var last] ? last.Index : null };

    // What waited for its confirmation must not bring an old text back on top.
    private bool IsOutrun(FoundOrder order, MailWay way) =>
        way.Waiting is { } since && order.Uri is { } uri && ledger.ItemByIdentity(way.Channel.Id, Identity.Of(uri)) is { } item && ledger.History(item)[^1].Entry.Time > since;

    private bool IsOurs(string address) => string.Equals(address, mailbox, StringComparison.OrdinalIgnoreCase) || MailSecret.TokenOf(address, mailbox) is not null;

    private static Dictionary<string, string> Proof(string way, DkimVerdict.Aligned? signature) => signature is null
        ? new(StringComparer.Ordinal) { ["authentication"] = way }
        : new(StringComparer.Ordinal) { ["authentication"] = way, ["dkim-domain"] = signature.Domain, ["dkim-selector"] = signature.Selector, ["dkim-key"] = signature.Record };

    private static string? LanguageOf(ProviderCard card) => card.Languages.Count > 0 ? card.Languages[0] : null;
}

/// <summary>By which channel a mail came, and how sure it is that it is that provider's.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Item">The item of the receipt that it answers, where it does.</param>
internal sealed record MailWay(ChannelRegistration Channel, string? Item)
{
    /// <summary>What goes into the envelope; null where nothing is proven.</summary>
    internal IReadOnlyDictionary<string, string>? Proof { get; init; }

    /// <summary>Why nothing is proven.</summary>
    internal string? WhyNot { get; init; }

    /// <summary>Since when it waited in quarantine; null for one that comes now.</summary>
    internal DateTimeOffset? Waiting { get; init; }

    internal bool IsSure => Proof is not null;
}
