using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Griot.Web.Tests;

public sealed class DataBlockTests
{
    private const string Begin = "<script type=\"application/ld+json\">";

    private const string End = "</script>";

    private static readonly string[] Pieces = ["</script>", "</SCRIPT", "<!--", "<script", "]]>", "\u2028", "\u2029", "\"", "\\", "&lt;", "'", "خبر", "é", "\u0000", "\uFEFF", "😀", "\\u003c", "//", "*/", "\r\n"];
    private static readonly Gen<string> HostileTexts = Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 20].Select(string.Concat);

    [Fact]
    public void No_text_ends_the_data_of_a_page_or_is_changed_in_it() => HostileTexts.Sample(text =>
    {
        var block = DataBlock.Of(new JsonObject { ["headline"] = text, [text + "."] = 1 }).Value;
        var body = block[Begin.Length..^End.Length];

        Assert.Equal(Begin + body + End, block);
        Assert.DoesNotContain(body, letter => letter is '<' or '>' or '&' or '\'' or '\u2028' or '\u2029' or < ' ');
        Assert.Equal(text, JsonDocument.Parse(body).RootElement.GetProperty("headline").GetString());
    });

    [Fact]
    public void Letters_of_every_script_stand_as_themselves() =>
        Assert.Equal(Begin + """{"headline":"خبر, à 5 h, 新闻"}""" + End, DataBlock.Of(new JsonObject { ["headline"] = "خبر, à 5 h, 新闻" }).Value);
}
