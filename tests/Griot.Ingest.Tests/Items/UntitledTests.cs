using Griot.Record;

namespace Griot.Ingest.Tests.Items;

/// <summary>Pieces without a headline.</summary>
public sealed class UntitledTests
{
    private const string Untitled = "<item><guid>https://kayes.example/1</guid><link>https://kayes.example/1</link><description>Le fleuve monte depuis hier.</description></item>";

    [Theory]
    [InlineData(Terms.Full, "Le fleuve monte depuis hier.")]
    [InlineData(Terms.Excerpt, "Le fleuve monte depuis hier.")]
    [InlineData(Terms.Link, "https://kayes.example/1")]
    public async Task They_are_known_by_their_first_words_unless_terms_forbid_it(Terms terms, string headline)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync(terms: terms);

        await world.PollAsync(Feeds.Rss(Untitled));

        Assert.Equal(headline, world.Shelf.TakeSummary(world.Item("https://kayes.example/1"))!.Summary!.Headline);
    }
}
