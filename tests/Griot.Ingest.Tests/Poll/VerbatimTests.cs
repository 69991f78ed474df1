using System.Net;
using System.Text;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ingest.Tests.Poll;

/// <summary>A real article on its way through every feed format and encoding.</summary>
public sealed class VerbatimTests
{
    static VerbatimTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string, string> Ways => new MatrixTheoryData<string, string>(
        ["rss", "atom"], ["utf-8", "windows-1252", "utf-16", "utf-16be"]);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Every_paragraph_of_a_real_article_is_shown_unchanged_and_in_order(string format, string charset)
    {
        var paragraphs = Paragraphs();
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var document = Document(format, charset, paragraphs);

        var result = await world.PollAsync(document);

        Assert.Equal(1, result.NewItems);
        var version = Assert.Single(world.Versions("urn:kayes:1"));
        Assert.Equal(paragraphs, Shown(world.RecordOf(version)));
        var envelope = world.EnvelopeOf(version);
        var delivery = world.DeliveryOf(version);
        Assert.Equal(document.AsSpan((int)envelope.Offset!.Value, (int)envelope.Length!.Value).ToArray(), delivery);
        var text = Encoding.GetEncoding(charset).GetString(delivery);
        Assert.StartsWith(format == "rss" ? "<item>" : "<entry>", text, StringComparison.Ordinal);
        Assert.EndsWith(format == "rss" ? "</item>" : "</entry>", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_edit_is_a_second_version_and_the_first_stays_reachable(string format, string charset)
    {
        var paragraphs = Paragraphs();
        string[] edited = [.. paragraphs];
        edited[2] = edited[2].Replace("un peu moins de 30", "un peu plus de 30", StringComparison.Ordinal);
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        await world.PollAsync(Document(format, charset, paragraphs));

        var result = await world.PollAsync(Document(format, charset, edited));
        var again = await world.PollAsync(Document(format, charset, edited));

        Assert.Equal((0, 1), (result.NewItems, result.NewVersions));
        Assert.Equal(1, again.Unchanged);
        var item = world.Item("urn:kayes:1");
        Assert.Equal([EntryKind.Article, EntryKind.Update], world.Store.History(item).Select(entry => entry.Entry.Kind));
        Assert.Equal(edited, Shown(world.Shelf.Take(item)!.Record!));
        Assert.Equal(paragraphs, Shown(world.Shelf.Take(item, 1)!.Record!));
        Assert.Equal(Signal.Update, world.Shelf.Take(item)!.Summary!.Signal);
    }

    private static string[] Paragraphs()
    {
        if (SharedMaterial.Find("samples/article.fr.txt") is not { } path) Assert.Skip("samples/article.fr.txt is not present");
        else return File.ReadAllText(path).Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[1..];
        return [];
    }

    private static byte[] Document(string format, string charset, string[] paragraphs)
    {
        var encoding = Encoding.GetEncoding(charset, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        var html = string.Concat(paragraphs.Select(paragraph => $"<p>{WebUtility.HtmlEncode(paragraph)}</p>"));
        var declared = charset.StartsWith("utf-16", StringComparison.Ordinal) ? "utf-16" : charset;
        var feed = format == "rss" ? Feeds.Rss(Feeds.Item("urn:kayes:1", html)) : Feeds.Atom(Feeds.Entry("urn:kayes:1", html));
        byte[] mark = declared == "utf-16" ? encoding.GetPreamble() : [];
        return [.. mark, .. encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{declared}\"?>\n{feed}")];
    }

    private static IEnumerable<string> Shown(ArticleRecord record)
    {
        var body = ShownText.Parse(record.Body!);
        Assert.All(body.Children, element => Assert.Equal("p", element.LocalName));
        return body.Children.Select(element => element.TextContent);
    }
}
