using System.Text.Json;
using CsCheck;
using Griot.Ingest.Channels.Form;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;
using Griot.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Newsroom.Tests;

/// <summary>Somebody's answer to a piece, as a piece of its own: sealed through the same door as everybody's.</summary>
public sealed class RightOfReplyTests : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 11, 23, 14, 20, 4, TimeSpan.Zero));
    private readonly LedgerStore ledger;
    private readonly HousePieces pieces;
    private readonly string answered = OpaqueId.New();
    private ProviderCard house = null!;

    public RightOfReplyTests()
    {
        ledger = LedgerStore.Open(folder.Path, time);
        pieces = new HousePieces(new FormDoor(ledger, time), ledger);
    }

    [Fact]
    public async Task It_is_marked_as_a_reply_signed_by_its_writer_and_names_the_piece_that_it_answers()
    {
        var done = await ReplyAsync("Je n’ai *jamais* dit cela.\n\nEMBARGO jusqu’à demain, dit-on.");
        var record = ArticleRecord.Parse(ledger.Content(done.Entry, Part.Record));
        Assert.Equal((HouseOrigin.Reply, "Awa Diop, ingénieure", "Le barrage tient", "fr"), (record.Origin, record.By, record.Headline, record.Language));
        Assert.Equal(new Relation("inReplyTo", Relation.UriOf(answered), null), Assert.Single(record.Relations!));
        Assert.Equal(answered, Relation.ItemOf(record.Relations![0].Uri!));
        Assert.Equal(PubStatus.Usable, record.PubStatus);
        Assert.Equal("<p>Je n’ai *jamais* dit cela.</p><p>EMBARGO jusqu’à demain, dit-on.</p>", record.Body!.Trim());
    }

    [Fact]
    public async Task The_same_reply_again_is_the_same_piece()
    {
        var done = await ReplyAsync("Non.");
        var size = ledger.Size;
        Assert.Equal(new FormOutcome.Unchanged(done.Item), await pieces.ReplyAsync(house, Reply("Non."), default));
        Assert.Equal(size, ledger.Size);
    }

    [Fact]
    public async Task P5_the_house_can_put_no_words_of_its_own_in_the_place_of_a_reply()
    {
        var done = await ReplyAsync("Non.");
        var size = ledger.Size;
        Assert.IsType<FormOutcome.Refused>(await pieces.PublishAsync(house, new HousePiece("# Oui\n\nOui."u8.ToArray(), HouseOrigin.Produced, "La rédaction", "fr", done.Item), default));
        Assert.Equal(size, ledger.Size);
    }

    [Fact]
    public async Task H01_markup_is_text_and_a_reply_without_a_headline_is_known_by_its_first_words()
    {
        var done = Assert.IsType<FormOutcome.Accepted>(await pieces.ReplyAsync(house, Reply("<script>alert(1)</script> & <b>non</b>") with { Headline = null }, default));
        Assert.Equal("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;non&lt;/b&gt;</p>", ArticleRecord.Parse(ledger.Content(done.Entry, Part.Record)).Body!.Trim());
        Assert.StartsWith("<script>alert(1)</script>", Summary.Parse(ledger.Content(done.Entry, Part.Summary)).Headline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_delivered_is_what_was_sent_whatever_the_words() => await Gen.String.Where(text => text.Trim().Length > 0 && text.All(letter => !char.IsSurrogate(letter))).SampleAsync(
        async text =>
        {
            var reply = Reply(text) with { Number = OpaqueId.New()[..8] };
            if (await pieces.ReplyAsync(house, reply, default) is not FormOutcome.Accepted done) return;
            using var delivery = JsonDocument.Parse(ledger.Content(done.Entry, Part.Delivery)!);
            Assert.Equal(text, delivery.RootElement.GetProperty("text").GetString());
        },
        iter: 40);

    [Theory]
    [InlineData("urn:griot:item:")]
    [InlineData("urn:griot:item:../../etc")]
    [InlineData("urn:griot:provider:0123456789abcdefghjkmnpqrs")]
    [InlineData("https://example.org/")]
    public void Only_the_name_of_an_item_names_one(string uri) => Assert.Null(Relation.ItemOf(uri));

    public async ValueTask InitializeAsync() => house = await new ProviderRegister(ledger, time).HouseAsync("Griot", default);

    public async ValueTask DisposeAsync()
    {
        await ledger.DisposeAsync();
        folder.Dispose();
    }

    private RightOfReply Reply(string text) => new("abcd-efgh", answered, "Awa Diop, ingénieure", "Le barrage tient", text, "fr");

    private async Task<FormOutcome.Accepted> ReplyAsync(string text) => Assert.IsType<FormOutcome.Accepted>(await pieces.ReplyAsync(house, Reply(text), default));
}
