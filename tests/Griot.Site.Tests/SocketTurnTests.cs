using Griot.Web;
using Microsoft.Extensions.Time.Testing;

namespace Griot.Site.Tests;

public sealed class SocketTurnTests
{
    [Fact]
    public void A_connection_has_so_many_requests_answered_in_its_turn_and_the_next_turn_comes_with_time()
    {
        var time = new FakeTimeProvider();
        var turn = new SocketTurn(time);

        for (var round = 0; round < 3; round++)
        {
            for (var request = 0; request < SocketTurn.Most; request++) Assert.True(turn.IsNotOver());
            for (var more = 0; more < 100; more++) Assert.False(turn.IsNotOver());
            time.Advance(SocketTurn.Span);
        }
    }
}
