using System.Text;
using Griot.Ingest.Channels.Mail;
using Griot.Ingest.Operator;
using Griot.Net;
using Griot.Record;
using MimeKit;

namespace Griot.Ingest.Tests.Mail;

/// <summary>Whose a mail is: only what is proven is published.</summary>
public sealed class AuthenticityTests
{
    [Fact]
    public async Task A_mail_that_its_domain_signed_is_published_and_sealed_byte_for_byte()
    {
        await using var room = await MailRoom.OpenAsync();
        var mail = MailRoom.Signed();

        var result = await room.TakeAsync(mail);

        Assert.Equal((MailDeed.Published, 1), (result.Deed, result.Version));
        var entry = room.Ledger.At(result.Entry!.Value)!;
        Assert.Equal(Evidence.Authenticated, entry.Entry.Evidence);
        Assert.Equal(mail, room.Ledger.Content(entry.Index, Part.Delivery));
        Assert.Equal("Le pont", room.RecordOf(result.Item!)!.Headline);
        Assert.Equal("redaction@courrier.example", result.ReceiptTo);
        Assert.Empty(room.Waiting);
    }

    [Fact]
    public async Task The_key_that_the_domain_gave_is_sealed_beside_the_mail()
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(MailRoom.Signed());

        var envelope = Envelope.Parse(room.Ledger.Content(result.Entry!.Value, Part.Envelope)!);
        Assert.Equal(("dkim", "courrier.example", MailRoom.KeyRecord), (envelope.Headers!["authentication"], envelope.Headers["dkim-domain"], envelope.Headers["dkim-key"]));
    }

    [Fact]
    public async Task M02_a_forged_sender_without_a_signature_is_held_and_gets_no_answer()
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(MailRoom.Unsigned());

        Assert.Equal(MailDeed.Held, result.Deed);
        Assert.Null(result.ReceiptTo);
        Assert.NotNull(result.ConfirmAt);
        Assert.Equal("unconfirmed", Assert.Single(room.Waiting).Content.Code);
        Assert.Equal(MailRoom.Unsigned(), room.Waiting[0].Content.Bytes);
        Assert.Empty(room.Ledger.Arrivals(null, long.MaxValue, 10));
    }

    [Theory]
    [InlineData("another domain", "none of its DKIM signatures is of courrier.example")]
    [InlineData("part of the body", "a part of the text only")]
    [InlineData("appended text", "does not hold")]
    [InlineData("changed subject", "does not hold")]
    [InlineData("no key", "can't be read")]
    [InlineData("wrong key", "does not hold")]
    [InlineData("garbage key", "can't be read")]
    [InlineData("trial key", "t=y")]
    [InlineData("not to us", "goes to this house")]
    [InlineData("second To", "goes to this house")]
    [InlineData("old", "more than a week ago")]
    [InlineData("expired", "is over")]
    [InlineData("no subject signed", "leaves out subject")]
    [InlineData("no content type signed", "leaves out content-type")]
    public async Task M02_what_a_signature_does_not_prove_is_held(string forgery, string reason)
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(Forged(room, forgery));

        Assert.True(result.Deed == MailDeed.Held, $"{result.Deed}: {result.Reason}");
        Assert.Contains(reason, result.Reason);
        Assert.Empty(room.Ledger.Arrivals(null, long.MaxValue, 10));
    }

    [Fact]
    public async Task M02_a_replay_of_last_month_s_mail_is_known_again_whatever_stands_around_it()
    {
        await using var room = await MailRoom.OpenAsync();
        var mail = MailRoom.Signed();
        var first = await room.TakeAsync(mail);
        room.Time.Advance(TimeSpan.FromDays(31));

        var replays = new[] { await room.TakeAsync(mail), await room.TakeAsync(MailRoom.Before("Received: from elsewhere.example", mail)) };

        Assert.All(replays, replay => Assert.Equal((MailDeed.Unchanged, first.Item), (replay.Deed, replay.Item)));
        Assert.Single(room.Ledger.History(first.Item!));
        Assert.Empty(room.Waiting);
    }

    [Fact]
    public async Task M02_a_header_set_above_the_signed_one_makes_it_no_mail()
    {
        await using var room = await MailRoom.OpenAsync();

        Assert.Equal(MailDeed.Unknown, (await room.TakeAsync(MailRoom.Before("From: chef@evil.example", MailRoom.Signed()))).Deed);
        Assert.Equal(MailDeed.Unknown, (await room.TakeAsync(MailRoom.Before("Subject: Autre chose", MailRoom.Signed()))).Deed);
    }

    [Fact]
    public async Task The_secret_address_is_enough_whoever_writes()
    {
        await using var room = await MailRoom.OpenAsync();
        var mail = MailRoom.Unsigned(change: message =>
        {
            message.From.Clear();
            message.From.Add(new MailboxAddress("", "awa@gmail.com"));
            message.To.Clear();
            message.To.Add(new MailboxAddress("", room.SecretAddress.ToUpperInvariant()));
        });

        var result = await room.TakeAsync(mail);

        Assert.Equal(MailDeed.Published, result.Deed);
        Assert.Equal(Evidence.Authenticated, room.Ledger.At(result.Entry!.Value)!.Entry.Evidence);
        Assert.Equal("awa@gmail.com", result.ReceiptTo);
    }

    [Fact]
    public async Task A_secret_in_a_blind_copy_is_found_by_where_the_mail_was_delivered()
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(MailRoom.Before($"Delivered-To: {room.SecretAddress}", MailRoom.Unsigned()));

        Assert.Equal(MailDeed.Published, result.Deed);
    }

    [Fact]
    public async Task A_guessed_secret_opens_nothing_and_no_secret_is_kept()
    {
        await using var room = await MailRoom.OpenAsync();
        var guess = MailRoom.Mailbox.Replace("@", $"+{OpaqueId.New()}@");

        var result = await room.TakeAsync(MailRoom.Before($"Delivered-To: {guess}", MailRoom.Unsigned()));

        Assert.Equal(MailDeed.Held, result.Deed);
        Assert.DoesNotContain(room.Secret, Encoding.Latin1.GetString(File.ReadAllBytes(room.StorePath)));
    }

    [Fact]
    public async Task An_address_of_a_domain_where_anybody_gets_one_binds_to_the_whole_address()
    {
        await using var room = await MailRoom.OpenAsync("redaction@courrier.example");
        var other = MailRoom.Signed(change: message =>
        {
            message.From.Clear();
            message.From.Add(new MailboxAddress("", "autre@courrier.example"));
        });

        Assert.Equal(MailDeed.Unknown, (await room.TakeAsync(other)).Deed);
        Assert.Equal(MailDeed.Published, (await room.TakeAsync(MailRoom.Signed())).Deed);
    }

    [Fact]
    public async Task A_stranger_s_mail_belongs_to_nobody_and_nothing_of_it_is_kept()
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(MailRoom.Signed(domain: "evil.example", change: message =>
        {
            message.From.Clear();
            message.From.Add(new MailboxAddress("", "x@evil.example"));
        }));

        Assert.Equal(MailDeed.Unknown, result.Deed);
        Assert.Empty(room.Waiting);
    }

    [Fact]
    public async Task A_held_mail_is_published_when_the_contact_answers_yes_and_once_only()
    {
        await using var room = await MailRoom.OpenAsync();
        var held = await room.TakeAsync(MailRoom.Unsigned());
        byte[] Answer(string text, string? header = null) => MailRoom.Unsigned("Re: A mail waits", text, "yes@contact.example", message =>
        {
            message.From.Clear();
            message.From.Add(new MailboxAddress("", "contact@courrier.example"));
            message.To.Clear();
            message.To.Add(new MailboxAddress("", held.ConfirmAt!));
            if (header is not null) message.Headers.Add("Auto-Submitted", header);
        });

        Assert.Equal(MailDeed.Ignored, (await room.TakeAsync(Answer("Je suis absente.", "auto-replied"))).Deed);
        Assert.Equal(MailDeed.Ignored, (await room.TakeAsync(Answer("Qui êtes-vous ?"))).Deed);
        Assert.Single(room.Waiting);

        var confirmed = await room.TakeAsync(Answer("Oui.\n\n> Est-ce bien vous ?"));

        Assert.Equal((MailDeed.Published, "contact@courrier.example"), (confirmed.Deed, confirmed.ReceiptTo));
        Assert.Equal(Evidence.Authenticated, room.Ledger.At(confirmed.Entry!.Value)!.Entry.Evidence);
        Assert.Empty(room.Waiting);
        Assert.NotEqual(MailDeed.Published, (await room.TakeAsync(Answer("Oui"))).Deed);
        Assert.Null(room.Door.Held(held.ConfirmBy!));
        Assert.NotEqual(MailDeed.Published, (await room.Door.ConfirmAsync(held.ConfirmBy!, null, TestContext.Current.CancellationToken)).Deed);
    }

    [Fact]
    public async Task A_held_mail_is_published_by_the_secret_of_its_page_once_and_within_a_fortnight()
    {
        await using var room = await MailRoom.OpenAsync();
        var held = await room.TakeAsync(MailRoom.Unsigned());
        var late = await room.TakeAsync(MailRoom.Unsigned("Autre", "Autre chose.", "9@courrier.example"));

        Assert.Equal("Le pont", room.Door.Held(held.ConfirmBy!)!.Look.Subject);
        Assert.Equal(2, room.Waiting.Length);
        // The secret of the address for answers opens no page, nor does that of a receipt.
        Assert.Null(room.Door.Held(held.ConfirmAt!.Split('+', '@')[1]));
        Assert.Equal(MailDeed.Unknown, (await room.Door.ConfirmAsync(new string('x', 43), null, TestContext.Current.CancellationToken)).Deed);

        var done = await room.Door.ConfirmAsync(held.ConfirmBy!, "contact@courrier.example", TestContext.Current.CancellationToken);

        Assert.Equal((MailDeed.Published, "contact@courrier.example", Evidence.Authenticated), (done.Deed, done.ReceiptTo, room.Ledger.At(done.Entry!.Value)!.Entry.Evidence));
        Assert.NotNull(done.ReceiptId);
        Assert.Equal(MailDeed.Unknown, (await room.Door.ConfirmAsync(held.ConfirmBy!, null, TestContext.Current.CancellationToken)).Deed);
        Assert.DoesNotContain(late.ConfirmBy!, Encoding.Latin1.GetString(File.ReadAllBytes(room.StorePath)));
        room.Time.Advance(TimeSpan.FromDays(15));
        Assert.Null(room.Door.Held(late.ConfirmBy!));
        Assert.Single(room.Waiting);
    }

    [Fact]
    public async Task What_the_operator_lets_in_is_entered_by_hand()
    {
        await using var room = await MailRoom.OpenAsync();
        var held = await room.TakeAsync(MailRoom.Unsigned());

        var replay = await new QuarantineDesk(room.Ledger, room.Time).ReplayAsync(held.Quarantined!.Value, TestContext.Current.CancellationToken);

        Assert.Equal(1, replay.Accepted);
        Assert.Equal(Evidence.Entered, room.Ledger.Arrivals(null, long.MaxValue, 1)[0].Entry.Evidence);
    }

    [Fact]
    public async Task I09_a_suspended_provider_s_mail_is_refused()
    {
        await using var room = await MailRoom.OpenAsync();
        await new Griot.Ingest.Providers.ProviderRegister(room.Ledger, room.Time).SetAsync(room.Card.Id, new() { State = ProviderState.Suspended }, TestContext.Current.CancellationToken);

        Assert.Equal(MailDeed.Refused, (await room.TakeAsync(MailRoom.Signed())).Deed);
        Assert.Equal(MailDeed.Refused, (await room.TakeAsync(MailRoom.Unsigned())).Deed);
        Assert.Empty(room.Waiting);
    }

    [Theory]
    [InlineData("@gmail.com", "anybody gets an address")]
    [InlineData("pas une adresse", "neither")]
    [InlineData("a@b@c.example", "neither")]
    [InlineData("a\r\nBcc: x@y.example", "neither")]
    [InlineData("a@localhost", "neither")]
    public async Task M01_what_is_no_address_or_everybody_s_is_not_registered(string author, string reason)
    {
        await using var room = await MailRoom.OpenAsync();

        var outcome = await new Griot.Ingest.Providers.ProviderRegister(room.Ledger, room.Time).AddMailAsync(room.Card.Id, author, TestContext.Current.CancellationToken);

        Assert.Contains(reason, Assert.IsType<Griot.Ingest.Providers.RegisterOutcome.Refused>(outcome).Reason);
    }

    private static byte[] Forged(MailRoom room, string forgery)
    {
        switch (forgery)
        {
            case "another domain": return MailRoom.Signed(domain: "evil.example");
            case "part of the body": return Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(MailRoom.Signed()).Replace("DKIM-Signature: v=1;", "DKIM-Signature: v=1; l=10;"));
            case "appended text": return [.. MailRoom.Signed(), .. "\r\nEt un mensonge.\r\n"u8];
            case "changed subject": return Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(MailRoom.Signed()).Replace("Subject: Le pont", "Subject: Un mensonge"));
            case "no key": room.Names.Clear(); break;
            case "wrong key": room.Names["s1._domainkey.courrier.example"] = new TxtOutcome.Found(["v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="]); break;
            case "trial key": room.Names["s1._domainkey.courrier.example"] = new TxtOutcome.Found([MailRoom.KeyRecord + "; t=y:s"]); break;
            case "garbage key": room.Names["s1._domainkey.courrier.example"] = new TxtOutcome.Found(["v=DKIM1; k=rsa; p=AAAA"]); break;
            case "not to us": return MailRoom.Signed(change: message => { message.To.Clear(); message.To.Add(new MailboxAddress("", "ami@ailleurs.example")); });
            case "second To": return MailRoom.Before($"To: {MailRoom.Mailbox}", MailRoom.Signed(change: message => { message.To.Clear(); message.To.Add(new MailboxAddress("", "ami@ailleurs.example")); }));
            case "old": return MailRoom.Signed(change: message => message.Date = message.Date.AddDays(-31));
            case "expired": return Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(MailRoom.Signed()).Replace("DKIM-Signature: v=1;", "DKIM-Signature: v=1; x=1764230000;"));
            case "no subject signed": return MailRoom.Signed(headers: [HeaderId.From, HeaderId.To, HeaderId.Date, HeaderId.MessageId, HeaderId.ContentType]);
            case "no content type signed": return MailRoom.Signed(headers: [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId]);
        }

        return MailRoom.Signed();
    }

    // Whoever forges a sender's name can fill the provider's share of the quarantine, and nothing else.
    [Fact]
    public async Task M02_a_mail_that_can_not_be_kept_stays_in_the_mailbox()
    {
        await using var room = await MailRoom.OpenAsync();
        for (var i = 0; i < 4; i++) Assert.Equal(MailDeed.Held, (await room.TakeAsync(MailRoom.Unsigned(text: new string((char)('a' + i), 15_900_000), id: $"big{i}@courrier.example"))).Deed);

        var beyond = await room.TakeAsync(MailRoom.Unsigned(text: new string('z', 5_000_000), id: "last@courrier.example"));

        Assert.Equal(MailDeed.Unknown, beyond.Deed);
        Assert.Equal(4, room.Waiting.Length);
    }

    // Millions of blank lines before anybody knows whose mail it is.
    [Fact]
    public async Task M03_blank_lines_of_a_stranger_are_read_once()
    {
        await using var room = await MailRoom.OpenAsync();
        Assert.Equal(MailDeed.Held, (await room.TakeAsync(MailRoom.Unsigned(text: new string('\n', 4_000_000) + "Le pont de Kayes."))).Deed);
    }
}
