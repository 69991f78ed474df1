using System.Text;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ingest.Tests.Items;

/// <summary>The table "Words of the doors" of docs/states.md: each of its lines of feeds is delivered, and moves the item as the line says.</summary>
public sealed class DoorWordTests
{
    private const string Future = "2026-11-23T18:00:00Z";
    private const string Past = "2026-11-23T09:00:00Z";
    private const string Early = "<dcterms:modified xmlns:dcterms=\"http://purl.org/dc/terms/\">2026-11-23T08:00:00Z</dcterms:modified>";
    private const string Late = "<dcterms:modified xmlns:dcterms=\"http://purl.org/dc/terms/\">2026-11-23T09:00:00Z</dcterms:modified>";

    private static readonly string Document = File.ReadAllText(Path.Combine(SharedMaterial.Checkout(), "docs", "states.md"));

    private static readonly Dictionary<string, Page[]> Lines = new()
    {
        ["| RSS | an item | usable |"] = [Rss()],
        ["| RSS | the same id, other bytes | usable |"] = [Rss(), Rss("", "<p>Le fleuve baisse.</p>")],
        ["| RSS | the same id, the same piece in other bytes (cosmetic) | nothing |"] = [Rss(), Rss("<category>Eau</category>")],
        ["| RSS | `griot:signal` `correction` on a new version | correction |"] = [Rss(), Rss("<g:signal>correction</g:signal>", "<p>Le fleuve baisse.</p>")],
        ["| RSS | `griot:signal` `update` on a new version | usable |"] = [Rss(), Rss("<g:signal>update</g:signal>", "<p>Le fleuve baisse.</p>")],
        ["| RSS | `griot:embargoedUntil` in the future | embargo |"] = [Rss($"<g:embargoedUntil>{Future}</g:embargoedUntil>")],
        ["| RSS | `griot:embargoedUntil` that is over | usable |"] = [Rss($"<g:embargoedUntil>{Past}</g:embargoedUntil>")],
        ["| RSS | `griot:embargoedUntil` empty, or no date | embargo |"] = [Rss("<g:embargoedUntil/>")],
        ["| RSS | `prism:embargoDate` in the future | embargo |"] = [Rss($"<prism:embargoDate>{Future}</prism:embargoDate>")],
        ["| RSS | `griot:expires`, `prism:expirationDate`, `prism:killDate`, `dcterms:valid` in the future | usable |"] = [Rss($"<prism:killDate>{Future}</prism:killDate>")],
        ["| RSS | `griot:expires` that is over | canceled |"] = [Rss($"<g:expires>{Past}</g:expires>")],
        ["| RSS | the item leaves the feed | nothing |"] = [Rss(), Of(Feeds.Rss(Feeds.Item("urn:2", "<p>Un autre.</p>")))],
        ["| RSS | the feed is empty | nothing |"] = [Rss(), Of(Feeds.Rss())],
        ["| RSS | the feed answers 404, 410, or with a page | nothing |"] =
            [Rss(), new Page([], Status: 404), new Page([], Status: 410), Of("<!doctype html><html><body><h1>410 Gone</h1></body></html>")],
        ["| RSS | an older `dcterms:modified` than that of the version that stands | nothing |"] = [Rss(Late), Rss(Early, "<p>Le fleuve baisse.</p>")],
        ["| Atom | an entry | usable |"] = [Atom(Feeds.Entry("urn:1"))],
        ["| Atom | `at:deleted-entry` | withdrawal |"] = [Atom(Feeds.Entry("urn:1")), Atom(Feeds.Deleted("urn:1"))],
        ["| Atom | `at:deleted-entry`, then an entry with a newer `updated` | usable |"] =
            [Atom(Feeds.Entry("urn:1")), Atom(Feeds.Deleted("urn:1")), Atom(Feeds.Entry("urn:1", updated: "2026-11-23T03:00:00Z"))],
        ["| Atom | `at:deleted-entry`, then an entry with an older `updated` | withdrawal |"] =
            [Atom(Feeds.Entry("urn:1")), Atom(Feeds.Deleted("urn:1")), Atom(Feeds.Entry("urn:1", "<p>Le fleuve baisse.</p>", updated: "2026-11-23T01:30:00Z"))],
        ["| Atom | `at:deleted-entry` again with a newer `when`, then an entry with an older `updated` | withdrawal |"] =
            [Atom(Feeds.Entry("urn:1")), Atom(Feeds.Deleted("urn:1")), Atom(Feeds.Deleted("urn:1", when: "2026-11-23T05:00:00Z")), Atom(Feeds.Entry("urn:1", "<p>Le fleuve baisse.</p>", updated: "2026-11-23T03:00:00Z"))],
        ["| Atom | an older `updated` than that of the version that stands | nothing |"] =
            [Atom(Feeds.Entry("urn:1")), Atom(Feeds.Entry("urn:1", "<p>Le fleuve baisse.</p>", updated: "2026-11-23T00:30:00Z"))],
        ["| Atom | `griot:signal` `correction` on a new version | correction |"] =
            [Atom(Feeds.Entry("urn:1")), Atom(Feeds.Entry("urn:1", "<p>Le fleuve baisse.</p>", "<g:signal>correction</g:signal>"))],
        ["| Atom | `griot:embargoedUntil` in the future | embargo |"] = [Atom(Feeds.Entry("urn:1", more: $"<g:embargoedUntil>{Future}</g:embargoedUntil>"))],
        ["| JSON Feed | an item | usable |"] = [Json("")],
        ["| JSON Feed | `_griot.signal` `correction` on a new version | correction |"] = [Json(""), Json(""","_griot":{"signal":"correction"}""", "<p>Le fleuve baisse.</p>")],
        ["| JSON Feed | `_griot.embargoedUntil` in the future | embargo |"] = [Json($$""","_griot":{"embargoedUntil":"{{Future}}"}""")],
        ["| JSON Feed | `_griot.embargoedUntil` empty | embargo |"] = [Json(""","_griot":{"embargoedUntil":""}""")],
        ["| JSON Feed | `_griot.expires` that is over | canceled |"] = [Json($$""","_griot":{"expires":"{{Past}}"}""")],
        ["| JSON Feed | an older `date_modified` than that of the version that stands | nothing |"] =
            [Json(""","date_modified":"2026-11-23T09:00:00Z" """), Json(""","date_modified":"2026-11-23T08:00:00Z" """, "<p>Le fleuve baisse.</p>")],
        ["| ninjs | a piece | usable |"] = [Ninjs("")],
        ["| ninjs | `pubStatus` `withheld` | withheld |"] = [Ninjs(""), Ninjs(""","pubStatus":"withheld" """, "<p>Le fleuve baisse.</p>")],
        ["| ninjs | `pubStatus` that ninjs does not have | withheld |"] = [Ninjs(""), Ninjs(""","pubStatus":"spiked" """, "<p>Le fleuve baisse.</p>")],
        ["| ninjs | `pubStatus` `canceled`, also written `cancelled` | withdrawal |"] = [Ninjs(""), Ninjs(""","pubStatus":"cancelled" """)],
        ["| ninjs | `embargoedUntil` (`embargoed`) in the future | embargo |"] = [Ninjs($$""","embargoedUntil":"{{Future}}" """)],
        ["| ninjs | `embargoedUntil` (`embargoed`) that is over | usable |"] = [Ninjs($$""","embargoed":"{{Past}}" """)],
        ["| ninjs | `embargoedUntil` (`embargoed`) empty, or no date | embargo |"] = [Ninjs(""","embargoedUntil":"" """)],
        ["| ninjs | `expires` that is over | canceled |"] = [Ninjs($$""","expires":"{{Past}}" """)],
        ["| ninjs | Superdesk's `signal` `correction` on a new version | correction |"] =
            [Ninjs(""), Ninjs(""","signal":[{"qcode":"sig:correction"}]""", "<p>Le fleuve baisse.</p>")],
        ["| ninjs | an older `versionCreated` than that of the version that stands | nothing |"] =
            [Ninjs(""","versionCreated":"2026-11-23T09:00:00Z" """), Ninjs(""","versionCreated":"2026-11-23T08:00:00Z" """, "<p>Le fleuve baisse.</p>")],
    };

