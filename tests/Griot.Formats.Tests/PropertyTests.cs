using System.Text;
using CsCheck;

namespace Griot.Formats.Tests;

public sealed class PropertyTests
{
    private static readonly Gen<string> Text = OneOf("a", "é", "<item>", "</item>", ">", "<", "\"", "'", "&", " ", "😀", "}", "{", "\\", "日", "b")
        .Array[0, 20].Select(string.Concat);

    private static readonly Gen<string> Noise = Gen.OneOf(
        Text.Select(text => $"<!-- {text.Replace('-', '_')} -->"),
        Text.Select(text => $"<x><![CDATA[{text.Replace("]]>", "", StringComparison.Ordinal)}]]></x>"),
        Text.Select(text => $"<x a=\"{Escape(text).Replace("&gt;", ">", StringComparison.Ordinal)}\" b='>'/>"),
        Text.Select(text => $"<?p {text.Replace('?', '_')} ?>"),
        Gen.Const("<x><item>nested</item></x>"));

    private static readonly Gen<(string Title, string Noise)[]> Items = Gen.Select(Text, Noise.Array[0, 4].Select(string.Concat)).Array[0, 6];

    private static readonly Encoding[] Encodings =
    [
        new UTF8Encoding(false), new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(true, true),
        CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!,
    ];

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    [Fact]
    public void Every_item_is_cut_exactly_and_reads_the_same_in_every_encoding() => Items.Sample(items =>
    {
        var xml = Feeds.Rss(string.Concat(items.Select((item, index) =>
            $"<!-- <item> --><item>{item.Noise}<guid>{index}</guid><description>{Escape(item.Title)}</description></item>\n")))
            .Replace("<?xml version=\"1.0\"?>", "", StringComparison.Ordinal);
        foreach (var encoding in Encodings)
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(xml)];
            var hints = new DocumentHints(encoding.CodePage == 54936 ? "text/xml; charset=gb18030" : null);
            var document = FeedDocument.Open(bytes, hints);
            Assert.Equal(items.Length, document.Cuts.Count);
            for (var i = 0; i < items.Length; i++)
            {
                var cut = document.Cuts[i];
                Assert.True(bytes.AsSpan(cut.Offset, cut.Length).SequenceEqual(cut.Bytes.Span));
                var item = document.Item(i);
                Assert.Equal($"{i}", item.Id);
                Assert.Equal(string.IsNullOrWhiteSpace(items[i].Title) ? null : items[i].Title, item.BodyHtml);
            }
        }
    }, iter: 300);

    [Fact]
    public void Every_json_item_is_cut_exactly() => Text.Array[0, 6].Sample(texts =>
    {
        var json = Encoding.UTF8.GetBytes(Feeds.JsonFeed(string.Join(", ", texts.Select((text, index) =>
            $$"""{"id": {{index}}, "content_html": {{System.Text.Json.JsonSerializer.Serialize(text)}}, "x": [{"y": "]}"}]}"""))));
        var document = Feeds.Open(json);
        Assert.Equal(texts.Length, document.Cuts.Count);
        for (var i = 0; i < texts.Length; i++)
            Assert.Equal(string.IsNullOrWhiteSpace(texts[i]) ? null : texts[i], document.Item(i).BodyHtml);
    }, iter: 300);

    [Fact]
    public void No_change_of_bytes_ever_throws()
    {
        byte[][] feeds =
        [
            Encoding.UTF8.GetBytes("<!DOCTYPE a [<!ENTITY x 'y'><!-- -->]>" + Feeds.Rss("<item a='b'><guid>1</guid><title>&x; <![CDATA[a]]> &eacute;&#233;</title><pubDate>Thu, 05 Nov 2026 08:15:00 GMT</pubDate><media:group><media:content url='a'/></media:group></item>", "<language>fr</language>")),
            Encoding.UTF8.GetBytes(Feeds.Atom("<entry xml:base='b/'><id>1</id><link href='x'/><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>a</p></div></content></entry><at:deleted-entry ref='a' when='2026-11-06T10:00:00Z'/>")),
            Encoding.UTF8.GetBytes(Feeds.JsonFeed("""{"id": "\ud83d\ude00", "title": "a", "tags": ["b"], "date_published": "2026-11-05T08:15:00Z", "attachments": [{"url": "a"}]}""")),
            Encoding.Unicode.GetBytes(Feeds.Rss("<item><guid>1</guid></item>")),
        ];
        var change = Gen.Select(Gen.Int[0, 2000], Gen.OneOf(Gen.Byte, OneOf<byte>((byte)'<', (byte)'>', (byte)'"', (byte)'&', 0, 0xFF)), Gen.Int[0, 2]);
        Gen.Select(Gen.Int[0, feeds.Length - 1], change.Array[1, 8]).Sample((which, changes) =>
        {
            var bytes = feeds[which].ToList();
            foreach (var (at, value, how) in changes)
            {
                if (bytes.Count == 0) break;
                if (how == 0) bytes[at % bytes.Count] = value;
                else if (how == 1) bytes.Insert(at % bytes.Count, value);
                else bytes.RemoveAt(at % bytes.Count);
            }

            var document = Feeds.Open([.. bytes]);
            foreach (var cut in document.Cuts) Assert.NotNull(ItemReader.Read(cut.Bytes, ItemContext.FromJson(cut.Context.ToJson())));
        }, iter: 20_000);
    }
}
