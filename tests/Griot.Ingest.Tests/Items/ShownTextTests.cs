using CsCheck;
using Griot.Formats;
using Griot.Ingest.Items;
using Griot.Record;
using Griot.Record.Tests.Html;
using Words = Griot.Record.Tests.Html.Judge;

namespace Griot.Ingest.Tests.Items;

/// <summary>Whatever markup a provider delivers: its readers see its words, all of them and no others.</summary>
public sealed class ShownTextTests
{
    [Fact]
    public async Task The_text_shown_is_the_text_delivered_whatever_the_markup()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();

        await TagSoup.Markup.Array[20].SampleAsync(async texts =>
        {
            var before = (int)world.Store.Size;
            // Some hundred pieces are all that one provider may bring in a day.
            world.Time.Advance(TimeSpan.FromHours(2));
            var members = texts.Select((text, i) => $$"""{"id":"{{before}}-{{i}}","title":"x","content_html":{{Quoted(text)}}}""");
            Assert.Equal(20, (await world.PollAsync(Feeds.Json([.. members]))).NewItems);
            foreach (var entry in world.Entries().Where(entry => entry.Index >= before))
            {
                var text = texts[int.Parse(world.RecordOf(entry).Uri.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture)];
                // A text of nothing but white space, no-break spaces among it, is no text: the summary would stand in its place.
                var delivered = string.IsNullOrWhiteSpace(text) ? "" : text;
                Assert.True(Words.Words(delivered) == Words.Words(world.RecordOf(entry).Body ?? ""), $"{delivered}\n is shown as\n{world.RecordOf(entry).Body}");
            }
        }, iter: 60, threads: 1);
    }

    [Fact]
    public void A_delivery_is_read_to_the_same_record_each_time()
    {
        var card = new ProviderCard { Id = OpaqueId.New(), Slug = "k", Name = "K", Kind = ProviderKind.Press };
        TagSoup.Markup.Sample(text =>
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(Feeds.Rss(Feeds.Item("1", text, text)));
            foreach (var cut in FeedDocument.Open(bytes, new DocumentHints()).Cuts)
            {
                var once = Reading.Of(cut.Bytes, cut.Context, card);
                var again = Reading.Of(cut.Bytes.ToArray(), ItemContext.FromJson(cut.Context.ToJson()), card);
                Assert.Equal(once.Record?.ToBytes(), again.Record?.ToBytes());
                Assert.Equal(once.Summary?.ToBytes(), again.Summary?.ToBytes());
            }
        }, iter: 2_000);
    }

    // Every letter outside ASCII as \u....: so that half a surrogate pair comes through as such.
    private static string Quoted(string text) => "\"" + string.Concat(text.Select(letter =>
        letter is >= ' ' and <= '~' and not ('"' or '\\') ? letter.ToString() : $"\\u{(int)letter:x4}")) + "\"";
}