    public static TheoryData<string> Rows => [.. Lines.Keys];

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_word_of_a_feed_moves_its_item_as_the_document_says(string line)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var before = ItemStatus.Embargoed;
        foreach (var page in Lines[line])
        {
            before = Status(world) ?? before;
            world.Server["/feed"] = page;
            world.Time.Advance(TimeSpan.FromMinutes(10));
            await world.PollAsync();
        }

        var word = line.Split(" | ")[^1].TrimEnd(' ', '|');
        // What a line says that ends withdrawn was moved by the word before its last one.
        var expected = Word.Parse<ItemEvent>(word) is { } happened ? StateMachine.After(new ItemSituation(before), happened).Status : before;
        Assert.Equal(expected, Status(world));
        Assert.Contains(line + "\n", Document, StringComparison.Ordinal);
        Assert.Equal(word == "nothing" ? 1 : Lines[line].Length - (line.Contains("older", StringComparison.Ordinal) ? 1 : 0) - (line.Contains(" again ", StringComparison.Ordinal) ? 1 : 0), world.Versions("urn:1").Count);
    }

    [Fact]
    public void Every_word_of_feeds_in_the_document_is_tried()
    {
        var written = Document.Split('\n').Where(line => line.StartsWith("| RSS |", StringComparison.Ordinal) || line.StartsWith("| Atom |", StringComparison.Ordinal) || line.StartsWith("| JSON Feed |", StringComparison.Ordinal) || line.StartsWith("| ninjs |", StringComparison.Ordinal));

        Assert.Equal(written.Order(StringComparer.Ordinal), Lines.Keys.Order(StringComparer.Ordinal));
    }

    private static ItemStatus? Status(World world) =>
        world.Items("urn:1") is [var item, ..] ? ItemState.Fold(world.Store.History(item))!.Status : null;

    private static Page Of(string document) => new(Encoding.UTF8.GetBytes(document));

    private static Page Rss(string more = "", string html = "<p>Le fleuve monte.</p>") => Of(Feeds.Rss(Feeds.Item("urn:1", html, more)));

    private static Page Atom(string entry) => Of(Feeds.Atom(entry));

    private static Page Ninjs(string more, string html = "<p>Le fleuve monte.</p>") =>
        Of($$"""{"uri":"urn:1","headlines":[{"value":"Le fleuve"}],"bodies":[{"contentType":"text/html","value":"{{html}}"}]{{more}}}""");

    private static Page Json(string more, string html = "<p>Le fleuve monte.</p>") => Of(Feeds.Json(Feeds.Member("urn:1", html, more)));
}
