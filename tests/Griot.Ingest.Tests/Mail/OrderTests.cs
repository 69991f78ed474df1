using Griot.Ingest.Channels.Mail;
using Griot.Record;
using MimeKit;

namespace Griot.Ingest.Tests.Mail;

/// <summary>Corrections and withdrawals, as a tired editor sends them.</summary>
public sealed class OrderTests
{
    [Theory]
    [InlineData("Re: Le pont", "RECTIFICATIF\n\n")]
    [InlineData("Rectificatif : Le pont", "")]
    [InlineData("Re: Correction: Le pont", "")]
    [InlineData("رد: تصحيح: Le pont", "")]
    [InlineData("Re: Le pont", "Correção\n")]
    [InlineData("Marekebisho: Le pont", "")]
    public async Task An_answer_to_the_receipt_that_says_correction_corrects_in_five_languages(string subject, string first)
    {
        await using var room = await MailRoom.OpenAsync();
        var published = await room.TakeAsync(MailRoom.Signed());

        var corrected = await room.TakeAsync(Answer(published, subject, first + "Le pont de Kayes est rouvert depuis hier soir aux camions.\n\n> ##- griot -##\n> Publié"));

        Assert.Equal((MailDeed.Corrected, published.Item, 2), (corrected.Deed, corrected.Item, corrected.Version));
        Assert.Equal(("Le pont", "<p>Le pont de Kayes est rouvert depuis hier soir aux camions.</p>"), (room.RecordOf(published.Item!)!.Headline, room.Body(published.Item!)!.Trim()));
        Assert.Equal(EntryKind.Correction, room.Ledger.At(corrected.Entry!.Value)!.Entry.Kind);
    }

    [Fact]
    public async Task A_correction_that_does_not_repeat_the_embargo_does_not_lift_it()
    {
        await using var room = await MailRoom.OpenAsync();
        var embargoed = await room.TakeAsync(MailRoom.Signed(text: "SOUS EMBARGO jusqu'au 3 décembre 2026 à 18h00 GMT\n\nLe pont de Kayes est rouvert."));
        Assert.Equal(Standing.Embargoed, ItemState.Fold(room.Ledger.History(embargoed.Item!))!.Standing);

        var silent = await room.TakeAsync(Answer(embargoed, "Re: Le pont", "RECTIFICATIF\n\nLe pont de Kayes est rouvert aux camions."));

        Assert.Equal((MailDeed.SetAside, "embargo-unclear"), (silent.Deed, silent.Code));
        Assert.Single(room.Ledger.History(embargoed.Item!));
        var lifted = await room.TakeAsync(Answer(embargoed, "[SANS EMBARGO] Le pont", "RECTIFICATIF\n\nLe pont de Kayes est rouvert aux camions.", "3@courrier.example"));
        Assert.Equal((MailDeed.Corrected, Standing.Visible), (lifted.Deed, ItemState.Fold(room.Ledger.History(embargoed.Item!))!.Standing));
    }

    [Fact]
    public async Task After_its_end_an_embargo_needs_no_word_any_more()
    {
        await using var room = await MailRoom.OpenAsync();
        var embargoed = await room.TakeAsync(MailRoom.Signed(text: "SOUS EMBARGO jusqu'au 28 novembre 2026 à 18h00 GMT\n\nLe pont de Kayes est rouvert."));
        room.Time.Advance(TimeSpan.FromDays(1));

        Assert.Equal(MailDeed.Corrected, (await room.TakeAsync(Answer(embargoed, "Re: Le pont", "RECTIFICATIF\n\nLe pont de Kayes est rouvert aux camions."))).Deed);
    }

    [Theory]
    [InlineData("Re: Le pont", "RETRAIT : la source s'est rétractée.", false)]
    [InlineData("Withdrawn: Le pont", "la source s'est rétractée.\nKeep the text", true)]
    public async Task A_withdrawal_bears_its_reason_and_says_whether_the_text_stays(string subject, string text, bool keeps)
    {
        await using var room = await MailRoom.OpenAsync();
        var published = await room.TakeAsync(MailRoom.Signed());

        var withdrawn = await room.TakeAsync(Answer(published, subject, text));

        Assert.Equal((MailDeed.Withdrawn, published.Item), (withdrawn.Deed, withdrawn.Item));
        var record = room.RecordOf(published.Item!)!;
        Assert.Equal(keeps, record.KeepsText);
        Assert.Equal("<p>la source s'est rétractée.</p>", record.Descriptions[0].Value.Trim());
    }

