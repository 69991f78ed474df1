using System.Net;
using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.Serving;

/// <summary>Cases in the whole program: from a reader's form to the article, the feeds and the log.</summary>
public sealed class CaseTests
{
    [Fact]
    public async Task A_right_of_reply_becomes_a_piece_of_its_own_and_the_two_lead_to_each_other()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await using var site = await OpenAsync(house, stand);
        var page = await PageAsync(site);
        var reference = await AskAsync(site, page, ("kind", "right-of-reply"), ("text", "Je n’ai <b>jamais</b> dit cela."), ("signature", "Awa Diop, ingénieure"), ("headline", "Le pont tient"), ("wish", "L’article me nomme."), ("mail", "awa@mail.example"), ("language", "fr"));

        Assert.Equal(1, (await house.RunAsync("case", "publish", reference)).ExitCode);
        Assert.Equal("accepted", (await house.AskAsync("case", "accept", reference))["state"]!.GetValue<string>());
        Assert.DoesNotContain("Awa Diop", await site.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal("published", (await house.AskAsync("case", "publish", reference))["state"]!.GetValue<string>());
        Assert.Equal(1, (await house.RunAsync("case", "publish", reference)).ExitCode);

        var shown = await house.AskAsync("case", "show", reference);
        var reply = $"/fr/house/{shown["replyItem"]!.GetValue<string>()}";
        Assert.Equal("received accepted published", string.Join(' ', shown["history"]!.AsArray().Select(step => step!["step"]!.GetValue<string>())));
        Assert.Null(shown["replyTo"]);
        Assert.Contains(reply, await site.ReadAsync(page), StringComparison.Ordinal);
        Assert.Contains("Awa Diop, ingénieure", await site.ReadAsync(page), StringComparison.Ordinal);
        var its = await site.ReadAsync(reply);
        Assert.Contains("Je n’ai &lt;b&gt;jamais&lt;/b&gt; dit cela.", its, StringComparison.Ordinal);
        Assert.Contains($"href=\"{page}\"", its, StringComparison.Ordinal);
        Assert.Contains(reply, await site.ReadAsync($"/fr/case/{reference}"), StringComparison.Ordinal);

        var answered = page.Split('/')[^1];
        Assert.Contains($"ref=\"urn:griot:item:{answered}\"", await site.ReadAsync("/feeds/house.atom"), StringComparison.Ordinal);
        var ninjs = JsonNode.Parse(await site.ReadAsync($"/items/{reply.Split('/')[^1]}/1/ninjs"))!;
        Assert.Contains($"urn:griot:item:{answered}", ninjs.ToJsonString(), StringComparison.Ordinal);

        foreach (var form in (string[])["/feeds/le-pont.atom", "/feeds/le-pont.rss", "/feeds/le-pont.json"]) Assert.Contains(reply, await site.ReadAsync(form), StringComparison.Ordinal);
        Assert.Contains("rightOfReply", JsonNode.Parse(await site.ReadAsync($"/items/{answered}/1/ninjs"))!.ToJsonString(), StringComparison.Ordinal);

        await house.DoAsync("withdraw", reply, "--reason", "Retirée à la demande de son auteur");
        Assert.DoesNotContain("Awa Diop", await site.ReadAsync(page), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, await site.StatusAsync(reply));
        Assert.DoesNotContain(reply, await site.ReadAsync("/feeds/le-pont.atom"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_stands_in_the_provider_s_feed_of_answers_to_which_the_piece_s_entry_leads_until_it_is_taken_down()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await using var site = await OpenAsync(house, stand);
        var page = await PageAsync(site);
        Assert.DoesNotContain("rel=\"replies\"", await site.ReadAsync("/feeds/le-pont.atom"), StringComparison.Ordinal);
        var reference = await AskAsync(site, page, ("text", "Qui a payé les <travaux> ?"));
        await house.DoAsync("case", "answer", reference, "--text", "La région.");
        await house.DoAsync("case", "publish", reference);

        foreach (var path in (string[])["/feeds/answers", "/feeds/le-pont/answers"])
            foreach (var form in (string[])["atom", "rss", "json"])
            {
                var feed = await site.ReadAsync($"{path}.{form}");
                Assert.Contains("La région.", feed, StringComparison.Ordinal);
                // A title of JSON Feed is plain text; what is HTML is escaped in all of them.
                Assert.Contains(form == "json" ? "<p>Qui a payé les &lt;travaux&gt; ?</p>" : "&lt;p&gt;Qui a payé les &amp;lt;travaux&amp;gt; ?&lt;/p&gt;", feed, StringComparison.Ordinal);
                Assert.Contains($"{page}#answers", feed, StringComparison.Ordinal);
            }

        Assert.Contains("id=\"answers\"", await site.ReadAsync(page), StringComparison.Ordinal);
        Assert.Contains("href=\"/feeds/le-pont/answers.atom\"", await site.ReadAsync(page), StringComparison.Ordinal);
        foreach (var feed in (string[])["/feeds/le-pont.atom", "/feeds/all.rss", "/feeds/le-pont.json"])
            Assert.Contains("/feeds/le-pont/answers.atom", await site.ReadAsync(feed), StringComparison.Ordinal);
        Assert.Contains("<comments>", await site.ReadAsync("/feeds/le-pont.rss"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await site.StatusAsync("/feeds/nobody/answers.atom"));

        await house.DoAsync("case", "close", reference, "--take-down");
        Assert.DoesNotContain("La région.", await site.ReadAsync("/feeds/answers.atom"), StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"replies\"", await site.ReadAsync("/feeds/le-pont.atom"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cases_are_listed_by_kind_provider_and_state_and_refused_with_a_reason()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await using var site = await OpenAsync(house, stand);
        var page = await PageAsync(site);
        var reference = await AskAsync(site, page, ("kind", "complaint"), ("about", "fact"), ("text", "Le pont est fermé."), ("wish", "Un rectificatif."));
        await AskAsync(site, page, ("text", "Et l’autre ?"));

        var complaint = Assert.Single((await house.AskAsync("cases", "--kind", "complaint", "--provider", "le-pont")).AsArray())!;
        Assert.Equal(("fact", "Un rectificatif."), (complaint["about"]!.GetValue<string>(), complaint["wish"]!.GetValue<string>()));
        Assert.Empty((await house.AskAsync("cases", "--overdue")).AsArray());
        Assert.Contains("has not reached them; its mail waits for: no-relay", (await house.DoAsync("case", "show", reference)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await house.RunAsync("cases", "--provider", "nobody")).ExitCode);
        Assert.Equal(2, (await house.RunAsync("case", "refuse", reference)).ExitCode);
        Assert.Equal("refused", (await house.AskAsync("case", "refuse", reference, "--reason", "repeated"))["state"]!.GetValue<string>());
        Assert.Equal(1, (await house.RunAsync("case", "accept", reference)).ExitCode);
        Assert.Contains("repeated", (await house.DoAsync("case", "show", reference)).Output, StringComparison.Ordinal);
        Assert.Single((await house.AskAsync("cases", "--state", "refused")).AsArray());
    }

    private static async Task<Site> OpenAsync(DataFolder house, FeedStand stand)
    {
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await house.PollAsync();
        return await house.OpenAsync("--poll-every", "24h");
    }

    private static async Task<string> PageAsync(Site site) => new Uri((await site.ItemsAsync())[0]["url"]!.GetValue<string>()).PathAndQuery;

    private static async Task<string> AskAsync(Site site, string page, params (string Name, string Value)[] fields)
    {
        using var asked = await Asking.AskAsync(site, page, "", request =>
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));
        Assert.Equal(HttpStatusCode.SeeOther, asked.StatusCode);
        return asked.Headers.Location!.OriginalString.Split('/')[^1];
    }
}
