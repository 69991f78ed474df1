using System.Text;
using CsCheck;

namespace Griot.Formats.Tests.Mail;

/// <summary>What strangers send to a mailbox that anybody can write to.</summary>
public sealed class HostileMailTests
{
    private const long Megabyte = 1024 * 1024;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r")]
    [InlineData("\r\n")]
    [InlineData("\n\r")]
    public void M03_bare_line_ends_and_a_smuggled_end_of_data_are_one_message(string end)
    {
        var message = Encoding.ASCII.GetBytes(string.Join(end, "From: a@courrier.example", "Subject: Un", "", "Texte.", ".", "MAIL FROM:<b@evil.example>", "DATA", "From: b@evil.example", "Subject: Deux", "", "Autre.", "."));

        var reading = Mails.Read(message);

        if (reading.Item is { } item) Assert.Contains("MAIL FROM", item.BodyHtml);
        else Assert.Equal("\r", end);
    }

    [Fact]
    public void M03_ten_thousand_parts_are_refused_in_bounded_work()
    {
        var message = MailReadingTests.Multipart("mixed", [.. Enumerable.Repeat(MailReadingTests.Text("plain", "x"), 10_000)]);

        Assert.Equal(IncidentCodes.TooLarge, Refused(message, 100 * Megabyte));
        Assert.Equal(IncidentCodes.TooLarge, Refused(message.Replace("multipart/mixed", "multipart/alternative"), 100 * Megabyte));
    }

