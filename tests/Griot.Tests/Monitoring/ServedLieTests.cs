using System.Text;
using System.Text.Json.Nodes;
using Griot.Record;
using Griot.Tests.Verifying;

namespace Griot.Tests.Monitoring;

/// <summary>R8 and R9: an honest log, and a site that shows something else.</summary>
[Collection(nameof(Watching))]
public sealed class ServedLieTests(WatchedHouse house) : IAsyncLifetime
{
    private readonly Watcher watcher = new();
    private Liar liar = null!;

    private string Item => house.Items["Le pont rouvre lundi"];

    [Fact]
    public async Task Other_words_than_the_sealed_ones_are_found_out_wherever_they_are_shown()
    {
        var (rive, market) = (house.Items["La rive attend"], house.Items["Le marché"]);
        (string Place, string Words, string Others, string Message)[] lies =
        [
            ($"/items/{Item}", "pour de bon", "pour deux jours", "its text is not the sealed one"),
            ($"/items/{Item}", "\"headline\":\"Le pont rouvre lundi", "\"headline\":\"Le pont ferme lundi", "its headline is"),
            ($"/items/{Item}", "\"version\":2,", "\"version\":1,", "another version"),
            ($"/fr/le-pont/{Item}", "pour de bon", "pour deux jours", "its text is not the sealed one"),
            ("/feeds/all.json", "pour de bon", "pour deux jours", "its text is not the sealed one"),
            ("/feeds/all.atom", "pour de bon", "pour deux jours", "its text is not the sealed one"),
            ("/feeds/all.rss", "pour de bon", "pour deux jours", "its text is not the sealed one"),
            ("/feeds/all.rss", "<title>Le pont rouvre lundi", "<title>Le pont ferme lundi", "its headline is"),
            ($"/items/{market}/1/record", "mangues", "pommes", "not what the entry commits to"),
            ($"/items/{market}/1/summary", "mangues", "pommes", "not what the entry commits to"),
            ($"/items/{rive}", "Elle attend encore.", "Elle attend toujours.", "its excerpt is"),
            ("/feeds/all.atom", "Elle attend encore.", "Elle attend toujours.", "its excerpt is"),
            ($"/fr/la-rive/{rive}", "Elle attend encore.", "Elle attend toujours.", "its text is not the sealed one"),
        ];
        liar.Change = (path, bytes) => !lies.Any(lie => lie.Place == path) ? bytes : Encoding.UTF8.GetBytes(lies.Where(lie => lie.Place == path).Aggregate(Encoding.UTF8.GetString(bytes), (text, lie) => text.Replace(lie.Words, lie.Others, StringComparison.Ordinal)));

        var watched = await LookAsync();

        Assert.All(lies, lie => Assert.True(watched.Violations.Any(told => told.Rule == "R8" && told.Place == lie.Place && told.Message.Contains(lie.Message, StringComparison.Ordinal)), $"{lie.Place} {lie.Message}\n{watched.Outcome}"));
        Assert.All(watched.Violations, told => Assert.Contains(lies, lie => lie.Place == told.Place));
    }

    [Fact]
    public async Task A_text_that_its_terms_keep_back_is_not_to_be_shown()
    {
        var item = house.Items["La rive attend"];
        Lie($"/items/{item}", "\"excerpt\":", "\"safeHtml\":\"<p>Tout.</p>\",\"excerpt\":");

        (await LookAsync()).AssertTells("R8", "the record that it should be is kept back");
    }

