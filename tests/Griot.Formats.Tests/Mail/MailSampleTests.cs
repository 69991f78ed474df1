using Griot.Testing;

namespace Griot.Formats.Tests.Mail;

/// <summary>The messages beside the checkout: all of them read or refused with a reason, and what is known of each.</summary>
public sealed class MailSampleTests
{
    [Fact]
    public void Real_messages_are_read_or_refused_with_a_reason()
    {
        var folder = Samples();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".pub", StringComparison.Ordinal)))
        {
            var reading = Mails.Read(File.ReadAllBytes(file));
            Assert.True(reading.Item is not null || reading.Incidents.Count > 0, file);
        }
    }

    [Fact]
    public void Japanese_and_flowed_samples_read_as_their_writers_meant()
    {
        var folder = Samples();

        Assert.StartsWith("日本語メール", Mails.Read(File.ReadAllBytes(Path.Combine(folder, "messages", "japanese.txt"))).Item!.Headline);
        Assert.Contains("apparently did a few months ago", Mails.Read(File.ReadAllBytes(Path.Combine(folder, "messages", "issue1130.txt"))).Item!.BodyHtml);
        Assert.Equal("attachment.txt", Assert.Single(Mails.Read(File.ReadAllBytes(Path.Combine(folder, "messages", "simple-multipart.eml"))).Item!.Media).Title);
    }

    [Theory]
    [InlineData("delivery-status.txt")]
    [InlineData("feedback-report.txt")]
    public void Reports_of_mail_systems_are_no_pieces(string name) =>
        Assert.Equal(IncidentCodes.AutomaticMail, Mails.Read(File.ReadAllBytes(Path.Combine(Samples(), "messages", name))).Incidents[0].Code);

    private static string Samples()
    {
        var folder = SharedMaterial.Find("samples/email");
        Assert.SkipWhen(folder is null, "shared/samples/email is not beside the checkout");
        return folder!;
    }
}
