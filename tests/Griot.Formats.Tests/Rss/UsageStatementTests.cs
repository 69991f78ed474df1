using System.Text;
using Griot.Record;

namespace Griot.Formats.Tests.Rss;

/// <summary>What an item says of its use, where a machine can't misread it.</summary>
public sealed class UsageStatementTests
{
    [Theory]
    [InlineData("<g:ai>deny</g:ai>", "Deny")]
    [InlineData("<g:ai>Licence=https://kayes.example/ai</g:ai>", "Licence https://kayes.example/ai")]
    [InlineData("<g:ai>licence</g:ai>", "Deny")]
    [InlineData("<g:ai>licence=javascript:alert(1)</g:ai>", "Deny")]
    [InlineData("<g:ai>as you like</g:ai>", null)]
    [InlineData("<g:territory>-FR</g:territory><g:resale>deny</g:resale>", "-FR Deny")]
    [InlineData("<rsl:content url=\"/\"><rsl:license><rsl:prohibits type=\"usage\">ai-all</rsl:prohibits></rsl:license></rsl:content>", "Deny")]
    [InlineData("<rsl:content url=\"/\"><rsl:license><rsl:prohibits type=\"usage\">search ai-train</rsl:prohibits><rsl:permits type=\"geo\">ML SN</rsl:permits></rsl:license></rsl:content>", "Deny ML,SN")]
    [InlineData("<rsl:content url=\"/\"><rsl:license><rsl:prohibits type=\"usage\">search</rsl:prohibits></rsl:license></rsl:content>", null)]
    [InlineData("<rsl:content url=\"/\"><rsl:license><rsl:prohibits type=\"usage\">ai-all</rsl:prohibits></rsl:license><rsl:license><rsl:permits type=\"usage\">ai-all</rsl:permits></rsl:license></rsl:content>", null)]
    [InlineData("<rsl:content url=\"/\"><rsl:license><rsl:prohibits type=\"usage\">ai-all</rsl:prohibits></rsl:license></rsl:content><g:ai>allow</g:ai>", "Allow")]
    [InlineData("", null)]
    public void Only_plain_words_of_known_vocabularies_are_taken(string elements, string? expected)
    {
        var rules = Read($"""<rss version="2.0" xmlns:g="urn:griot:1" xmlns:rsl="https://rslstandard.org/rsl"><channel><title>K</title><item><guid>1</guid><title>A</title>{elements}</item></channel></rss>""");

        Assert.Equal(expected, rules is null ? null : string.Join(' ', new object?[] { rules.Ai, rules.AiPolicy, rules.Territory, rules.Resale }.Where(part => part is not null)));
    }

    [Fact]
    public void The_same_words_stand_in_json_feed()
    {
        var rules = Read("""{"version":"https://jsonfeed.org/version/1.1","title":"K","items":[{"id":"1","content_text":"a","_griot":{"ai":"deny","attribution":"© Kayes","embargoedUntil":"2026-12-01T06:00:00Z"}}]}""");

        Assert.Equal(new UsageRules { Ai = AiUse.Deny, Attribution = "© Kayes" }, rules);
    }

    private static UsageRules? Read(string document)
    {
        var cut = Assert.Single(FeedDocument.Open(Encoding.UTF8.GetBytes(document), new DocumentHints()).Cuts);
        return ItemReader.Read(cut.Bytes, cut.Context).Item!.Rules;
    }
}
