using System.Text;

namespace Griot.Formats.Tests.Ninjs;

public sealed class HostileNinjsTests
{
    [Fact]
    public void X07_nesting_beyond_the_cap_costs_only_its_item()
    {
        var deep = new string('[', 100_000) + new string(']', 100_000);
        var document = Feeds.Open($$"""[{"uri": "urn:1", "headline": "a", "x": {{deep}}}, {"uri": "urn:2"}]""");

        Assert.Equal(IncidentCodes.TooDeep, document.Read().Code());
        Assert.Equal("urn:2", document.Item(1).Id);
    }

    [Fact]
    public void X07_of_members_of_one_name_the_last_counts_in_any_case_of_letters()
    {
        var item = Feeds.Open("""{"uri": "urn:1", "URI": "urn:2", "headline": "first", "headline": "second", "usageTerms": "a", "usageterms": "b", "embargoed": null, "embargoed": ""}""").Item();

        Assert.Equal(("urn:2", "second", "b", "embargoed"), (item.Id, item.Headline, item.UsageTerms, item.Status));
    }

    [Fact]
    public void X07_numbers_of_any_size_are_kept_as_text_or_left_out()
    {
        var number = "1" + new string('0', 400);
        var item = Pieces.Item($$"""
            "version": {{number}}, "urgency": 1e400, "renditions": [{"name": "a", "href": "https://a.example/a", "contentType": "image/png", "width": {{number}}, "height": 1e400, "sizeInBytes": {{number}}}]
            """);

        Assert.Equal((number, null), (item.Version, item.Urgency));
        Assert.Null(Assert.Single(item.Media).Length);
    }

    [Theory]
    [InlineData("""{"uri": "urn:1", "headline": {"a": 1}, "subject": "b", "person": 3, "associations": [1, null], "renditions": "x", "altids": [null], "place": {"geometry_x": 1}, "infosource": {}, "genre": [[]], "body_text": []}""")]
    [InlineData("""{"uri": "urn:1", "headlines": 7, "bodies": {"value": 3}, "descriptions": [{"value": null}, []], "rightsInfo": 1, "digitalSourceType": [], "signal": 9, "attachments": {"href": 1}}""")]
    public void Members_of_another_kind_than_the_standard_says_break_nothing(string json) =>
        Assert.Equal("urn:1", Feeds.Open(json).Item().Id);

    [Fact]
    public void X12_X13_broken_letters_are_shown_as_such_and_the_cut_keeps_them()
    {
        byte[] bytes = [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes("""{"uri": "urn:1", "headline": "a\ud800b?c"}""")];
        bytes[bytes.AsSpan().IndexOf("?c"u8)] = 0xFF;
        var document = Feeds.Open(bytes);

        Assert.Equal("a\uFFFDb\uFFFDc", document.Item().Headline);
        Assert.True(bytes.AsSpan(3).SequenceEqual(document.Cuts[0].Bytes.Span));
    }

