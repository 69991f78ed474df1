using Griot.Record;

namespace Griot.Formats.Tests.Mail;

public sealed class MailOrderTests
{
    private const string Id = "mid:pont-1@courrier.example";

    [Theory]
    [InlineData("Rectificatif : Le pont de Kayes", Signal.Correction)]
    [InlineData("Re: RETRAIT: Le pont", Signal.Withdrawal)]
    [InlineData("Re: Re: [Correction] The bridge", Signal.Correction)]
    [InlineData("رد: تصحيح: الجسر", Signal.Correction)]
    [InlineData("Retirado: a ponte", Signal.Withdrawal)]
    [InlineData("Marekebisho: daraja", Signal.Correction)]
    [InlineData("Re: Le pont", null)]
    public void A_word_in_the_subject_orders_in_five_languages(string subject, Signal? order) =>
        Assert.Equal(order, Look(subject, "Texte.").Order);

    [Theory]
    [InlineData("RECTIFICATIF", Signal.Correction)]
    [InlineData("retrait.", Signal.Withdrawal)]
    [InlineData("*Withdrawn:*", Signal.Withdrawal)]
    [InlineData("سحب", Signal.Withdrawal)]
    [InlineData("Bonjour", null)]
    public void A_word_in_the_first_line_orders_too(string line, Signal? order) =>
        Assert.Equal(order, Look("Re: Le pont", $"\n{line}\n\nLe texte.").Order);

    [Fact]
    public void A_correction_is_the_new_text_whole_without_the_order_and_without_our_receipt()
    {
        var mail = Mail("Re: Le pont", """
            RECTIFICATIF

            Le pont est rouvert lundi.

            Les camions passent.

            Le sam. 28 nov. 2026 à 10:00, Griot
            <news@griot.example> a écrit :
            > ##- griot -##
            > Publié : Le pont
            >
            > https://griot.example/fr/courrier/1
            """);
        var item = Mails.Item(mail, Mails.Context("correction", Id));

        Assert.Equal("<p>Le pont est rouvert lundi.</p>\n<p>Les camions passent.</p>\n", item.BodyHtml);
        Assert.Equal((Id, "correction", "Le pont", "usable"), (item.Id, item.Signal, item.Headline, item.Status));
    }

    [Fact]
    public void Text_below_the_quoted_receipt_is_the_provider_s_too()
    {
        var item = Mails.Item(Mail("Rectificatif : Le pont", "> ##- griot -##\n> Publié\n\nLe nouveau texte."), Mails.Context("correction", Id));

        Assert.Equal("Le nouveau texte.", item.BodyHtml!.Trim());
    }

    [Fact]
    public void Outlook_s_header_block_goes_with_the_receipt()
    {
        var item = Mails.Item(Mail("Rectificatif : Le pont", "Le nouveau texte.\n\n________________________________\nDe : Griot\nEnvoyé : samedi\nÀ : A\nObjet : Re: Le pont\n\n##- griot -##\nPublié"), Mails.Context("correction", Id));

        Assert.Equal("Le nouveau texte.", item.BodyHtml!.Trim());
    }

    [Fact]
    public void The_markup_of_a_correction_by_subject_is_kept_up_to_the_quotation()
    {
        var item = Mails.Item(MailReadingTests.Multipart("alternative", MailReadingTests.Text("plain", "Le nouveau.\n> ##- griot -##"), MailReadingTests.Text("html", "<div>Le <b>nouveau</b>.</div><div class=\"gmail_quote\">On dit <blockquote>##- griot -##<br>Publié</blockquote></div>"))
            .Replace("Subject: Le pont", "Subject: Correction: Le pont"), Mails.Context("correction", Id));

        Assert.Equal("<div>Le <b>nouveau</b>.</div>", item.BodyHtml!.Trim());
    }

    [Fact]
    public void A_withdrawal_bears_its_reason_and_whether_the_text_stays()
    {
        var mail = Mail("Re: Le pont", "RETRAIT : la source s'est rétractée.\nGarder le texte\n\n> ##- griot -##");
        var look = MailLook.At(Mails.Bytes(mail))!;
        var item = Mails.Item(mail, Mails.Context("withdrawal", Id));

        Assert.Equal((Signal.Withdrawal, true), (look.Order, look.KeepsText));
        Assert.Equal("la source s'est rétractée.", item.SummaryHtml!.Trim());
        Assert.Equal((Id, "withdrawal", "canceled"), (item.Id, item.Signal, item.Status));
        Assert.Null(item.BodyHtml);
    }

    [Fact]
    public void What_a_piece_quotes_is_never_taken_out_of_it()
    {
        var item = Mails.Item(Mail("Le pont", "Il écrit :\n> Le pont tombe.\n\n##- griot -##"));

        Assert.Contains("Le pont tombe.", item.BodyHtml);
        Assert.Contains("##- griot -##", item.BodyHtml);
    }

    [Fact]
    public void A_look_says_where_a_mail_came_from_went_to_and_what_it_answers()
    {
        var look = MailLook.At(Mails.Bytes("""
            Delivered-To: news+abc@griot.example
            From: A <A@Courrier.Example>
            To: news@griot.example, Autre <b@münchen.example>
            In-Reply-To: <r2@griot.example>
            References: <r1@griot.example> <r2@griot.example>
            Message-ID: <m@courrier.example>
            Subject: Re: Le pont

            Oui.
            """))!;

        Assert.Equal(["A@courrier.example"], look.From);
        Assert.Equal(["news+abc@griot.example", "news@griot.example", "b@xn--mnchen-3ya.example"], look.Recipients);
        Assert.Equal(["r2@griot.example", "r1@griot.example"], look.Answers);
        Assert.Equal(("m@courrier.example", "mid:m@courrier.example", "Le pont", "Oui."), (look.MessageId, look.Id, look.Subject, look.FirstLine));
        Assert.True(look.MayBeAnswered);
    }

    [Theory]
    [InlineData("Auto-Submitted: auto-replied", true, false)]
    [InlineData("Return-Path: <>", true, false)]
    [InlineData("X-Autoreply: yes", true, false)]
    [InlineData("Auto-Submitted: auto-generated", false, false)]
    [InlineData("List-Id: <presse.courrier.example>", false, false)]
    [InlineData("Precedence: bulk", false, false)]
    [InlineData("Auto-Submitted: no", false, true)]
    public void Machines_and_lists_are_not_answered(string header, bool isFromMachine, bool mayBeAnswered)
    {
        var look = MailLook.At(Mails.Bytes(header + "\n" + Mails.Plain))!;

        Assert.Equal((isFromMachine, mayBeAnswered), (look.IsFromMachine, look.MayBeAnswered));
    }

    private static MailLook Look(string subject, string text) => MailLook.At(Mails.Bytes(Mail(subject, text)))!;

    private static string Mail(string subject, string text) => $"From: A <a@courrier.example>\nSubject: {subject}\nMessage-ID: <2@courrier.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n";
}
