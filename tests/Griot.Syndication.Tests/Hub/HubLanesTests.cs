using Griot.Net;
using Griot.Syndication.Hub;

namespace Griot.Syndication.Tests.Hub;

/// <summary>From which places a subscriber is told.</summary>
public sealed class HubLanesTests
{
    private static readonly Subscriber One = new("https://desk.example/hook", "https://griot.example/feeds/all.atom", null, 0);

    [Fact]
    public void An_answer_to_one_topic_moves_no_other_that_waits_for_the_same_callback()
    {
        var lanes = new HubLanes();
        lanes.Note(One, new CallOutcome.Answered(204, [], null, TimeSpan.FromMilliseconds(20)));

        Assert.Equal((HubLane.Quick, HubLane.Fair), (lanes.Of(One), lanes.Of(One with { Topic = "https://griot.example/feeds/le-pont.atom" })));
    }

    [Fact]
    public void Whose_host_is_busy_waits_for_its_turn_among_the_slow()
    {
        var lanes = new HubLanes();
        lanes.Note(One, new CallOutcome.Failed("busy", "Its turn did not come."));

        Assert.Equal(HubLane.Slow, lanes.Of(One));
        Assert.True(HubLanes.PatienceOfSlow > HubLanes.Patience);
    }
}
