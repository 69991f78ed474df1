using System.Text;

namespace Griot.Formats.Tests.Mail;

public sealed class MailReadingTests
{
    [Fact]
    public void A_plain_message_is_one_item_with_its_subject_as_headline()
    {
        var item = Mails.Item(Mails.Plain);

        Assert.Equal("mid:pont-1@courrier.example", item.Id);
        Assert.True(item.HasOwnId);
        Assert.Equal("Le pont de Kayes est rouvert", item.Headline);
        Assert.Equal("<p>Le pont est rouvert.</p>\n<p>Les camions passent « à nouveau ».</p>\n", item.BodyHtml);
        Assert.Equal(["Awa Diarra"], item.Byline);
        Assert.Equal(new DateTimeOffset(2026, 11, 28, 9, 30, 0, TimeSpan.FromHours(1)), item.Published);
        Assert.Equal(("usable", "new"), (item.Status, item.Signal));
        Assert.Empty(item.Media);
    }

    [Fact]
    public void The_provider_s_own_name_and_a_bare_address_are_no_byline()
    {
        Assert.Empty(Mails.Item(Mails.Plain, Mails.Context(provider: "AWA DIARRA")).Byline);
        Assert.Empty(Mails.Item(Mails.Plain.Replace("Awa Diarra <redaction@courrier.example>", "redaction@courrier.example")).Byline);
        Assert.Empty(Mails.Item(Mails.Plain.Replace("Awa Diarra", "\"redaction@courrier.example\"")).Byline);
    }

    [Fact]
    public void Without_a_message_id_a_fingerprint_stands_in_its_place()
    {
        var item = Mails.Item(Mails.Plain.Replace("Message-ID: <pont-1@courrier.example>\n", "").Replace("Message-ID: <pont-1@courrier.example>\r\n", ""));

        Assert.StartsWith("griot:", item.Id);
        Assert.False(item.HasOwnId);
    }

    [Fact]
    public void Of_alternatives_the_html_is_taken_whole_and_as_delivered()
    {
        var item = Mails.Item(Multipart("alternative", Text("plain", "Le pont."), Text("html", "<p>Le <b>pont</b>.</p>")));

        Assert.Equal("<p>Le <b>pont</b>.</p>", item.BodyHtml!.Trim());
        Assert.Empty(item.Media);
    }

    [Fact]
    public void An_alternative_that_nobody_can_show_is_passed_over()
    {
        var item = Mails.Item(Multipart("alternative", Text("plain", "Le pont."), "Content-Type: text/calendar\n\nBEGIN:VCALENDAR"));

        Assert.Equal("Le pont.", item.BodyHtml!.Trim());
    }

    [Fact]
    public void Pictures_inside_the_text_and_files_beside_it_are_media_named_by_their_bytes()
    {
        var related = Inner("related", "r", Text("html", "<p>Le pont <img src=\"cid:p1@x\"></p>"), "Content-Type: image/png; name=pont.png\nContent-ID: <p1@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=");
        var item = Mails.Item(Multipart("mixed", related, "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*=utf-8''d%C3%A9cret.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjQK"));

        Assert.Equal("<p>Le pont <img src=\"cid:p1@x\"></p>", item.BodyHtml!.Trim());
        Assert.Equal(["image/png", "application/pdf"], item.Media.Select(media => media.Type));
        Assert.Equal(["pont.png", "décret.pdf"], item.Media.Select(media => media.Title));
        Assert.Equal([8L, 9L], item.Media.Select(media => media.Length));
        // SHA-256 of the eight bytes that a PNG begins with, by sha256sum.
        Assert.Equal("ni:///sha-256;TEthGc8LA_gL1ZlhQl5kIbaRo4K6mxJjRb8BXcmBlhw".Length, item.Media[0].Url.Length);
        Assert.All(item.Media, media => Assert.StartsWith("ni:///sha-256;", media.Url));
    }

    [Fact]
    public void Text_before_and_behind_a_picture_stands_whole_and_in_its_order()
    {
        var item = Mails.Item(Multipart("mixed", Text("plain", "Avant."), "Content-Type: image/jpeg\nContent-Disposition: inline; filename=a.jpg\nContent-Transfer-Encoding: base64\n\n/9j/4A==", Text("plain", "Après.")));

        Assert.Equal("<p>Avant.</p>\n<p>Après.</p>\n", item.BodyHtml);
        Assert.Single(item.Media);
    }

