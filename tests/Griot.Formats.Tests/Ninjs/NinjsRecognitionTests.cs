using System.Text;

namespace Griot.Formats.Tests.Ninjs;

public sealed class NinjsRecognitionTests
{
    [Theory]
    [InlineData("""{"uri": "urn:1"}""")]
    [InlineData("""{"uri": "urn:1", "type": "text", "unheardOf": 1}""")]
    [InlineData("""{"uri": "urn:1", "body_extra": "x"}""")]
    [InlineData("""{"standard": {"name": "ninjs"}, "guid": "urn:1"}""")]
    [InlineData("""{"$standard": {"name": "ninjs"}, "uri": "urn:1", "x": 1}""")]
    [InlineData("""{"guid": "urn:1", "versioncreated": "2026-11-05T08:15:00Z", "x": 1}""")]
    [InlineData("""[{"uri": "urn:1", "headline": "a"}]""")]
    [InlineData("""{"_items": [{"uri": "urn:1", "headline": "a"}], "_meta": {"total": 1}}""")]
    [InlineData("""{"items": [{"uri": "urn:1", "headline": "a"}]}""")]
    [InlineData("""{"title": "A wire", "items": [{"uri": "urn:1", "headlines": [{"value": "a"}]}]}""")]
    public void Ninjs_is_known_by_its_members(string json)
    {
        var document = Feeds.Open(json);

        Assert.Equal("ninjs", document.Format);
        Assert.Equal("urn:1", document.Item().Id);
        Assert.Empty(document.Incidents);
    }

    [Theory]
    [InlineData("""{"version": "https://jsonfeed.org/version/1.1", "title": "a", "uri": "urn:1", "headline": "x", "items": []}""", "jsonfeed")]
    [InlineData("""{"title": "a", "items": [{"id": "1", "content_text": "x"}]}""", "jsonfeed")]
    [InlineData("""{"uri": "/feed", "status": 404, "title": "Not found"}""", null)]
    [InlineData("""{"type": "about:blank", "uri": "/x", "status": 500}""", null)]
    [InlineData("""{"guid": "1", "name": "x"}""", null)]
    [InlineData("""{}""", null)]
    [InlineData("""[]""", null)]
    [InlineData("""[{"id": 1}]""", null)]
    [InlineData("""[1, 2]""", null)]
    public void X17_other_json_is_not(string json, string? format)
    {
        var document = Feeds.Open(json);

        Assert.Equal(format, document.Format);
        if (format is null) Assert.Equal(IncidentCodes.NotAFeed, Assert.Single(document.Incidents).Code);
    }

    [Fact]
    public void An_answer_without_pieces_is_an_empty_wire()
    {
        var document = Feeds.Open("""{"_items": [], "_links": {}}""");

        Assert.Equal("ninjs", document.Format);
        Assert.Empty(document.Cuts);
    }

    [Fact]
    public void Whoever_says_that_it_is_ninjs_has_it_read_as_that() =>
        Assert.Equal(IncidentCodes.NoIdentity, Feeds.Open("""{"x": 1}""", new DocumentHints(Format: "ninjs")).Read().Code());

    [Theory]
    [InlineData("\uFEFF {\"uri\": \"urn:1\", \"headline\": \"é\"}\n", "{\"uri\": \"urn:1\", \"headline\": \"é\"}")]
    [InlineData("[ {\"uri\": \"urn:1\", \"headline\": \"é\"} , 7 ]", "{\"uri\": \"urn:1\", \"headline\": \"é\"}")]
    public void A_cut_is_the_object_from_brace_to_brace_in_every_encoding(string json, string expected)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32])
        {
            var bytes = encoding.GetBytes(json);
            var cut = Feeds.Open(bytes).Cuts[0];

            Assert.Equal(expected, encoding.GetString(cut.Bytes.Span));
            Assert.True(bytes.AsSpan(cut.Offset, cut.Length).SequenceEqual(cut.Bytes.Span));
            Assert.Equal("é", ItemReader.Read(cut.Bytes, cut.Context).Item?.Headline);
        }
    }

    [Fact]
    public void A_piece_of_a_list_that_is_none_costs_only_itself()
    {
        var document = Feeds.Open("""[{"uri": "urn:1", "headline": "a"}, 7, {"headline": "no id"}, {"uri": "urn:4" "x"}, {"uri": "urn:5", "headline": "e"}]""");

        Assert.Equal([null, IncidentCodes.UnreadableItem, IncidentCodes.NoIdentity, IncidentCodes.UnreadableItem, null],
            document.Cuts.Select((_, index) => document.Read(index).Incidents is [var first, ..] ? first.Code : null));
        Assert.Equal("urn:5", document.Item(4).Id);
    }
}
