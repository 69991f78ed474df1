using System.Net;
using System.Text.RegularExpressions;
using Griot.Tests.Running;

namespace Griot.Tests.Delivering;

/// <summary>A provider that has nothing but a mailbox and a browser.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public async Task A_link_goes_to_the_confirmed_contact_alone_and_what_comes_through_it_is_on_the_site()
    {
        await using var stand = await FeedStand.OpenAsync();
        await using var box = new MailBox();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Remove("pont"));
        await house.DoAsync("provider", "set", "le-pont", "--contact", "redaction@lepont.example");
        await using var site = await house.OpenAsync(["--poll-every", "1s", .. box.Flags]);
        string[] link = ["provider", "link", "le-pont", .. box.Flags, "--public-url", site.Address.AbsoluteUri];

        var tooEarly = await house.RunAsync(link);
        Assert.Equal(1, tooEarly.ExitCode);
        Assert.Contains("has not been confirmed by its owner", tooEarly.Messages, StringComparison.Ordinal);

        // Its feed is gone: the contact is written to, and says that it is there.
        var noted = await box.FirstAsync("redaction@lepont.example", () => site.Server.Messages);
        await PostAsync(site, Path(Confirmation(), noted), []);
        var before = box.Mails.Count;
        var mailed = await house.DoAsync(link);
        Assert.DoesNotContain("/provide/", mailed.Output + mailed.Messages, StringComparison.Ordinal);
        await Eventually.TrueAsync(() => box.Mails.Skip(before).Any(mail => mail.Mail.Contains("/provide/", StringComparison.Ordinal)), () => "no link was mailed");
        var page = Path(Provide(), box.Mails.Last(mail => mail.Mail.Contains("/provide/", StringComparison.Ordinal)).Mail);

        Assert.Contains("Le Pont", await site.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await PostAsync(site, page, new() { ["act"] = "deliver", ["headline"] = "Le pont rouvre", ["text"] = "Enfin.", ["step"] = "deliver" }));
        var item = Assert.Single(await site.ItemsAsync());
        Assert.Equal(("Le pont rouvre", "<p>Enfin.</p>"), (item["title"]!.GetValue<string>(), item["content_html"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Gone, await site.StatusAsync(page));
    }

    [Fact]
    public async Task A_held_mail_is_confirmed_by_one_click_and_its_receipt_holds_the_page_that_corrects_it()
    {
        await using var box = new MailBox();
        using var house = new DataFolder();
        string[] address = ["--mail-address", "news@griot.example"];
        await house.DoAsync("provider", "add", "--name", "Le Pont", "--kind", "press", "--language", "fr", "--contact", "redaction@lepont.example");
        await house.DoAsync(["channel", "add", "le-pont", "--mail", "lepont.example", .. address]);
        await using var site = await house.OpenAsync([.. box.Flags, .. address]);

        var held = await new Call(["deliver", "mail", "--json", "--data", house.Data, .. address]) { Typed = "From: redaction@lepont.example\nTo: news@griot.example\nSubject: Le pont rouvre\nMessage-ID: <1@lepont.example>\n\nEnfin.\n" }.RunAsync();
        Assert.Contains("held", held.Output, StringComparison.Ordinal);
        // The contact says that it is there, is asked, and presses the button.
        await PostAsync(site, Path(Confirmation(), await MailedAsync(box, site, Confirmation())), []);
        var question = Path(Held(), await MailedAsync(box, site, Held()));
        Assert.Contains("Le pont rouvre", await site.ReadAsync(question), StringComparison.Ordinal);
        Assert.Empty(await site.ItemsAsync());
        Assert.Equal(HttpStatusCode.OK, await PostAsync(site, question, []));
        Assert.Equal("Le pont rouvre", Assert.Single(await site.ItemsAsync())["title"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.Gone, await site.StatusAsync(question));

        var page = Path(Provide(), await MailedAsync(box, site, Provide()));
        Assert.Equal(HttpStatusCode.OK, await PostAsync(site, page, new() { ["act"] = "correct", ["headline"] = "Le pont rouvre", ["text"] = "Enfin, aux camions.", ["step"] = "deliver" }));
        Assert.Contains("aux camions", Assert.Single(await site.ItemsAsync())["content_html"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, await site.StatusAsync(page));
    }

    [Fact]
    public async Task A_printed_link_is_for_a_new_piece_that_is_marked_as_entered_by_hand()
    {
        using var house = new DataFolder();
        await house.DoAsync("provider", "add", "--name", "Le Pont", "--kind", "press", "--language", "fr");
        await using var site = await house.OpenAsync([]);
        var page = new Uri((await house.DoAsync("provider", "link", "le-pont", "--print")).Output.Trim()).AbsolutePath;
        Assert.Equal(HttpStatusCode.OK, await PostAsync(site, page, new() { ["act"] = "deliver", ["headline"] = "Le pont rouvre", ["text"] = "Enfin.", ["step"] = "deliver" }));
        var item = Assert.Single(await site.ItemsAsync())["_griot"]!["item"]?.GetValue<string>() ?? new Uri(Assert.Single(await site.ItemsAsync())["url"]!.GetValue<string>()).Segments[^1];
        var refused = await house.RunAsync("provider", "link", "le-pont", "--item", item, "--print");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("entered by hand", refused.Messages, StringComparison.Ordinal);
        Assert.Contains("Saisi à la main", await site.ReadAsync(new Uri(Assert.Single(await site.ItemsAsync())["url"]!.GetValue<string>()).AbsolutePath), StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> PostAsync(Site site, string path, Dictionary<string, string> fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", site.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await site.SendAsync(request);
        return answer.StatusCode;
    }

    // The first mail that holds such an address.
    private static async Task<string> MailedAsync(MailBox box, Site site, Regex pattern)
    {
        string? Found() => box.Mails.Select(mail => Whole(mail.Mail)).FirstOrDefault(pattern.IsMatch);
        await Eventually.TrueAsync(() => Found() is not null, () => $"no mail holds {pattern}\n{site.Server.Messages}");
        return Found()!;
    }

    // A mail may have broken the line softly (RFC 2045, section 6.7).
    private static string Whole(string mail) => mail.Replace("=\r\n", "", StringComparison.Ordinal).Replace("=\n", "", StringComparison.Ordinal);

    private static string Path(Regex pattern, string mail) => pattern.Match(Whole(mail)) is { Success: true } found ? found.Value : throw new InvalidOperationException(mail);

    [GeneratedRegex("/case/contact/[A-Za-z0-9_-]+", RegexOptions.NonBacktracking)]
    private static partial Regex Confirmation();

    [GeneratedRegex("/provide/mail/[A-Za-z0-9_-]{43}", RegexOptions.NonBacktracking)]
    private static partial Regex Held();

    [GeneratedRegex("/provide/[A-Za-z0-9_-]{43}", RegexOptions.NonBacktracking)]
    private static partial Regex Provide();
}