    [Fact]
    public void A_message_that_is_a_document_alone_is_a_piece_with_its_subject()
    {
        var item = Mails.Item(Multipart("mixed", "Content-Type: application/msword; name=communique.doc\nContent-Transfer-Encoding: base64\n\n0M8R4A=="));

        Assert.Null(item.BodyHtml);
        Assert.Equal("Le pont", item.Headline);
        Assert.Equal("application/msword", Assert.Single(item.Media).Type);
    }

    [Fact]
    public void Flowed_lines_are_joined_again_and_the_signature_stays()
    {
        var item = Mails.Item("From: a@courrier.example\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nLe pont \nest rouvert.\n\n> cité \n> encore\n From ici\n-- \nLa rédaction");

        Assert.Equal("<p>Le pont est rouvert.</p>\n<p>&gt; cité encore\nFrom ici\n-- \nLa rédaction</p>\n", item.BodyHtml);
    }

    [Theory]
    [InlineData("Re: Le pont", "Le pont")]
    [InlineData("RE : Fwd: TR: Le pont", "Le pont")]
    [InlineData("Re[2]: Le pont", "Le pont")]
    [InlineData("رد: الجسر", "الجسر")]
    [InlineData("Enc: A ponte", "A ponte")]
    [InlineData("Retrait : les troupes quittent Kidal", "Retrait : les troupes quittent Kidal")]
    [InlineData("Mali: le pont", "Mali: le pont")]
    [InlineData("=?utf-8?q?L=E2=80=99=C3=A9t=C3=A9?= =?utf-8?q?_au_Mali?=", "L’été au Mali")]
    [InlineData("=?windows-1256?B?x+HM09E=?=", "الجسر")]
    [InlineData("=?iso-8859-1?q?L'=E9t=E9?=", "L'été")]
    public void The_headline_is_the_decoded_subject_without_what_mail_programs_add(string subject, string headline) =>
        Assert.Equal(headline, Mails.Item(Mails.Plain.Replace("Le pont de Kayes est rouvert", subject)).Headline);

    [Theory]
    [InlineData("utf-8", null, "Été")]
    [InlineData("windows-1252", null, "Été – «»")]
    [InlineData("iso-8859-15", null, "cœur €")]
    [InlineData("windows-1256", null, "الجسر")]
    [InlineData("iso-8859-6", null, "الجسر")]
    [InlineData("iso-2022-jp", null, "日本語")]
    [InlineData("koi8-r", null, "мост")]
    [InlineData("utf-16le", null, "Été")]
    [InlineData("windows-1256", "ar", "الجسر مفتوح")]
    public void Texts_in_every_charset_read_the_same(string charset, string? language, string text)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var head = $"From: a@courrier.example\r\nSubject: x\r\nContent-Transfer-Encoding: 8bit\r\nContent-Type: text/plain{(language is null ? $"; charset={charset}" : "")}\r\n\r\n";
        byte[] message = [.. Encoding.ASCII.GetBytes(head), .. Encoding.GetEncoding(charset).GetBytes(text)];

