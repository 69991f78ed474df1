namespace Griot.Formats.Tests.Modules;

public sealed class AnswerTests
{
    public static TheoryData<string> Formats => new(ModuleFeeds.Formats);

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_an_item_answers_is_kept_by_id_and_page(string format)
    {
        var item = ModuleFeeds.Item(format, "<thr:in-reply-to ref=' tag:b.example,2026:7 ' href='/7' type='text/html' source='https://b.example/feed'/><thr:in-reply-to ref='tag:b.example,2026:8'/><thr:in-reply-to href='https://b.example/9'/><thr:in-reply-to ref='tag:b.example,2026:8'/><thr:in-reply-to/>");

        Assert.Equal([new("tag:b.example,2026:7", "https://a.example/7"), new("tag:b.example,2026:8", null), new Antecedent(null, "https://b.example/9")], item.InReplyTo);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_page_that_is_no_web_address_is_told_and_the_id_stays(string format)
    {
        var reading = ModuleFeeds.Open(format, "<thr:in-reply-to ref='x' href='data:text/html,y'/>").Read();

        Assert.Equal([new Antecedent("x", null)], reading.Item!.InReplyTo);
        Assert.Equal(IncidentCodes.UnsafeAddress, reading.Code());
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void An_item_that_answers_more_than_the_cap_is_refused(string format) => Assert.Equal(
        IncidentCodes.TooLarge, ModuleFeeds.Open(format, string.Concat(Enumerable.Range(0, 101).Select(number => $"<thr:in-reply-to ref='{number}'/>"))).Read().Code());

    [Theory]
    [MemberData(nameof(Formats))]
    public void Counts_of_comments_and_what_tools_tell_each_other_are_nobodys_words(string format)
    {
        const string Chatter = "<slash:comments>17</slash:comments><slash:section>S</slash:section><slash:department>from-the-river</slash:department><slash:hit_parade>1,2</slash:hit_parade>"
            + "<thr:total>17</thr:total><source:markdown># Non</source:markdown><source:account service='x'>y</source:account><source:comments count='3'/>";
        var plain = ModuleFeeds.Item(format, "<dc:creator>Awa</dc:creator>");
        var reading = ModuleFeeds.Open(format, Chatter + "<dc:creator>Awa</dc:creator>").Read();

        Assert.Empty(reading.Incidents);
        Assert.Equal(plain with { Byline = [], Categories = [], Media = [], Files = [], Places = [], InReplyTo = [] }, reading.Item! with { Byline = [], Categories = [], Media = [], Files = [], Places = [], InReplyTo = [] });
        Assert.Equal(["Awa"], reading.Item.Byline);
        Assert.Empty(reading.Item.Categories);
        Assert.Null(reading.Item.Source);
    }
}
