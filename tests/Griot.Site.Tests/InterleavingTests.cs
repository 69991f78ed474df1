using CsCheck;

namespace Griot.Site.Tests;

public sealed class InterleavingTests
{
    private static readonly Gen<string[]> Lists = Gen.Int[0, 6].Select(number => $"provider {number}").Array[0, 120];

    [Fact]
    public void Nothing_is_lost_and_each_providers_pieces_keep_their_order() => Lists.Sample(providers =>
    {
        var pieces = providers.Select((provider, rank) => (Provider: provider, Rank: rank)).ToList();

        var order = Interleaving.ByProvider(pieces, piece => piece.Provider).ToList();

        Assert.Equal(pieces, order.OrderBy(piece => piece.Rank));
        Assert.All(order.GroupBy(piece => piece.Provider), own => Assert.Equal(own.Select(piece => piece.Rank).Order(), own.Select(piece => piece.Rank)));
    });

    [Fact]
    public void Nobody_speaks_again_within_the_gap_while_enough_others_wait() => Lists.Sample(providers =>
    {
        var order = Interleaving.ByProvider(providers, provider => provider).ToList();

        for (var place = 0; place < order.Count; place++)
        {
            var others = order.Skip(place).Distinct().Count(provider => provider != order[place]);
            var again = place > 0 && order.Take(place).TakeLast(Interleaving.Gap).Contains(order[place]);
            Assert.False(again && others > Interleaving.Gap, $"place {place} of {string.Join(',', order)}");
        }
    });

    [Fact]
    public void A_batch_of_sixty_does_not_bury_the_day()
    {
        string[] arrivals = [.. Enumerable.Repeat("the batch", 60), .. Enumerable.Range(0, 60).Select(number => $"provider {number % 30}")];

        var page = Interleaving.ByProvider(arrivals, provider => provider).Take(FrontSheet.PiecesOnPage).ToList();

        Assert.Equal("the batch", page[0]);
        Assert.Equal(8, page.Count(provider => provider == "the batch"));
    }

    [Fact]
    public void Where_nobody_repeats_the_order_is_that_of_arrival()
    {
        string[] arrivals = ["a", "b", "c", "d", "e", "a", "b", "c"];

        Assert.Equal(arrivals, Interleaving.ByProvider(arrivals, provider => provider));
    }
}