    [Fact]
    public async Task Words_that_nothing_public_vouches_for_are_not_to_be_shown()
    {
        var market = house.Items["Le marché"];
        liar.Gone = path => path == $"/items/{market}/1/record" || path == $"/items/{market}/1/summary";
        liar.Change = (path, bytes) => path != $"/items/{market}/1/proof" ? bytes : Encoding.UTF8.GetBytes(string.Join('\n', Encoding.UTF8.GetString(bytes).Split('\n').Select(line => line.StartsWith("extra ", StringComparison.Ordinal) ? "extra " + Unsalted(line[6..]) : line)));

        var watched = await LookAsync();

        Assert.Contains(watched.Violations, told => told.Place == $"/items/{market}" && told.Message.Contains("kept back", StringComparison.Ordinal));
        Assert.Contains(watched.Violations, told => told.Place == house.Pages["Le marché"] && told.Message.Contains("no sealed bytes are given", StringComparison.Ordinal));
        Assert.Contains("terms keep back", watched.Summary["notChecked"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_piece_without_an_entry_is_found_out_wherever_it_is_shown()
    {
        string[] places = ["/feeds/all.json", "/feeds/all.atom", "/feeds/all.rss", "/fr", "/en", "/fr/le-pont"];
        var other = OpaqueId.New();
        liar.Change = (path, bytes) => places.Contains(path) ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(house.Items["Le marché"], other, StringComparison.Ordinal)) : bytes;

        var watched = await LookAsync();

        Assert.Equal(places.Order(StringComparer.Ordinal), watched.Violations.Where(told => told.Rule == "R8" && told.Message.Contains($"{other}, which has no entry in the log", StringComparison.Ordinal)).Select(told => told.Place!).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("/feeds/all.rss", "<title>Le pont ferme lundi</title>"), InlineData("/feeds/all.rss", "<media:title>Le pont ferme lundi</media:title>")]
    [InlineData("/feeds/all.rss", "<atom:summary>Le pont ferme lundi</atom:summary>"), InlineData("/feeds/all.atom", "<description>Le pont ferme lundi</description>")]
    [InlineData("/feeds/all.atom", "<title>Le pont ferme lundi</title>")]
    [InlineData("/feeds/all.json", "\"title\":\"Le pont ferme lundi\","), InlineData("/feeds/all.json", "\"summary\":\"Enfin.\",\"content_text\":\"Le pont ferme lundi\",")]
    public async Task A_feed_that_says_something_twice_of_a_piece_is_not_read_in_the_house_s_favour(string place, string more)
    {
        var title = place.EndsWith("json", StringComparison.Ordinal) ? "\"title\":\"Le pont rouvre lundi" : "<title>Le pont rouvre lundi";
        liar.Change = (path, bytes) => path != place ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(title, more + title, StringComparison.Ordinal));

        Assert.Contains((await LookAsync()).Violations, told => told.Rule == "R9" && told.Place == place && told.Message == "what is served as the feed can't be read");
    }

    [Fact]
    public async Task A_piece_that_vanished_from_the_site_is_found_out()
    {
        string[] places = [$"/items/{Item}", house.Pages["Le marché"]];
        liar.Gone = places.Contains;

        var watched = await LookAsync();

        Assert.Equal(places.Order(StringComparer.Ordinal), watched.Violations.Where(told => told.Rule == "R9" && told.Message.Contains("is not served", StringComparison.Ordinal)).Select(told => told.Place!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_piece_that_is_missing_in_a_feed_is_found_out()
    {
        liar.Change = (path, bytes) => path == "/feeds/all.rss" ? Encoding.UTF8.GetBytes(string.Concat(Encoding.UTF8.GetString(bytes).Split("<item>").Where(item => !item.Contains(Item, StringComparison.Ordinal)).Select((item, at) => at == 0 ? item : "<item>" + item))) : bytes;

        (await LookAsync()).AssertTells("R9", $"the piece {Item} is for the public, and the feed does not hold it");
    }

    [Fact]
    public async Task What_is_not_for_the_public_is_not_to_be_served()
    {
        var log = await ForgedLog.OfAsync(house);
        var withdrawn = log.Read.Single(entry => entry.Kind == EntryKind.Withdrawal).Item!;
        (string Place, string Message)[] lies =
        [
            ($"/items/{house.Items["La rumeur"]}", "a piece that is held is served"),
            ($"/items/{withdrawn}", "a piece that is withdrawn is served"),
            ($"/items/{house.Items["Le secret"]}", "a piece that is removed is served"),
            ($"/fr/le-pont/{house.EmbargoedItem}", "a piece that is embargoed is served"),
            ($"/items/{house.EmbargoedItem}/1/record", "the text of a piece that is embargoed is served"),
        ];
        liar.Own = path => lies.Any(lie => lie.Place == path) ? "{}"u8.ToArray() : null;

        var watched = await LookAsync();

        Assert.All(lies, lie => Assert.Contains(watched.Violations, told => told.Rule == "R9" && told.Place == lie.Place && told.Message.StartsWith(lie.Message, StringComparison.Ordinal)));
        Assert.Equal(lies.Length, watched.Violations.Count);
    }

    [Fact]
    public async Task A_salt_of_what_is_held_is_not_to_go_out()
    {
        var first = (await ForgedLog.OfAsync(house)).Read.Select((entry, at) => (entry, at)).First(one => one.entry.Item == house.Items["La rumeur"]).at;
        liar.Own = path => path == $"/log/entry/{first}" ? "{\"opened\":{\"record\":{}}}"u8.ToArray() : null;

        (await LookAsync()).AssertTells("R9", "the log opens record");
    }

    [Fact]
    public async Task A_removed_piece_leaves_a_tombstone_and_not_nothing()
    {
        liar.Gone = path => path == $"/items/{house.Items["Le secret"]}";

        (await LookAsync()).AssertTells("R9", "tombstone (410) is not shown");
    }

    [Fact]
    public async Task What_was_wrong_is_looked_at_until_it_is_mended()
    {
        Lie($"/items/{Item}", "pour de bon", "pour deux jours");
        (await LookAsync()).AssertTells("R8", "its text");
        (await LookAsync()).AssertTells("R8", "its text");

        liar.Change = (_, bytes) => bytes;
        Assert.True((await LookAsync()).IsClean);
    }

    [Theory]
    [InlineData("/items/")]
    [InlineData("/feeds/")]
    [InlineData("/log/entry/")]
    [InlineData("/fr")]
    [InlineData("/log/key")]
    public async Task Garbage_in_any_answer_is_a_finding_at_most_and_never_a_crash(string where)
    {
        byte[][] garbage = [[.. Enumerable.Repeat((byte)'[', 500_000)], "\u001b]0;owned\u0007\u001b[2J"u8.ToArray(), "{\"items\":[{\"id\":\"\\ud800\",\"_griot\":[]},{}],\"opened\":7}"u8.ToArray(), new byte[25_000_000]];
        byte[] nested = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<item>", 50_000)));
        if (where == "/feeds/") garbage = [.. garbage, nested, "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><rss><item><title>&b;</title></item></rss>"u8.ToArray()];
        foreach (var bytes in garbage)
        {
            liar.Change = (path, honest) => path.Contains(where, StringComparison.Ordinal) ? bytes : honest;
            using var other = new Watcher();

            var outcome = await other.RunAsync(liar.At("/"), "--key", house.Key);

            Assert.True(outcome.ExitCode == (where == "/log/key" ? 0 : 1), outcome.ToString());
            Assert.DoesNotContain("   at ", outcome.Messages, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', outcome.Output + outcome.Messages);
        }
    }

    public async ValueTask InitializeAsync() => liar = await Liar.OpenAsync(house.Site.Address);

    public async ValueTask DisposeAsync()
    {
        await liar.DisposeAsync();
        watcher.Dispose();
    }

    // A proof that opens nothing, as of a piece that its terms keep to a link.
    private static string Unsalted(string extra)
    {
        var read = JsonNode.Parse(Convert.FromBase64String(extra))!;
        read["salts"] = new JsonObject();
        return Convert.ToBase64String(Encoding.UTF8.GetBytes(read.ToJsonString()));
    }

    private Task<Watched> LookAsync() => watcher.WatchAsync(liar, "--key", house.Key);

    private void Lie(string where, string words, string others) =>
        liar.Change = (path, bytes) => path == where ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(words, others, StringComparison.Ordinal)) : bytes;
}
