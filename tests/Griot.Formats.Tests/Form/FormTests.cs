using System.Text;
using CsCheck;
using Griot.Formats.Form;

namespace Griot.Formats.Tests.Form;

/// <summary>What is typed into the page of a provider.</summary>
public sealed class FormTests
{
    [Fact]
    public async Task What_a_browser_sends_is_read_as_it_was_typed() =>
        await Gen.Select(Gen.String, Gen.String[Gen.Char["é ع&=+%\r\n<>\"'ß"], 0, 60]).Where((one, _) => IsText(one)).SampleAsync(async (headline, text) =>
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("headline", headline), KeyValuePair.Create("text", text)]);
            var fields = FormFields.Read(await form.ReadAsByteArrayAsync())!;
            Assert.Equal((headline, text), (fields["headline"], fields["text"]));
        });

    [Fact]
    public void Whatever_bytes_come_are_read_or_refused() =>
        Gen.Byte.Array[0, 200].Sample(bytes =>
        {
            _ = FormFields.Read(bytes);
            _ = ItemReader.Read(bytes, new ItemContext { Format = "form", Encoding = "utf-8", FeedId = "urn:x" });
        });

    [Theory]
    [InlineData("Un.\nDeux.", "<p>Un.</p>\n<p>Deux.</p>\n")]
    [InlineData("Un.\r\n\r\nDeux,\r\nencore.", "<p>Un.</p>\n<p>Deux,<br>\nencore.</p>\n")]
    [InlineData("\n\n Un.\n\n\n", "<p> Un.</p>\n")]
    [InlineData("a < b & c", "<p>a &lt; b &amp; c</p>\n")]
    [InlineData("", "")]
    public void Lines_become_paragraphs(string typed, string html) => Assert.Equal(html, TypedText.ToHtml(typed));

    [Fact]
    public void No_visible_letter_of_what_is_typed_is_lost() =>
        Gen.String[Gen.Char["ab \r\n<>&\u00a0"], 0, 80].Sample(typed =>
        {
            var shown = System.Net.WebUtility.HtmlDecode(TypedText.ToHtml(typed).Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "", StringComparison.Ordinal).Replace("<br>", "", StringComparison.Ordinal));
            Assert.Equal(Letters(typed), Letters(shown));
        });

    [Fact]
    public void The_first_field_of_a_name_counts_and_more_than_anyone_needs_are_refused()
    {
        Assert.Equal("1", FormFields.Read("a=1&a=2"u8)!["a"]);
        Assert.Null(FormFields.Read(Encoding.ASCII.GetBytes(string.Join('&', Enumerable.Range(0, 65).Select(n => $"f{n}=x")))));
        Assert.Equal("%zz%", FormFields.Read("a=%zz%"u8)!["a"]);
    }

    // A browser sends no half of a pair.
    private static bool IsText(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
