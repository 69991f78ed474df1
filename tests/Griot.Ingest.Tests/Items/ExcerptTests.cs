using CsCheck;
using Griot.Record.Html;
using Griot.Record.Tests.Html;

namespace Griot.Ingest.Tests.Items;

/// <summary>What lists and feeds show of a piece: how its running text begins. The piece itself keeps every word.</summary>
public sealed class ExcerptTests
{
    [Theory]
    [InlineData("<figure><img src=\"https://kayes.example/a.jpg\"><figcaption>Le pont de Kayes. Photo : A. Ba</figcaption></figure><p>Le fleuve monte.</p><p>Il pleut.</p>", "Le fleuve monte.\n\nIl pleut.", false)]
    [InlineData("<p>Le fleuve monte.</p><figure><table><tr><td>Kayes</td><td>4 m</td></tr></table></figure><p>Il pleut.</p>", "Le fleuve monte.\n\nIl pleut.", false)]
    [InlineData("<table><caption>Les crues</caption><tr><td>Kayes</td><td>4 m</td></tr></table>", "Kayes 4 m", false)]
    [InlineData("<figure><figcaption>Le pont de Kayes</figcaption></figure>", "Le pont de Kayes", true)]
    [InlineData("<figure><img src=\"https://kayes.example/a.jpg\"></figure><p>Le fleuve &lt;monte&gt;.</p>", "Le fleuve <monte>.", true)]
    [InlineData("<p>Le fleuve monte.", "Le fleuve monte.", true)]
    public async Task It_leaves_captions_and_figures_out_where_there_is_other_text(string html, string excerpt, bool isWhole)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        await world.PollAsync(Feeds.Rss(Feeds.Item("1", html)));

        var piece = world.Shelf.Take(world.Item("1"))!;
        Assert.Equal((excerpt, isWhole), (piece.Summary!.Excerpt, piece.Summary.ExcerptIsWhole));
        Assert.Contains(Shown(html), piece.Record!.Descriptions.Select(text => text.Value).Append(piece.Record.Body).OfType<string>().Select(Shown));
    }

    [Fact]
    public void Of_markup_without_figures_it_is_the_text_itself() => TagSoup.Markup.Sample(text =>
    {
        var safe = SafeHtml.Sanitise(text, null).Html;
        if (!safe.Contains("<figure", StringComparison.Ordinal) && !safe.Contains("<caption", StringComparison.Ordinal)) Assert.Equal(VisibleText.OfSafe(safe), VisibleText.ProseOfSafe(safe));
        else Assert.True(VisibleText.ProseOfSafe(safe).Length <= VisibleText.OfSafe(safe).Length);
    }, iter: 5_000);

    private static string Shown(string html) => VisibleText.Of(html);
}