    [Fact]
    public void M03_a_thousand_messages_inside_each_other_are_one_message()
    {
        var message = MailReadingTests.Multipart("mixed", MailReadingTests.Text("plain", "Voici."), string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\nFrom: x@evil.example\nSubject: y\n", 1_000)) + "\nfin");

        var item = Bounded(100 * Megabyte, message).Item!;

        Assert.Equal("Voici.", item.BodyHtml!.Trim());
        Assert.Single(item.Media);
    }

    [Fact]
    public void M03_a_thousand_multiparts_inside_each_other_are_refused_in_bounded_work()
    {
        var message = "From: a@courrier.example\nSubject: x\n" + string.Concat(Enumerable.Range(0, 1_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n")) + "\nfin";

        Assert.Equal(IncidentCodes.TooDeep, Refused(message, 50 * Megabyte));
    }

    [Fact]
    public void M03_one_boundary_for_all_levels_and_boundaries_that_begin_alike_lose_nothing()
    {
        var same = MailReadingTests.Multipart("mixed", MailReadingTests.Inner("alternative", "outer", MailReadingTests.Text("plain", "dedans")), MailReadingTests.Text("plain", "dehors"));
        var alike = MailReadingTests.Multipart("mixed", MailReadingTests.Inner("mixed", "outer2", MailReadingTests.Text("plain", "dedans")), MailReadingTests.Text("plain", "dehors"));

        Assert.NotNull(Mails.Read(same));
        Assert.Equal("<p>dedans</p>\n<p>dehors</p>\n", Mails.Item(alike).BodyHtml);
    }

    [Fact]
    public void M03_uuencoded_text_stays_text_and_a_uuencoded_part_is_decoded()
    {
        Assert.Contains("begin 644 a.txt", Mails.Item(Mails.Plain + "\n\nbegin 644 a.txt\n#0V%T\n`\nend\n").BodyHtml);
        Assert.Equal(3, Assert.Single(Mails.Item(MailReadingTests.Multipart("mixed", MailReadingTests.Text("plain", "x"), "Content-Type: application/octet-stream; name=a.txt\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a.txt\n#0V%T\n`\nend")).Media).Length);
    }

    [Theory]
    [InlineData("From: b@evil.example")]
    [InlineData("Subject: Deux")]
    [InlineData("Content-Type: text/html")]
    [InlineData("Message-ID: <2@evil.example>")]
    public void M02_a_header_that_stands_twice_makes_it_no_message(string second) =>
        Assert.Equal(IncidentCodes.UnreadableItem, Refused(second + "\n" + Mails.Plain, 10 * Megabyte));

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("..\\..\\x.doc", "x.doc")]
    [InlineData("CON", "CON")]
    [InlineData("a\u0000b.txt", "ab.txt")]
    public void M04_the_name_of_a_file_is_a_label_and_never_a_path(string name, string label)
    {
        var encoded = string.Concat(Encoding.UTF8.GetBytes(name).Select(value => $"%{value:X2}"));
        var media = Assert.Single(Mails.Item(MailReadingTests.Multipart("mixed", MailReadingTests.Text("plain", "x"), $"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*=utf-8''{encoded}\n\nabc")).Media);

        Assert.Equal(label, media.Title);
        Assert.StartsWith("ni:///sha-256;", media.Url);
    }

    [Fact]
    public void M04_an_endless_name_is_no_label()
    {
        var media = Assert.Single(Mails.Item(MailReadingTests.Multipart("mixed", MailReadingTests.Text("plain", "x"), $"Content-Type: application/octet-stream; name={new string('a', 300)}.txt\n\nabc")).Media);

        Assert.Null(media.Title);
    }

    [Theory]
    [InlineData("image/jpeg", "R0lGODlhAQABAA==", "image/gif")]
    [InlineData("image/png", "PGh0bWw+PHNjcmlwdD4=", "application/octet-stream")]
    [InlineData("text/html", "PGh0bWw+PHNjcmlwdD4=", "application/octet-stream")]
    [InlineData("image/svg+xml", "PHN2Zy8+", "application/octet-stream")]
    [InlineData("image/jpeg", "UEsDBAoAAAA=", "application/zip")]
    [InlineData("audio/mpeg", "SUQz", "audio/mpeg")]
    public void M05_a_file_is_typed_by_what_it_begins_with_and_never_as_a_page(string declared, string base64, string type)
    {
        var media = Assert.Single(Mails.Item(MailReadingTests.Multipart("mixed", MailReadingTests.Text("plain", "x"), $"Content-Type: {declared}\nContent-Disposition: attachment; filename=a\nContent-Transfer-Encoding: base64\n\n{base64}")).Media);

        Assert.Equal(type, media.Type);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("texte sans en-tête")]
    [InlineData("Subject: sans expéditeur\n\nTexte")]
    public void What_is_no_message_is_refused_with_a_reason(string text)
    {
        var document = FeedDocument.Open(Encoding.UTF8.GetBytes(text), new DocumentHints("message/rfc822"));
        if (document.Cuts.Count == 0) Assert.NotEmpty(document.Incidents);
        else Assert.NotEmpty(ItemReader.Read(document.Cuts[0].Bytes, document.Cuts[0].Context).Incidents);
        Assert.Null(MailLook.At(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_hundred_thousand_headers_and_a_header_of_ten_megabytes_are_survived()
    {
        var many = string.Concat(Enumerable.Range(0, 100_000).Select(i => $"X-{i}: {i}\n"));
        var endless = Mails.Plain.Replace("Le pont de Kayes est rouvert", new string('a', 10_000_000));
        var folded = Mails.Plain.Replace("Le pont de Kayes est rouvert", string.Concat(Enumerable.Repeat("a\n ", 1_000_000)) + "a");

        Assert.Equal(IncidentCodes.TooLarge, Refused(many + Mails.Plain, Megabyte));
        Assert.Equal(IncidentCodes.TooLarge, Refused(endless, Megabyte));
        Assert.Equal(IncidentCodes.TooLarge, Refused(folded, Megabyte));
        Assert.Equal(IncidentCodes.TooLarge, Refused(MailReadingTests.Multipart("mixed", endless), Megabyte));
        Assert.Equal(IncidentCodes.TooLarge, Refused(MailReadingTests.Multipart("mixed", "Content-Type: message/rfc822\n\n" + endless), Megabyte));
        Assert.NotNull(Bounded(20 * Megabyte, string.Concat(Enumerable.Range(0, 10_000).Select(i => $"X-{i}: {i}\n")) + Mails.Plain).Item);
    }

    [Theory]
    [InlineData("To")]
    [InlineData("References")]
    [InlineData("DKIM-Signature")]
    [InlineData("Subject")]
    public void M03_a_header_beyond_any_honest_one_is_refused_before_the_parser_sees_it(string name)
    {
        var header = $"{name}: {string.Concat(Enumerable.Repeat("=?utf-8?q?=C3=A9?= <a@courrier.example>,\n ", 4_500))}\n";
        var message = MailReadingTests.Multipart("mixed", "Content-Type: message/rfc822\n\nFrom: a@courrier.example\n" + header + "\nx");

        Assert.Equal(IncidentCodes.TooLarge, Refused(header + "From: a@courrier.example\n\nTexte.", Megabyte));
        Assert.Equal(IncidentCodes.TooLarge, Refused(message, Megabyte));
        Assert.Null(MailLook.At(Mails.Bytes(header + "From: a@courrier.example\n\nTexte.")));
    }

    [Fact]
    public void A_mail_to_five_hundred_people_that_answers_five_hundred_is_read_in_bounded_work()
    {
        var to = string.Join(",\n ", Enumerable.Range(0, 500).Select(i => $"=?utf-8?q?R=C3=A9daction_{i}?= <redaction.{i}@journal-{i}.example>"));
        var references = string.Join("\n ", Enumerable.Range(0, 500).Select(i => $"<{i:D12}.0123456789abcdef0123456789abcdef@mail.journal.example>"));
        var message = $"To: {to}\nReferences: {references}\n{Mails.Plain}";

        Assert.NotNull(Bounded(20 * Megabyte, message).Item);
        Assert.Equal(100, MailLook.At(Mails.Bytes(message))!.Recipients.Count);
    }

    [Fact]
    public void Any_bytes_are_survived_and_read_the_same_twice()
    {
        var seed = Encoding.UTF8.GetBytes(MailReadingTests.Multipart("mixed", MailReadingTests.Inner("alternative", "in", MailReadingTests.Text("plain", "a"), MailReadingTests.Text("html", "<p>a"))));
        Gen.Select(Gen.Int[0, seed.Length - 1], Gen.Byte, Gen.Int[0, 40]).Array[1, 8].Sample(changes =>
        {
            var bytes = seed.ToList();
            foreach (var (at, value, cut) in changes)
            {
                bytes[Math.Min(at, bytes.Count - 1)] = value;
                bytes.RemoveRange(Math.Min(at, bytes.Count - 1), Math.Min(cut, Math.Max(0, bytes.Count - at - 2)));
            }

            byte[] message = [.. bytes];
            var (first, second) = (Mails.Read(message), Mails.Read(message));
            return System.Text.Json.JsonSerializer.Serialize(first) == System.Text.Json.JsonSerializer.Serialize(second)
                && (first.Item is not null || first.Incidents.Count > 0);
        }, iter: 2_000);
    }

    private static string Refused(string message, long most)
    {
        var reading = Bounded(most, message);
        Assert.Null(reading.Item);
        return reading.Incidents[0].Code;
    }

    private static ItemReading Bounded(long most, string message)
    {
        var bytes = Mails.Bytes(message);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = Mails.Read(bytes);
        var used = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(used <= most, $"{used} bytes were allocated");
        return reading;
    }
}
