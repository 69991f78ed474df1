using System.Runtime.InteropServices;

namespace Griot.Site;

/// <summary>
/// The order of the front page: newest first, yet no provider stands again within <see cref="Gap"/> places while enough
/// others have something to say, so that one provider's batch never buries the day. Nothing is left out or favoured: each
/// provider's own pieces keep their order, and the result depends on the list alone.
/// </summary>
internal static class Interleaving
{
    /// <summary>Places that lie between two pieces of one provider where others can fill them.</summary>
    internal const int Gap = 4;

    /// <summary>Orders <paramref name="newestFirst"/>, lazily.</summary>
    internal static IEnumerable<T> ByProvider<T>(IReadOnlyList<T> newestFirst, Func<T, string> provider)
    {
        var queues = Queues(newestFirst, provider);
        for (var place = 0; place < newestFirst.Count; place++)
        {
            var next = Choose(queues, place);
            next.LastPlace = place;
            yield return newestFirst[next.Waiting.Dequeue()];
            if (next.Waiting.Count == 0) queues.Remove(next);
        }
    }

    // The newest whose provider has kept its distance; where nobody has, the one who has been silent for longest.
    private static Queued Choose(List<Queued> queues, int place)
    {
        Queued? newest = null;
        var patient = queues[0];
        foreach (var queue in CollectionsMarshal.AsSpan(queues))
        {
            if (place - queue.LastPlace > Gap && (newest is null || queue.Head < newest.Head)) newest = queue;
            if (queue.LastPlace < patient.LastPlace) patient = queue;
        }

        return newest ?? patient;
    }

    private static List<Queued> Queues<T>(IReadOnlyList<T> newestFirst, Func<T, string> provider)
    {
        var queues = new Dictionary<string, Queued>(StringComparer.Ordinal);
        for (var rank = 0; rank < newestFirst.Count; rank++)
        {
            ref var queue = ref CollectionsMarshal.GetValueRefOrAddDefault(queues, provider(newestFirst[rank]), out _);
            (queue ??= new Queued()).Waiting.Enqueue(rank);
        }

        return [.. queues.Values];
    }

    private sealed class Queued
    {
        internal Queue<int> Waiting { get; } = new();
        internal int LastPlace { get; set; } = int.MinValue / 2;
        internal int Head => Waiting.Peek();
    }
}