    [Fact]
    public async Task An_answer_to_the_mail_itself_does_as_well_where_the_domain_signed_it()
    {
        await using var room = await MailRoom.OpenAsync();
        var published = await room.TakeAsync(MailRoom.Signed());

        var corrected = await room.TakeAsync(MailRoom.Signed("Rectificatif : Le pont", "Le pont est rouvert aux seuls camions.", "2@courrier.example", change: message => message.InReplyTo = "1@courrier.example"));

        Assert.Equal((MailDeed.Corrected, published.Item), (corrected.Deed, corrected.Item));
    }

    [Fact]
    public async Task M02_a_correction_that_comes_again_later_brings_no_old_text_back()
    {
        await using var room = await MailRoom.OpenAsync();
        var published = await room.TakeAsync(MailRoom.Signed());
        var first = Answer(published, "Rectificatif : Le pont", "Le pont est rouvert aux camions, et à eux seuls.", "c1@courrier.example");
        await room.TakeAsync(first);
        await room.TakeAsync(Answer(published, "Rectificatif : Le pont", "Le pont est rouvert à tous, finalement.", "c2@courrier.example"));

        var replay = await room.TakeAsync(MailRoom.Before("Received: from elsewhere.example", first));

        Assert.Equal(MailDeed.Unchanged, replay.Deed);
        Assert.Contains("finalement", room.Body(published.Item!));
    }

    [Fact]
    public async Task A_headline_that_begins_like_a_withdrawal_is_laid_aside_for_a_person()
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(MailRoom.Signed("Retrait : les troupes quittent Kidal"));

        Assert.Equal((MailDeed.SetAside, "redaction@courrier.example"), (result.Deed, result.ReceiptTo));
        Assert.Equal("order-without-piece", Assert.Single(room.Waiting).Content.Code);
        Assert.Empty(room.Ledger.Arrivals(null, long.MaxValue, 10));
    }

    [Fact]
    public async Task A_word_of_thanks_for_the_receipt_is_not_published()
    {
        await using var room = await MailRoom.OpenAsync();
        var published = await room.TakeAsync(MailRoom.Signed());

        var thanks = await room.TakeAsync(Answer(published, "Re: Le pont", "Merci !"));

        Assert.Equal(MailDeed.SetAside, thanks.Deed);
        Assert.Single(room.Ledger.History(published.Item!));
    }

    [Fact]
    public async Task I08_a_receipt_nobody_gave_out_and_another_s_item_correct_nothing()
    {
        await using var room = await MailRoom.OpenAsync();
        var published = await room.TakeAsync(MailRoom.Signed());
        byte[] Forged(string id) => MailRoom.Unsigned("Retrait : Le pont", "Un mensonge.", "f@evil.example", message =>
        {
            message.From.Clear();
            message.From.Add(new MailboxAddress("", "x@evil.example"));
            message.InReplyTo = id;
        });

        Assert.Equal(MailDeed.Unknown, (await room.TakeAsync(Forged($"receipt.{OpaqueId.New()}@griot.example"))).Deed);
        Assert.Equal(MailDeed.Unknown, (await room.TakeAsync(Forged("1@courrier.example"))).Deed);
        Assert.Single(room.Ledger.History(published.Item!));
    }

    [Fact]
    public async Task A_withdrawal_is_taken_from_a_provider_that_is_not_active()
    {
        await using var room = await MailRoom.OpenAsync();
        var published = await room.TakeAsync(MailRoom.Signed());
        await new Griot.Ingest.Providers.ProviderRegister(room.Ledger, room.Time).SetAsync(room.Card.Id, new() { State = ProviderState.Archived }, TestContext.Current.CancellationToken);

        Assert.Equal(MailDeed.Withdrawn, (await room.TakeAsync(Answer(published, "Retrait : Le pont", "Erreur."))).Deed);
    }

    [Fact]
    public async Task A_held_withdrawal_withdraws_when_the_contact_says_yes()
    {
        await using var room = await MailRoom.OpenAsync();
        var published = await room.TakeAsync(MailRoom.Signed());
        var held = await room.TakeAsync(MailRoom.Unsigned("Retrait : Le pont", "Erreur.", "w@courrier.example", message => message.InReplyTo = "1@courrier.example"));
        Assert.Equal(MailDeed.Held, held.Deed);

        var confirmed = await room.TakeAsync(MailRoom.Unsigned("Re: x", "oui", "y@contact.example", message =>
        {
            message.To.Clear();
            message.To.Add(new MailboxAddress("", held.ConfirmAt!));
        }));

        Assert.Equal((MailDeed.Withdrawn, published.Item), (confirmed.Deed, confirmed.Item));
    }

    // Not signed: that only the provider got the receipt is enough.
    private static byte[] Answer(MailResult published, string subject, string text, string id = "2@courrier.example") =>
        MailRoom.Unsigned(subject, text, id, message =>
        {
            message.InReplyTo = published.ReceiptId!;
            message.References.Add(published.ReceiptId!);
        });
}
