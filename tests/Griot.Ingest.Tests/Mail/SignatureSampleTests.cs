using Griot.Ingest.Channels.Mail;
using Griot.Net;
using Griot.Testing;

namespace Griot.Ingest.Tests.Mail;

/// <summary>Mails that others signed: one by Gmail, and the example of RFC 8463 with its two signatures.</summary>
public sealed class SignatureSampleTests
{
    [Fact]
    public async Task A_mail_that_gmail_signed_is_its_writer_s_and_with_one_letter_changed_it_is_not()
    {
        await using var room = await MailRoom.OpenAsync("jeff.stedfast@gmail.com", new DateTimeOffset(2015, 6, 11, 3, 0, 0, TimeSpan.Zero), "jeff@xamarin.com");
        room.Names["20120113._domainkey.gmail.com"] = new TxtOutcome.Found(["v=DKIM1; k=rsa; p=" + Key("gmail.pub")]);
        var mail = Sample("gmail.msg");
        var changed = (byte[])mail.Clone();
        changed[^100] ^= 1;

        Assert.Equal(MailDeed.Held, (await room.TakeAsync(changed)).Deed);
        Assert.Equal(MailDeed.Published, (await room.TakeAsync(mail)).Deed);
    }

    [Theory]
    [InlineData("test", "k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB")]
    [InlineData("brisbane", "k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")]
    public async Task Either_signature_of_the_example_of_rfc_8463_is_enough(string selector, string key)
    {
        await using var room = await MailRoom.OpenAsync("@football.example.com", new DateTimeOffset(2003, 7, 13, 0, 0, 0, TimeSpan.Zero), "suzie@shopping.example.net");
        // The keys stand in the RFC, appendix A.2.
        room.Names[$"{selector}._domainkey.football.example.com"] = new TxtOutcome.Found(["v=DKIM1; " + key]);

        var result = await room.TakeAsync(Sample("rfc8463-example.msg"));

        Assert.Equal((MailDeed.Published, null), (result.Deed, result.Reason));
    }

    private static byte[] Sample(string name)
    {
        var file = SharedMaterial.Find($"samples/email/dkim/{name}");
        Assert.SkipWhen(file is null, "shared/samples/email/dkim is not beside the checkout");
        return File.ReadAllBytes(file!);
    }

    private static string Key(string name) => string.Concat(System.Text.Encoding.ASCII.GetString(Sample(name)).Split('\n').Where(line => !line.StartsWith("---", StringComparison.Ordinal)).Select(line => line.Trim()));
}
