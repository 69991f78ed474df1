using Griot.Ingest.Channels.Mail;
using Griot.Net;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ingest.Tests.Mail;

/// <summary>Mails that come while no name server answers: neither refused nor published for that, and tried again.</summary>
public sealed class NameTroubleTests : IAsyncLifetime
{
    private const string Key = "s1._domainkey.courrier.example";

    private readonly NameServer names = new();
    private MailRoom room = null!;

    public async ValueTask InitializeAsync()
    {
        names.Texts[Key] = MailRoom.KeyRecord;
        names.Now = NameServer.Mood.Fails;
        room = await MailRoom.OpenAsync(txt: new TxtRecords(names.Address, TimeSpan.FromMilliseconds(200)).FindAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        names.Dispose();
    }

    [Fact]
    public async Task M02_a_mail_waits_for_its_key_and_is_published_when_the_name_server_answers()
    {
        var mail = MailRoom.Signed();
        var waiting = await room.TakeAsync(mail);
        Assert.Equal((MailDeed.Waiting, null, null), (waiting.Deed, waiting.ReceiptTo, waiting.ConfirmAt));
        Assert.Equal(MailDoor.Unchecked, Assert.Single(room.Waiting).Content.Code);
        Assert.Equal(mail, room.Waiting[0].Content.Bytes);
        Assert.Empty(await RetryAsync());

        names.Now = NameServer.Mood.Answers;
        var received = room.Time.GetUtcNow();
        room.Time.Advance(TimeSpan.FromHours(3));
        var done = Assert.Single(await RetryAsync());

        Assert.Equal((MailDeed.Published, "redaction@courrier.example"), (done.Deed, done.ReceiptTo));
        Assert.Equal(mail, room.Ledger.Content(done.Entry!.Value, Part.Delivery));
        Assert.Equal(Evidence.Authenticated, room.Ledger.At(done.Entry.Value)!.Entry.Evidence);
        Assert.Equal(received, Envelope.Parse(room.Ledger.Content(done.Entry.Value, Part.Envelope)!).Received);
        Assert.Empty(room.Waiting);
        Assert.Empty(await RetryAsync());
    }

    [Theory]
    [InlineData(NameServer.Mood.Fails)]
    [InlineData(NameServer.Mood.Silent)]
    public async Task M02_after_a_day_without_an_answer_it_is_held_as_every_mail_that_nothing_proves(NameServer.Mood mood)
    {
        names.Now = mood;
        await room.TakeAsync(MailRoom.Signed());
        room.Time.Advance(TimeSpan.FromHours(23));
        Assert.Empty(await RetryAsync());

        room.Time.Advance(TimeSpan.FromHours(2));
        var held = Assert.Single(await RetryAsync());

        Assert.Equal((MailDeed.Held, null), (held.Deed, held.ReceiptTo));
        Assert.NotNull(held.ConfirmAt);
        Assert.Equal(MailDoor.Unconfirmed, Assert.Single(room.Waiting).Content.Code);
        Assert.Empty(room.Ledger.Arrivals(null, long.MaxValue, 10));
    }

    [Fact]
    public async Task M02_a_forged_mail_is_held_once_the_name_server_answers()
    {
        Assert.Equal(MailDeed.Held, (await room.TakeAsync([.. MailRoom.Signed(id: "2@courrier.example"), .. "\r\nEt un mensonge.\r\n"u8])).Deed);
        Assert.Equal(MailDeed.Waiting, (await room.TakeAsync(MailRoom.Signed())).Deed);
        names.Texts[Key] = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
        names.Now = NameServer.Mood.Answers;

        Assert.Equal(MailDeed.Held, Assert.Single(await RetryAsync()).Deed);
        Assert.Empty(room.Ledger.Arrivals(null, long.MaxValue, 10));
    }

    [Fact]
    public async Task The_same_mail_that_comes_again_meanwhile_lies_there_once()
    {
        await room.TakeAsync(MailRoom.Signed());
        await room.TakeAsync(MailRoom.Signed());
        Assert.Single(room.Waiting);

        names.Now = NameServer.Mood.Answers;
        Assert.Equal(MailDeed.Published, (await room.TakeAsync(MailRoom.Signed())).Deed);
        Assert.Equal(MailDeed.Unchanged, Assert.Single(await RetryAsync()).Deed);
        Assert.Single(room.Ledger.Arrivals(null, long.MaxValue, 10));
        Assert.Empty(room.Waiting);
    }

    [Fact]
    public async Task What_needs_no_signature_waits_for_nobody()
    {
        Assert.Equal(MailDeed.Published, (await room.TakeAsync(MailRoom.Before($"Delivered-To: {room.SecretAddress}", MailRoom.Unsigned()))).Deed);
        Assert.Equal(0, names.Asked);
    }

    private async Task<List<MailResult>> RetryAsync()
    {
        var results = new List<MailResult>();
        await foreach (var result in room.Door.RetryAsync(TestContext.Current.CancellationToken)) results.Add(result);
        return results;
    }
}
