using System.Text;

namespace Griot.Exporting.Tests;

/// <summary>What no page leads to is found where the lists for machines name it.</summary>
public sealed class FurtherAddressTests
{
    private const string Root = "https://griot.example";

    [Theory]
    [InlineData("/feeds/all.atom", """<link rel="prev-archive" href="https://griot.example/feeds/all/archive/50.atom"/><link href="https://griot.example/feeds/all.atom?before=3"/>""", "/feeds/all/archive/50.atom")]
    [InlineData("/feeds/all/archive/50.atom", """<link rel="prev-archive" href="https://griot.example/feeds/all/archive/10.atom"/>""", "/feeds/all/archive/10.atom")]
    [InlineData("/feeds/le-pont.atom", """<link rel="prev-archive" href="https://griot.example/feeds/all/archive/10.atom"/>""", null)]
    [InlineData("/feeds/all.rss", """<link href="https://griot.example/feeds/all/archive/10.rss"/>""", null)]
    [InlineData("/withdrawals.json", """{"next":"https://griot.example/withdrawals.json?before=7"}""", "/withdrawals.json?before=7")]
    [InlineData("/sitemap.xml", "<loc>https://griot.example/sitemaps/fr-2026-11.xml</loc>", "/sitemaps/fr-2026-11.xml")]
    [InlineData("/sitemap.xml", "<loc>https://other.example/sitemaps/fr-2026-11.xml</loc>", null)]
    [InlineData("/feeds/all.atom", "a text: https://griot.example/feeds/all/archive/50.atom?1 and so on", null)]
    [InlineData("/feeds/all.atom", "a text: https://griot.example/feeds/all/archive/../../hub and so on", null)]
    [InlineData("/fr/a/b", "https://griot.example/feeds/all/archive/10.atom", null)]
    [InlineData("/feeds/all.atom", "https://griot.example/feeds/all/archive/", "/feeds/all/archive/")]
    public void Of_an_answer(string address, string answer, string? found) =>
        Assert.Equal(found is null ? [] : [found], FurtherAddresses.In(address, Encoding.UTF8.GetBytes(answer), Root));
}
