using System.Text;
using System.Text.Json;

namespace Griot.Formats.Tests.JsonFeed;

public sealed class HostileJsonTests
{
    [Fact]
    public void X07_nesting_beyond_the_cap_costs_only_its_item()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        var document = Feeds.Open(Feeds.JsonFeed($$"""{"id": "1", "x": {{deep}}}, {"id": "2"}""", $", \"_x\": {deep}"));

        Assert.Equal(IncidentCodes.TooDeep, document.Read().Code());
        Assert.Equal("2", document.Item(1).Id);
    }

    [Fact]
    public void X07_numbers_of_any_size_are_kept_as_text_or_left_out()
    {
        var number = "1" + new string('0', 400);
        var item = Feeds.Open(Feeds.JsonFeed($$"""{"id": {{number}}, "attachments": [{"url": "a", "size_in_bytes": 1e400}]}""")).Item();

        Assert.Equal(number, item.Id);
        Assert.Null(Assert.Single(item.Media).Length);
    }

    [Theory]
    [InlineData("""{"id": 1, }""", null)]
    [InlineData("""{"id": 1 "a"}""", IncidentCodes.UnreadableItem)]
    [InlineData("""{"id": '1'}""", IncidentCodes.UnreadableItem)]
    [InlineData("""{"id": "1", "title": {"a": 1}, "tags": "b", "authors": 3, "attachments": [1, null]}""", null)]
    public void An_ill_formed_item_is_unreadable_alone(string json, string? code)
    {
        var document = Feeds.Open(Feeds.JsonFeed(json + """, {"id": "2"}"""));

        Assert.Equal(code, document.Read().Incidents.SingleOrDefault()?.Code);
        Assert.Equal("2", document.Item(1).Id);
    }

    [Fact]
    public void X16_a_document_cut_anywhere_gives_exactly_its_whole_items()
    {
        var whole = Encoding.UTF8.GetBytes(Feeds.JsonFeed("""{"id": "1", "title": "a]}\""}, {"id": "é"}"""));
        var expected = Feeds.Open(whole).Cuts;
        for (var length = 70; length < whole.Length; length++)
        {
            var document = Feeds.Open(whole[..length]);

            Assert.Equal(expected.Where(cut => cut.Offset + cut.Length <= length).Select(cut => cut.Length), document.Cuts.Where(cut => !cut.Context.BrokenOff).Select(cut => cut.Length));
            Assert.Contains(IncidentCodes.Truncated, document.Incidents.Select(incident => incident.Code));
        }
    }

    [Theory]
    [InlineData("\u00E9")]
    [InlineData("\u00E9 \u00E9 \u00E9 \u00E9")]
    [InlineData("\u2014, \u2014, \u2014, {\"id\": \"2\"}")]
    [InlineData("1\u00E9")]
    [InlineData("'2'")]
    public void What_is_no_value_among_the_items_ends_them_in_every_encoding(string value)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Feeds.JsonFeed("{\"id\": \"1\"}, " + value)), 0];
            var document = Feeds.Open(bytes);

            Assert.Equal("1", document.Item().Id);
            Assert.All(document.Cuts, cut => Assert.True(bytes.AsSpan(cut.Offset, cut.Length).SequenceEqual(cut.Bytes.Span)));
            Assert.Equal([IncidentCodes.IllFormed], document.Incidents.Select(incident => incident.Code));
        }
    }

    [Fact]
    public void What_is_no_json_behind_items_leaves_them()
    {
        var document = Feeds.Open("""{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1"}], oops""");

        Assert.Equal("1", document.Item().Id);
        Assert.Equal(IncidentCodes.IllFormed, Assert.Single(document.Incidents).Code);
    }

    [Fact]
    public void Invalid_utf8_and_other_encodings_are_read()
    {
        byte[] wrong = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Feeds.JsonFeed("""{"id": "1", "title": "a?b"}"""))];
        wrong[wrong.AsSpan().IndexOf("?b"u8)] = 0xFF;

        Assert.Equal("a\uFFFDb", Feeds.Open(wrong).Item().Headline);
        Assert.Equal("é", Feeds.Open(Encoding.BigEndianUnicode.GetBytes(Feeds.JsonFeed("""{"id": "1", "title": "é"}"""))).Item().Headline);
    }

    [Theory]
    [InlineData("""{"format": "rss", "encoding": null}""")]
    [InlineData("""{"format": "rss"}""")]
    [InlineData("null")]
    public void A_context_that_nobody_here_wrote_is_refused(string json) =>
        Assert.Throws<JsonException>(() => ItemContext.FromJson(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void A_forged_context_can_not_break_the_reader()
    {
        var context = ItemContext.FromJson("""{"format": "rss", "encoding": "no", "namespaces": {"xml": "a", "xmlns": "b", "c": "", "d": null}, "entities": {"e": null}, "base": "::", "feedAuthors": [null]}"""u8);

        Assert.Equal("1", ItemReader.Read("<item><guid>1</guid><link>a</link></item>"u8.ToArray(), context).Item?.Id);
        Assert.Equal("&e;", ItemReader.Read("<item><guid>&e;</guid></item>"u8.ToArray(), context).Item?.Id);
        Assert.Equal(IncidentCodes.UnsupportedFormat, ItemReader.Read("{}"u8.ToArray(), context with { Format = "nothing" }).Code());
    }

    [Fact]
    public void One_guid_given_twice_gives_two_items()
    {
        var document = Feeds.Open(Feeds.JsonFeed("""{"id": "1", "title": "a"}, {"id": "1", "title": "b"}"""));

        Assert.Equal(["a", "b"], [document.Item(0).Headline, document.Item(1).Headline]);
    }
}
