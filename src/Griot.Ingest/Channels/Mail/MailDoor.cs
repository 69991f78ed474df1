using System.Runtime.CompilerServices;
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

    /// <summary>The code of a mail whose signature can't be checked just now.</summary>
    public const string Unchecked = "unchecked";

    /// <summary>The code of what could not be taken because the store is frozen: another time it can.</summary>
    public const string Frozen = "frozen";

    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly MailIntake intake = new(ledger, time);
    private readonly DkimCheck dkim = new(txt, time);
    private readonly MailOrders orders = new(ledger, mailbox);
    private readonly MailTokens tokens = new(ledger, mailbox, time);

    /// <summary>The address at which a provider that knows this secret needs no other proof.</summary>
    public static string SecretAddress(string mailbox, string secret) => MailSecret.Address(mailbox, secret);

    /// <summary>Takes in the exact bytes of one message.</summary>
    public async Task<MailResult> TakeAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (MailLook.At(bytes) is not { } look) return new MailResult(MailDeed.Unknown, "it is no mail, or larger than 20 MB, or has longer headers than are read");
        if (look.IsFromMachine) return new MailResult(MailDeed.Ignored, "a machine wrote it to say what became of another mail") { Look = look };
        if (tokens.FindConfirmation(look) is { } confirming) return await ConfirmAsync(look, confirming, cancellation);
        var way = await WayAsync(bytes, look, cancellation);
        if (way is null || ledger.Card(way.Channel.Provider) is not { } card) return new MailResult(MailDeed.Unknown, "no provider is registered with the address that it comes from") { Look = look };
        // Read once more with the language of its provider, in which letters without a charset are read.
        var result = await TakeAsync(bytes, MailLook.At(bytes, LanguageOf(card)) ?? look, way, card, cancellation);
        return await tokens.WithReceiptAsync(result with { Provider = card, Channel = way.Channel.Id, Look = look }, way, cancellation);
    }

    /// <summary>What a page about a held mail shows; null where its secret opens nothing, or the mail does not wait any more. Looking changes nothing.</summary>
    public HeldMailLook? Held(string secret) =>
        tokens.FindConfirmation(secret) is { } token && HeldRow(token) is { } row && ledger.Card(row.Content.Provider) is { } card && MailLook.At(row.Content.Bytes, LanguageOf(card)) is { } look
            ? new HeldMailLook(card, look, row.FirstSeen)
            : null;

    /// <summary>Whoever has the secret says that the mail is the provider's: it is taken in as it came. The secret works once.</summary>
    /// <param name="secret">The one in the page's address.</param>
    /// <param name="receiptTo">The address that the secret was mailed to; null where nobody is to be told.</param>
    /// <param name="cancellation">Ends the wait for other writers.</param>
    public async Task<MailResult> ConfirmAsync(string secret, string? receiptTo, CancellationToken cancellation)
    {
        // Before the secret is used up.
        if (ledger.Freeze is not null) return new MailResult(MailDeed.Refused, "the store takes nothing in just now") { Code = Frozen };
        return tokens.FindConfirmation(secret) is { } token
            ? await ConfirmAsync(token, (done, held) => done with { Look = held, ReceiptTo = receiptTo }, cancellation)
            : new MailResult(MailDeed.Unknown, "there is no such question, or it was answered");
    }

    /// <summary>
    /// Asks again for the keys of mails that wait for them. Each comes to its end within a day: taken in, or held as every mail
    /// that nothing proves. Killed in between, the next call finds what was taken unchanged.
    /// </summary>
    public async IAsyncEnumerable<MailResult> RetryAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var id in ledger.WaitingFor(Unchecked))
            if (ledger.Quarantine(id) is [{ Handled: null } row] && await RetryOneAsync(row, cancellation) is { } result) yield return result;
    }

    private async Task<MailResult?> RetryOneAsync(QuarantineRow row, CancellationToken cancellation)
    {
        if (ledger.Card(row.Content.Provider) is not { } card || MailLook.At(row.Content.Bytes, LanguageOf(card)) is not { From: [var sender] } look) return null;
        if (ledger.Channels().Select(one => one.Channel).FirstOrDefault(channel => channel.Id == row.Content.Channel) is not { } channel) return null;
        var way = await BySignatureAsync(row.Content.Bytes, sender, channel, cancellation) with { Waiting = row.FirstSeen };
        if (way.IsUndecided && time.GetUtcNow() - row.FirstSeen < LongestWait) return null;
        var done = await TakeAsync(row.Content.Bytes, look, way with { IsUndecided = false }, card, cancellation);
        // It could not be kept under its own reason: it goes on lying here.
        if (done.Deed == MailDeed.Unknown) return null;
        // Kept under its own reason meanwhile, or sealed; what was refused is let lie there, and not asked about again.
        await ledger.MarkHandledAsync(row.Id, cancellation);
        return await tokens.WithReceiptAsync(done with { Provider = card, Channel = channel.Id, Look = look }, way, cancellation);
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
        if (way.IsUndecided) return await WaitAsync(mail, way, card, cancellation);
        if (!way.IsSure) return await HoldAsync(mail, way, card, cancellation);
        if (IsOutrun(order, way)) return new MailResult(MailDeed.Refused, "the provider has sent something newer about the same piece since");
        if (order.Fault is { } fault) return await intake.SetAsideAsync(mail, card, way.Channel.Id, fault, Evidence.Authenticated, cancellation);
        return await intake.TakeAsync(mail, card, way.Channel.Id, cancellation);
    }

    // Never refused and never published for want of an answer. Where it can't be kept it stays in the mailbox.
    private async Task<MailResult> WaitAsync(MailPiece mail, MailWay way, ProviderCard card, CancellationToken cancellation)
    {
        var waits = await intake.SetAsideAsync(mail, card, way.Channel.Id, new Incident(Unchecked, $"It is not known yet whether this mail is the provider's: {way.WhyNot}. It is tried again for a day."), Evidence.Entered, cancellation);
        return waits.Quarantined is null ? waits : waits with { Deed = MailDeed.Waiting, Reason = way.WhyNot };
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
        return await BySignatureAsync(bytes, sender, registered, cancellation);
    }

    private async Task<MailWay> BySignatureAsync(ReadOnlyMemory<byte> bytes, string sender, ChannelRegistration channel, CancellationToken cancellation) =>
        await dkim.OfAsync(bytes, sender[(sender.LastIndexOf('@') + 1)..], IsOurs, cancellation) switch
        {
            DkimVerdict.Aligned aligned => new MailWay(channel, null) { Proof = Proof("dkim", aligned) },
            DkimVerdict.NotNow later => new MailWay(channel, null) { WhyNot = later.Reason, IsUndecided = true },
            DkimVerdict.NotProven unproven => new MailWay(channel, null) { WhyNot = unproven.Reason },
            _ => throw new InvalidOperationException("An unknown verdict on a signature."),
        };

    private async Task<MailResult> ConfirmAsync(MailLook look, MailToken token, CancellationToken cancellation)
    {
        if (!YesWords.Are(look.FirstLine)) return new MailResult(MailDeed.Ignored, "the answer to a question whether a mail is the provider's does not begin with yes") { Look = look, Channel = token.Channel };
        return await ConfirmAsync(token, (done, _) => done with { Look = look }, cancellation);
    }

    private async Task<MailResult> ConfirmAsync(MailToken token, Func<MailResult, MailLook, MailResult> answered, CancellationToken cancellation)
    {
        var unchanged = new MailResult(MailDeed.Unchanged, "it was confirmed already, or does not wait any more") { Channel = token.Channel };
        // The token is used up first: of two answers one is taken. A crash in between leaves the mail to the operator.
        if (!await ledger.UseTokenAsync(token.Hash, cancellation) || HeldRow(token) is not { } row) return unchanged;
        var channel = ledger.Channels().First(one => one.Channel.Id == token.Channel).Channel;
        if (ledger.Card(channel.Provider) is not { } card || MailLook.At(row.Content.Bytes, LanguageOf(card)) is not { } held) return new MailResult(MailDeed.Refused, "it can't be read any more");
        var way = new MailWay(channel, null) { Proof = Proof("confirmed-by-contact", null), Waiting = row.FirstSeen };
        var done = await TakeAsync(row.Content.Bytes, held, way, card, cancellation);
        if (done.Deed is not (MailDeed.Refused or MailDeed.Unknown)) await ledger.MarkHandledAsync(row.Id, cancellation);
        return await tokens.WithReceiptAsync(answered(done with { Provider = card, Channel = channel.Id }, held), way, cancellation);
    }

    private QuarantineRow? HeldRow(MailToken token) => ledger.Quarantine(token.Quarantined) is [{ Removed: null, Handled: null } row] ? row : null;

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

    /// <summary>Whether something is proven can't be found out just now.</summary>
    internal bool IsUndecided { get; init; }

    internal bool IsSure => Proof is not null;
}
