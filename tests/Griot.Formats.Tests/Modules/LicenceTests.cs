namespace Griot.Formats.Tests.Modules;

public sealed class LicenceTests
{
    private const string By = "https://creativecommons.org/licenses/by/4.0/";

    public static MatrixTheoryData<string, string> Ways => new(ModuleFeeds.Formats,
    [
        $"<cc:license rdf:resource='{By}'/>", $"<cc:license>{By}</cc:license>", $"<cc:license resource='{By}'/>", $"<ns:license rdf:resource='{By}'/>",
        $"<creativeCommons:license> {By} </creativeCommons:license>", $"<dcterms:license>{By}</dcterms:license>", $"<dcterms:license rdf:resource='{By}'/>",
        $"<a:link rel='license' type='text/html' href='{By}'/>", $"<a:link href='{By}' rel='http://www.iana.org/assignments/relation/license'/>",
        $"<license xmlns='http://web.resource.org/cc/' rdf:resource='{By}'/>", $"<cc:license xmlns:cc='https://creativecommons.org/ns'>{By}</cc:license>",
    ]);

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_licence_is_read_however_it_is_named_at_the_item_or_at_its_feed(string format, string element)
    {
        Assert.Equal(By, ModuleFeeds.Item(format, element).UsageTerms);

        var document = ModuleFeeds.Open(format, "", element);
        Assert.Equal((By, By), (document.Feed.UsageTerms, document.Item().UsageTerms));
        Assert.Null(document.Item().Rights);
        Assert.Empty(document.Incidents);
    }

    public static TheoryData<string> Formats => new(ModuleFeeds.Formats);

    [Theory]
    [MemberData(nameof(Formats))]
    public void Several_licences_are_all_kept_each_once_and_stand_before_those_of_the_feed(string format)
    {
        var item = ModuleFeeds.Item(format, $"<cc:license rdf:resource='{By}'/><dcterms:license>{By}</dcterms:license><a:link rel='license' href='https://a.example/paid'/><dcterms:license>Ask us first</dcterms:license>", "<creativeCommons:license>https://a.example/other</creativeCommons:license>");

        Assert.Equal($"{By}\nhttps://a.example/paid\nAsk us first", item.UsageTerms);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Addresses_are_resolved_and_what_is_none_is_told_and_left_out(string format)
    {
        var reading = ModuleFeeds.Open(format, "<cc:license rdf:resource='/terms'/><cc:license rdf:resource='terms' xml:base='https://b.example/x/'/><a:link rel='license' href='javascript:alert(1)'/><cc:license/><dcterms:license> </dcterms:license>").Read();

        Assert.Equal("https://a.example/terms\nhttps://b.example/x/terms", reading.Item!.UsageTerms);
        Assert.Equal(IncidentCodes.UnsafeAddress, reading.Code());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_item_with_more_licences_than_the_cap_is_refused_and_a_feed_keeps_the_first_ones(string format)
    {
        var many = string.Concat(Enumerable.Range(0, 101).Select(number => $"<cc:license>L{number}</cc:license>"));

        var refused = ModuleFeeds.Open(format, many).Read();
        Assert.Null(refused.Item);
        Assert.Equal(IncidentCodes.TooLarge, refused.Code());
        Assert.Equal(100, ModuleFeeds.Item(format, "", many).UsageTerms!.Split('\n').Length);
        Assert.Equal(60_000, ModuleFeeds.Item(format, "", $"<cc:license>{new string('a', 60_000)}</cc:license><cc:license>{new string('b', 60_000)}</cc:license>").UsageTerms!.Length);
    }

    [Fact]
    public void Links_of_other_relations_and_classes_of_creative_commons_name_no_licence() =>
        Assert.Null(ModuleFeeds.Item("rss", "<a:link rel='related' href='https://a.example/x'/><cc:License rdf:about='https://a.example/y'><cc:permits rdf:resource='https://a.example/z'/></cc:License><dcterms:modified>2026-02-03T10:00:00Z</dcterms:modified>").UsageTerms);

    [Fact]
    public void An_entry_taken_over_from_another_feed_bears_the_licence_of_that_one()
    {
        var item = ModuleFeeds.Item("atom", $"<source><id>s</id><link rel='license' href='{By}'/></source>", "<link rel='license' href='https://a.example/own'/>");

        Assert.Equal(By, item.UsageTerms);
    }

    [Fact]
    public void The_context_carries_the_feeds_licence_and_says_nothing_where_there_is_none()
    {
        var context = ModuleFeeds.Open("rss", "", $"<cc:license rdf:resource='{By}'/>").Cuts[0].Context;

        Assert.Equal(By, ItemContext.FromJson(context.ToJson()).FeedUsageTerms);
        Assert.DoesNotContain("feedUsageTerms", System.Text.Encoding.UTF8.GetString(ModuleFeeds.Open("rss", "").Cuts[0].Context.ToJson()), StringComparison.Ordinal);
    }
}
