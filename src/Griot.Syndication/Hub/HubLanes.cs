using Griot.Net;

namespace Griot.Syndication.Hub;

/// <summary>From which places a subscriber is told.</summary>
internal enum HubLane
{
    /// <summary>It answered at once when it was told last.</summary>
    Quick,

    /// <summary>Nothing is known of it since the start, or it took a second or two.</summary>
    Fair,

    /// <summary>It failed, or took long.</summary>
    Slow,
}

/// <summary>
/// How soon each subscriber answered, and the places for those of a kind: whoever answers just in time, or not at all, keeps
/// those waiting that do alike, and nobody else. From the places for the quicker nobody is waited for longer than
/// <see cref="Patience"/>: such a one is told again from those for the slow, and that is no failure. Kept in memory: after a start a slow
/// one is met once more. Safe for any number of callers.
/// </summary>
internal sealed class HubLanes
{
    /// <summary>For whom there is a place with the quicker: the whole time that one is held.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>For how long one among the slow waits for its turn at its host, which may have much else to answer.</summary>
    internal static readonly TimeSpan PatienceOfSlow = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1);
    private const int MostKnown = 50_000;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Callback, string Topic), HubLane> known = [];

    // Never disposed: no handle is ever taken of them.
    private SemaphoreSlim Quick { get; } = new(24);
    private SemaphoreSlim Fair { get; } = new(24);
    private SemaphoreSlim Slow { get; } = new(16);

    internal HubLane Of(Subscriber subscriber)
    {
        if (subscriber.Failures > 0) return HubLane.Slow;
        lock (gate) return known.GetValueOrDefault(Key(subscriber), HubLane.Fair);
    }

    internal SemaphoreSlim Places(HubLane lane) => lane switch
    {
        HubLane.Quick => Quick,
        HubLane.Fair => Fair,
        _ => Slow,
    };

    /// <summary>Remembers how it did.</summary>
    internal void Note(Subscriber subscriber, CallOutcome outcome)
    {
        var lane = outcome is CallOutcome.Answered answer ? LaneOf(answer.Took) : HubLane.Slow;
        lock (gate)
        {
            // Callbacks of subscriptions that have ended go with the others.
            if (known.Count >= MostKnown) known.Clear();
            known[Key(subscriber)] = lane;
        }
    }

    // What waits in one lane is never moved to another by the answer to another topic of the same callback: it would be sent twice.
    private static (string Callback, string Topic) Key(Subscriber subscriber) => (subscriber.Callback, subscriber.Topic);

    private static HubLane LaneOf(TimeSpan took) => took < AtOnce ? HubLane.Quick : took < Patience ? HubLane.Fair : HubLane.Slow;
}