    [Fact]
    public void X15_what_exceeds_a_cap_is_refused_whole()
    {
        string Many(int count, string one) => string.Join(',', Enumerable.Repeat(one, count));
        string[] members =
        [
            $"\"headline\": \"{new string('a', 1_000_000)}\"",
            $"\"body_html\": \"{new string('a', 10_000_000)}\"",
            $"\"description_text\": \"{new string('a', 10_000_000)}\"",
            $"\"usageTerms\": \"{new string('a', 100_000)}\"",
            $"\"subject\": [{Many(10_000, "\"c\"")}]",
            $"\"genre\": [{Many(10_000, "\"c\"")}]",
            $"\"person\": [{Many(5_000, """{"name": "p", "rel": "author"}""")}]",
            $"\"person\": [{Many(5_000, """{"name": "p", "rel": "about"}""")}]",
            $"\"infosource\": [{Many(5_000, """{"name": "p"}""")}]",
            $"\"place\": [{Many(5_000, """{"name": "p"}""")}]",
            $"\"altids\": [{Many(5_000, """{"value": "p"}""")}]",
            $"\"associations\": [{Many(5_000, """{"rel": "seeAlso", "uri": "urn:p"}""")}]",
            $"\"associations\": [{string.Join(',', Enumerable.Range(0, 5_000).Select(i => $$"""{"uri": "urn:p", "renditions": {"a": {"href": "https://a.example/{{i}}", "mimetype": "image/png"} } }"""))}]",
        ];

        foreach (var member in members) Assert.Equal(IncidentCodes.TooLarge, Pieces.Read(member).Code());
    }

    [Fact]
    public void X16_a_document_cut_anywhere_gives_exactly_its_whole_items()
    {
        const string list = """[{"uri": "urn:1", "headline": "a]}\""}, {"uri": "urn:é", "headline": "b"}]""";
        foreach (var text in (string[])[list, $$"""{"_items": {{list}}}""", $$"""{"items": {{list}}}"""])
        {
            var whole = Encoding.UTF8.GetBytes(text);
            var expected = Feeds.Open(whole).Cuts;
            Assert.Equal(2, expected.Count);
            for (var length = expected[0].Offset + expected[0].Length; length < whole.Length; length++)
            {
                var document = Feeds.Open(whole[..length]);

                Assert.Equal(expected.Where(cut => cut.Offset + cut.Length <= length).Select(cut => cut.Length), document.Cuts.Where(cut => !cut.Context.BrokenOff).Select(cut => cut.Length));
                Assert.Contains(IncidentCodes.Truncated, document.Incidents.Select(incident => incident.Code));
            }
        }
    }

    [Fact]
    public void X16_a_single_piece_that_is_cut_off_is_no_piece()
    {
        var whole = Encoding.UTF8.GetBytes("""{"uri": "urn:1", "headline": "a", "pubstatus": "usable", "body_text": "a long text", "embargoed": "2027-01-01T00:00:00Z"}""");
        for (var length = 60; length < whole.Length; length++)
        {
            var document = Feeds.Open(whole[..length]);

            Assert.Equal(IncidentCodes.Truncated, Assert.Single(document.Incidents).Code);
            Assert.Equal(IncidentCodes.Truncated, document.Read().Code());
        }
    }

    [Fact]
    public void What_stands_behind_the_document_is_told() =>
        Assert.Equal(IncidentCodes.IllFormed, Assert.Single(Feeds.Open("""{"uri": "urn:1", "headline": "a"} {"uri": "urn:2"}""").Incidents).Code);

    [Theory]
    [InlineData("0,")]
    [InlineData("{},")]
    [InlineData("{\"uri\":\"urn:1\"},")]
    public void D05_millions_of_tiny_members_are_refused_whole_in_bounded_work(string member)
    {
        var document = Encoding.UTF8.GetBytes($$"""[{"uri": "urn:1", "headline": "a"}, {{string.Concat(Enumerable.Repeat(member, 1_000_000))}}0]""");
        var before = GC.GetAllocatedBytesForCurrentThread();
        var opened = Feeds.Open(document);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50L * 1024 * 1024);
        Assert.Equal(IncidentCodes.TooLarge, Assert.Single(opened.Incidents).Code);
        Assert.Empty(opened.Cuts);
    }

    [Fact]
    public void X14_X19_H02_addresses_that_are_none_are_left_out()
    {
        var reading = Pieces.Read("""
            "renditions": [{"name": "web", "contentType": "text/html", "href": "javascript:alert(1)"}], "rightsInfo": {"linkedRights": "//evil"}, "associations": {"a": {"renditions": {"x": {"href": "data:text/html,x"} } } }
            """);

        Assert.Equal((null, null, 0), (reading.Item!.Link, reading.Item.UsageTerms, reading.Item.Media.Count));
        Assert.All(reading.Incidents, incident => Assert.Equal(IncidentCodes.UnsafeAddress, incident.Code));
    }
}
