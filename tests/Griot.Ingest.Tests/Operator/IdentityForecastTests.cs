using System.Text;
using CsCheck;
using Griot.Formats;
using Griot.Ingest.Operator;
using Griot.Ingest.Tests.Items;
using Griot.Ledger;

namespace Griot.Ingest.Tests.Operator;

/// <summary>What is foretold of a feed on trial is what the intake chooses when it goes live.</summary>
public sealed class IdentityForecastTests
{
    private enum Ids { Own, Missing, Same, Pairs, Page }

    private enum Pages { Own, None, Home, Same }

    private static readonly Gen<Told[]> Documents = Gen.Select(Gen.Enum<Ids>(), Gen.Enum<Pages>()).Array[1, 9].Select(kinds => kinds.Select((kind, n) => Piece(kind.Item1, kind.Item2, n)).ToArray());

    [Fact]
    public Task The_policy_foretold_is_the_one_chosen_and_so_is_its_reason() => Documents.SampleAsync(async pieces =>
    {
        await using var world = await World.OpenAsync();
        var channel = (await world.AddAsync()).Channels[0].Id;
        var feed = Told.Feed(pieces);

        var told = IdentityForecast.Of(Open(feed));
        Assert.Equal(0, (await world.PollAsync(feed)).Failed);

        var chosen = world.Store.Identity(channel)!;
        Assert.Equal((chosen.Policy, chosen.Why, true), (told!.Policy, told.Why, told.AreIdsSteady));
    }, iter: 60);

    [Theory]
    [InlineData(true, IdentityPolicy.Link)]
    [InlineData(false, IdentityPolicy.Content)]
    public async Task Ids_that_are_others_at_each_look_decide_no_more_as_the_intake_finds_out_by_its_third_document(bool withPages, IdentityPolicy policy)
    {
        await using var world = await World.OpenAsync();
        var channel = (await world.AddAsync()).Channels[0].Id;
        string Look(int number) => Told.Feed(Told.Numbers(8).Select(piece => piece with { Guid = $"{number}/{piece.Guid}", Link = withPages ? piece.Link : null }));

        var told = IdentityForecast.Of(Open(Look(1)), Open(Look(2)))!;
        for (var look = 1; look <= 3; look++) await world.PollAsync(Look(look));

        Assert.False(told.AreIdsSteady);
        Assert.Equal(policy, told.Policy);
        var chosen = world.Store.Identity(channel)!;
        Assert.Equal((chosen.Policy, chosen.Why), (told.Policy, told.Why));
    }

    [Fact]
    public void A_second_look_that_shows_the_same_changes_nothing_and_one_at_another_feed_neither()
    {
        var feed = Told.Feed(Told.Numbers(5));

        Assert.Equal(IdentityForecast.Of(Open(feed)), IdentityForecast.Of(Open(feed), Open(feed)));
        Assert.Equal(IdentityForecast.Of(Open(feed)), IdentityForecast.Of(Open(feed), Open(Told.Feed(Told.Numbers(20).Skip(10)))));
        Assert.True(IdentityForecast.Of(Open(feed), Open("<rss><channel/></rss>"))!.AreIdsSteady);
    }

    [Fact]
    public void Nothing_is_foretold_of_a_document_without_a_piece_that_can_be_read()
    {
        Assert.Null(IdentityForecast.Of(Open(Feeds.Rss())));
        Assert.Null(IdentityForecast.Of(Open(Feeds.Atom(Feeds.Deleted("a")))));
        Assert.Null(IdentityForecast.Of(Open($"<rss><channel><item><title>{new string('x', 5_000)}</title></item></channel></rss>")));
        Assert.Null(IdentityForecast.Of(Open("<!doctype html><p>Non")));
    }

    private static Told Piece(Ids id, Pages page, int n)
    {
        var own = Told.Number(n);
        var link = page switch { Pages.Own => own.Link, Pages.Home => "https://kayes.example/", Pages.Same => "https://kayes.example/direct", _ => null };
        return own with { Link = link, Guid = id switch { Ids.Own => own.Guid, Ids.Same => "same", Ids.Pairs => $"pair {n / 2}", Ids.Page => link, _ => null } };
    }

    private static FeedDocument Open(string feed) => FeedDocument.Open(Encoding.UTF8.GetBytes(feed), new DocumentHints());
}
