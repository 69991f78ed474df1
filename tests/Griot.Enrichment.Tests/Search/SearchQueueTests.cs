using System.Net;
using Griot.Enrichment.Search;

namespace Griot.Enrichment.Tests.Search;

/// <summary>Who may wait for a place of the search.</summary>
public sealed class SearchQueueTests
{
    private readonly SearchQueue queue = new();

    [Fact]
    public void Whoever_asks_without_end_from_one_address_leaves_places_to_the_others()
    {
        var greedy = IPAddress.Parse("192.0.2.1");
        var entered = Enumerable.Range(0, 200).Count(_ => queue.Enter(greedy));

        Assert.Equal(SearchQueue.MostOfOne, entered);
        Assert.True(queue.Enter(IPAddress.Parse("192.0.2.2")));
        Assert.True(queue.Enter(sender: null));
        queue.Leave(greedy);
        Assert.True(queue.Enter(greedy));
        Assert.False(queue.Enter(greedy));
    }

    [Theory]
    [InlineData("2001:db8::1", "2001:db8::ffff:1")]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1")]
    public void The_addresses_of_one_household_have_one_share(string one, string other)
    {
        for (var number = 0; number < SearchQueue.MostOfOne; number++) Assert.True(queue.Enter(IPAddress.Parse(one)));

        Assert.False(queue.Enter(IPAddress.Parse(other)));
        Assert.True(queue.Enter(IPAddress.Parse("2001:db8:0:1::1")));
    }

    [Fact]
    public void There_are_so_many_places_in_all_and_those_that_are_given_back_are_there_again()
    {
        var all = Enumerable.Range(0, 100).Select(number => new IPAddress([192, 0, 2, (byte)number])).ToList();

        Assert.Equal(SearchQueue.Most, all.Count(queue.Enter));
        Assert.False(queue.Enter(sender: null));
        foreach (var sender in all.Take(SearchQueue.Most)) queue.Leave(sender);
        Assert.Equal(SearchQueue.Most, all.Count(queue.Enter));
    }
}
