using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Tests.Running;

namespace Griot.Tests.CommandLine;

/// <summary><c>griot import</c> as an operator uses it, and what readers and machines see of it.</summary>
public sealed class ArchiveImportTests
{
    private const int Posts = 3_000;

    [Fact]
    public async Task An_archive_is_imported_reported_and_stands_behind_the_news()
    {
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Kayes Hebdo", stand.Put("kayes", Rss.Feed(Rss.Item("une", "Une du jour", "Le marché ouvre."))));
        await house.AddAsync("Ségou Info", stand.Put("segou", Rss.Feed(Rss.Item("autre", "Autre du jour", "La pluie vient."))));
        await house.PollAsync();
        house.Write("site.xml", Export(Enumerable.Range(1, 130).Select(n => Post(n, n == 7 ? "draft" : "publish"))));

        var report = await house.AskAsync("import", house.File("site.xml"), "--provider", "kayes-hebdo");
        Assert.Equal((129, 1, 0), ((int)report["taken"]!, (int)report["passed"]!, (int)report["refused"]!));
        var again = await house.DoAsync("import", house.File("site.xml"), "--provider", "kayes-hebdo");
        Assert.Matches("(?m)^known +129$", again.Output);

        await using var site = await house.OpenAsync();
        var front = await site.ReadAsync("fr");
        // Behind the news of all providers, where they leave room.
        Assert.InRange(front.IndexOf("Une du jour", StringComparison.Ordinal), 0, front.IndexOf("Ancienne 130<", StringComparison.Ordinal));
        Assert.InRange(front.IndexOf("Autre du jour", StringComparison.Ordinal), 0, front.IndexOf("Ancienne 130<", StringComparison.Ordinal));
        Assert.DoesNotContain("Ancienne 90<", front, StringComparison.Ordinal);
        // Under the date that their provider gave them.
        Assert.Contains("2015", front, StringComparison.Ordinal);

        var first = await site.ReadAsync("fr/kayes-hebdo");
        Assert.True(first.IndexOf("Une du jour", StringComparison.Ordinal) < first.IndexOf("Ancienne 130<", StringComparison.Ordinal));
        Assert.True(first.IndexOf("Ancienne 130<", StringComparison.Ordinal) < first.IndexOf("Ancienne 129<", StringComparison.Ordinal));
        var next = first.IndexOf("?archive=", StringComparison.Ordinal);
        Assert.Contains("Ancienne 101<", await site.ReadAsync("fr/kayes-hebdo" + first[next..first.IndexOf('"', next)]), StringComparison.Ordinal);

        var feed = JsonNode.Parse(await site.ReadAsync("feeds/all.json"))!;
        var newest = feed["items"]!.AsArray().Select(item => (string)item!["title"]!).ToList();
        // What no archive holds yet stands there too: fewer than fifty.
        Assert.Equal(["Autre du jour", "Une du jour"], newest.Where(title => title.EndsWith("du jour", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.InRange(newest.Count, 2, 51);
        Assert.Equal(131, (await site.ItemsAsync()).Select(item => (string)item["id"]!).Distinct(StringComparer.Ordinal).Count());

        var changes = JsonNode.Parse(await site.ReadAsync("changes?after=0&limit=500"))!["changes"]!.AsArray();
        Assert.Equal(129, changes.Count(change => change!["archive"] is { } mark && (bool)mark));
        Assert.All(changes.Where(change => change!["archive"] is not null), change => Assert.Equal("new", (string?)change!["kind"]));
        Assert.Equal(131, changes.Count(change => (string?)change!["kind"] == "new"));
    }

    [Fact]
    public async Task Killed_in_the_middle_and_begun_again_nothing_is_lost_and_nothing_doubled()
    {
        using var house = new DataFolder();
        await house.DoAsync("provider", "add", "--name", "Kayes Hebdo", "--kind", "press", "--country", "ML", "--language", "fr");
        house.Write("site.xml", Export(Enumerable.Range(1, Posts).Select(n => Post(n, "publish"))));
        for (var round = 1; round <= 3; round++)
        {
            await using var killed = GriotProgram.Start("import", house.File("site.xml"), "--provider", "kayes-hebdo", "--data", house.Data);
            var wanted = round * 600;
            await Eventually.TrueAsync(async () => killed.HasEnded || (int)(await house.AskAsync("status"))["items"]! >= wanted, () => killed.Messages);
            await killed.KillAsync();
        }

        var report = await house.AskAsync("import", house.File("site.xml"), "--provider", "kayes-hebdo");
        Assert.Equal(Posts, (int)report["taken"]! + (int)report["known"]!);
        Assert.Equal(Posts, (int)(await house.AskAsync("status"))["items"]!);
        await house.DoAsync("check");
    }

    [Fact]
    public async Task What_cant_be_imported_ends_with_1_in_one_line_and_bad_usage_with_2()
    {
        using var house = new DataFolder();
        await house.DoAsync("provider", "add", "--name", "Kayes Hebdo", "--kind", "press", "--country", "ML", "--language", "fr");
        Assert.Equal(1, (await house.RunAsync("import", house.File("none.xml"), "--provider", "kayes-hebdo")).ExitCode);
        Assert.Equal(1, (await house.RunAsync("import", house.Data, "--provider", "nobody")).ExitCode);
        Assert.Equal(2, (await house.RunAsync("import", house.Data)).ExitCode);
        house.Write("bad.xml", "nothing");
        var report = await house.RunAsync("import", house.File("bad.xml"), "--provider", "kayes-hebdo", "--json");
        Assert.Equal((1, 1), (report.ExitCode, (int)JsonNode.Parse(report.Output)!["quarantined"]!));
    }

    private static string Export(IEnumerable<string> items) => new StringBuilder(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
        <channel><title>Kayes</title><link>https://kayes.example</link><language>fr</language>
        """).AppendJoin('\n', items).Append("</channel></rss>").ToString();

    private static string Post(int number, string status)
    {
        var day = new DateTime(2015, 1, 1, 8, 0, 0, DateTimeKind.Utc).AddHours(number).ToString("r", CultureInfo.InvariantCulture);
        return $"<item><title>Ancienne {number}</title><guid isPermaLink=\"false\">https://kayes.example/?p={number}</guid><link>https://kayes.example/{number}/</link><pubDate>{day}</pubDate><content:encoded><![CDATA[Le fleuve est monté de {number} centimètres à Kayes cette année-là, dit la mairie.]]></content:encoded><wp:status>{status}</wp:status><wp:post_type>post</wp:post_type></item>";
    }
}
