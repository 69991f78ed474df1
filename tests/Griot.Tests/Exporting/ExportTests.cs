using Griot.Tests.Demonstration;
using Griot.Tests.Running;

namespace Griot.Tests.Exporting;

/// <summary>The demonstration as files, while it is open.</summary>
public sealed class ExportTests(DemoHouse demo)
{
    [Fact]
    public async Task A_copy_of_the_demonstration_holds_every_page_and_every_link_in_it_leads_to_a_file()
    {
        var site = await demo.SiteAsync();
        var items = await site.ItemsAsync();
        using var beside = new DataFolder();

        var outcome = await GriotProgram.RunAsync("export", beside.File("copy"), "--data", demo.Data);

        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        var copy = new Copy(beside.File("copy"));
        Assert.Empty(copy.BrokenLinks());
        // The server keeps the index of the search; a copy looks at it, and lists by it.
        Assert.DoesNotContain("made anew", outcome.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("made anew", site.Server.Messages, StringComparison.Ordinal);
        Assert.Contains(copy.LinksOf("fr/country/ml.html"), link => link.StartsWith("../le-fleuve/", StringComparison.Ordinal) || link.StartsWith("../hydraulique-sirako/", StringComparison.Ordinal));
        Assert.DoesNotContain(copy.Pages, page => copy.Read(page).Contains("<form", StringComparison.Ordinal));
        foreach (var item in items) Assert.True(File.Exists(copy.Full(new Uri(item["url"]!.GetValue<string>()).AbsolutePath[1..] + ".html")), item.ToJsonString());
        Assert.All(copy.Files().Keys, path => Assert.Matches(@"^(\.well-known/)?[a-z0-9][a-z0-9._/-]*$", path));
        Assert.Equal(copy.Files().Count, copy.Files().Keys.Select(path => path.ToUpperInvariant()).Distinct().Count());
        foreach (var edition in (string[])["ar", "en", "fr", "pt", "sw"]) Assert.Contains(copy.LinksOf("index.html"), link => link == $"{edition}/index.html");
    }

    [Fact]
    public async Task A_piece_in_the_copy_is_the_piece_that_is_served_and_lies_there_with_its_delivery_record_and_proof()
    {
        var site = await demo.SiteAsync();
        using var beside = new DataFolder();
        var outcome = await GriotProgram.RunAsync("export", beside.File("copy"), "--data", demo.Data, "--edition", "fr");
        Assert.True(outcome.ExitCode == 0, outcome.ToString());
        var copy = new Copy(beside.File("copy"));
        // Of what was withdrawn or held the proof stays, and the record does not.
        var proof = copy.Files().Keys.First(path => path.EndsWith(".tlog-proof", StringComparison.Ordinal) && copy.Files().ContainsKey(path.Replace(".tlog-proof", ".record.json", StringComparison.Ordinal)));
        var (item, version) = (Path.GetFileName(proof).Split('.')[0], Path.GetFileName(proof).Split('.')[1]);

        var verified = await GriotProgram.RunAsync("verify", copy.Full(proof), "--key", copy.Read("log/key").Trim(), "--record", copy.Full($"items/{item[..2]}/{item}.{version}.record.json"));

        Assert.True(verified.ExitCode == 0, verified.ToString());
        Assert.Equal(await site.ReadAsync($"/items/{item}/{version}/record"), copy.Read($"items/{item[..2]}/{item}.{version}.record.json"));
        Assert.DoesNotContain(copy.Files().Keys, path => path.StartsWith("en/", StringComparison.Ordinal));
        Assert.Empty(copy.BrokenLinks());
    }

    [Theory]
    [InlineData("tlh", 2)]
    [InlineData(",", 2)]
    public async Task An_edition_that_is_not_there_is_bad_usage(string codes, int exitCode)
    {
        await demo.SiteAsync();
        using var beside = new DataFolder();

        var outcome = await GriotProgram.RunAsync("export", beside.File("copy"), "--data", demo.Data, "--edition", codes);

        Assert.Equal(exitCode, outcome.ExitCode);
        Assert.False(Directory.Exists(beside.File("copy")));
    }
}