        Assert.Equal(text, Mails.Read(message, Mails.Context(language: language)).Item!.BodyHtml!.Trim());
    }

    [Fact]
    public void A_charset_that_the_bytes_contradict_is_passed_over()
    {
        Assert.Contains("« à nouveau »", Mails.Item(Mails.Plain.Replace("charset=utf-8", "charset=us-ascii")).BodyHtml);
        Assert.Contains("« à nouveau »", Mails.Item(Mails.Plain.Replace("charset=utf-8", "charset=iso-8859-1")).BodyHtml);
        Assert.Contains("« à nouveau »", Mails.Item(Mails.Plain.Replace("charset=utf-8", "charset=no-such-thing")).BodyHtml);
    }

    [Fact]
    public void X11_utf7_is_shown_as_text()
    {
        var item = Mails.Item(Mails.Plain.Replace("charset=utf-8", "charset=utf-7").Replace("Le pont est rouvert.", "+ADw-script+AD4-"));

        Assert.Contains("+ADw-script+AD4-", item.BodyHtml);
    }

    [Fact]
    public void The_language_is_the_message_s_own_else_its_channel_s()
    {
        Assert.Equal("sw", Mails.Item(Mails.Plain.Replace("Content-Type", "Content-Language: sw\nContent-Type"), Mails.Context(language: "fr")).Language);
        Assert.Equal("fr", Mails.Item(Mails.Plain, Mails.Context(language: "fr")).Language);
    }

    [Fact]
    public void What_outlook_packs_into_winmail_dat_is_told()
    {
        var reading = Mails.Read(Multipart("mixed", Text("plain", "Bonjour."), "Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\neJ8+IgAA"));

        Assert.NotNull(reading.Item);
        Assert.Equal(IncidentCodes.UnsupportedContent, Assert.Single(reading.Incidents).Code);
        Assert.Equal("winmail.dat", Assert.Single(reading.Item!.Media).Title);
    }

    [Fact]
    public void A_message_inside_the_message_is_attached_and_never_read_as_this_one()
    {
        var item = Mails.Item(Multipart("mixed", Text("plain", "Voici."), "Content-Type: message/rfc822\n\nFrom: x@other.example\nSubject: Autre\n\nUn autre texte."));

        Assert.Equal("Voici.", item.BodyHtml!.Trim());
        Assert.Equal(("message/rfc822", "Autre"), (item.Media[0].Type, item.Media[0].Title));
    }

    [Fact]
    public void The_line_of_an_mbox_before_a_message_is_passed_over()
    {
        Assert.Equal("Le pont de Kayes est rouvert", Mails.Item("From MAILER-DAEMON Sat Nov 28 09:30:00 2026\n" + Mails.Plain).Headline);
    }

    internal static string Multipart(string kind, params string[] parts) =>
        "From: A <a@courrier.example>\nSubject: Le pont\nMessage-ID: <1@courrier.example>\nMIME-Version: 1.0\n" + Inner(kind, "outer", parts);

    internal static string Inner(string kind, string boundary, params string[] parts) =>
        $"Content-Type: multipart/{kind}; boundary={boundary}\n\n" + string.Concat(parts.Select(part => $"--{boundary}\n{part}\n")) + $"--{boundary}--\n";

    internal static string Text(string kind, string text) => $"Content-Type: text/{kind}; charset=utf-8\n\n{text}";

    [Fact]
    public void N08_a_picture_by_its_content_id_is_the_attached_file_and_its_words_go_with_it()
    {
        const string message = """
            From: a@courrier.example
            Subject: Le pont
            Message-ID: <p@courrier.example>
            MIME-Version: 1.0
            Content-Type: multipart/related; boundary=b

            --b
            Content-Type: text/html; charset=utf-8

            <p>Avant.</p><img alt="Le pont &amp; le fleuve" src="cid:pont%40courrier"><p>Entre.</p><img src="CID:absent" alt="rien"><p>Après.</p>
            --b
            Content-Type: image/png
            Content-ID: <pont@courrier>
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --b--
            """;
        var item = Mails.Item(message);

        var picture = Assert.Single(item.Media);
        Assert.Equal(("image/png", "Le pont & le fleuve"), (picture.Type, picture.AlternativeText));
        Assert.StartsWith("ni:///sha-256;", picture.Url, StringComparison.Ordinal);
        Assert.Contains("cid:pont%40courrier", item.BodyHtml, StringComparison.Ordinal);
        var safe = Griot.Record.Html.SafeHtml.Sanitise(item.BodyHtml!, null);
        Assert.Equal("<p>Avant.</p><p>Entre.</p><p>Après.</p>", safe.Html.Trim());
        Assert.Equal("pont@courrier", picture.ContentId);
        Assert.Equal([("pont@courrier", 1), ("absent", 2)], safe.Carried.Select(one => (one.ContentId, one.Position)));
    }

    [Fact]
    public void X19_an_html_text_full_of_pictures_that_are_nowhere_is_read_in_bounded_time() =>
        Assert.Empty(Griot.Formats.Mail.InlinePictures.Words(string.Concat(Enumerable.Repeat("<img src='cid:", 200_000))));
}
