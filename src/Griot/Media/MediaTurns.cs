namespace Griot.Media;

/// <summary>A picture or a document of which nothing was made yet.</summary>
/// <param name="Entry">Its number in the log.</param>
/// <param name="Provider">Whose it is.</param>
/// <param name="IsPicture">Else a document.</param>
internal sealed record MediaJob(long Entry, string Provider, bool IsPicture);

/// <summary>
/// Whose file comes next: each provider that waits has its turn, and of its own its pictures come before its documents. Who has
/// used up its time of the period comes after all others, so that nobody's 50,000 documents keep another's picture waiting for
/// longer than one of them takes. Used by one caller; holds a number for each file that waits.
/// </summary>
internal sealed class MediaTurns(TimeProvider time)
{
    /// <summary>The time that is one provider's in each period before others come first.</summary>
    internal static readonly TimeSpan Budget = TimeSpan.FromMinutes(5);

    /// <summary>After it all begin anew.</summary>
    internal static readonly TimeSpan Period = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Files> waiting = new(StringComparer.Ordinal);
    private readonly LinkedList<string> turns = new();
    private readonly Dictionary<string, TimeSpan> used = new(StringComparer.Ordinal);
    private long began = time.GetTimestamp();

    internal long Pictures { get; private set; }
    internal long Documents { get; private set; }

    internal void Add(MediaJob job)
    {
        if (!waiting.TryGetValue(job.Provider, out var files))
        {
            waiting[job.Provider] = files = new Files([], []);
            turns.AddLast(job.Provider);
        }

        (job.IsPicture ? files.Pictures : files.Documents).Enqueue(job.Entry);
        Count(job, 1);
    }

    /// <summary>Takes the next one; null: nobody waits.</summary>
    internal MediaJob? Take()
    {
        if (turns.First is null) return null;
        if (time.GetElapsedTime(began) >= Period) Renew();
        var turn = Turns().FirstOrDefault(node => used.GetValueOrDefault(node.Value) < Budget) ?? turns.First;
        turns.Remove(turn);
        var files = waiting[turn.Value];
        var isPicture = files.Pictures.Count > 0;
        var job = new MediaJob((isPicture ? files.Pictures : files.Documents).Dequeue(), turn.Value, isPicture);
        if (files.Pictures.Count + files.Documents.Count > 0) turns.AddLast(turn);
        else waiting.Remove(turn.Value);
        Count(job, -1);
        return job;
    }

    /// <summary>What was made for a provider took so long.</summary>
    internal void Spend(string provider, TimeSpan taken) => used[provider] = used.GetValueOrDefault(provider) + taken;

    private void Renew()
    {
        used.Clear();
        began = time.GetTimestamp();
    }

    private IEnumerable<LinkedListNode<string>> Turns()
    {
        for (var node = turns.First; node is not null; node = node.Next) yield return node;
    }

    private void Count(MediaJob job, int change)
    {
        if (job.IsPicture) Pictures += change;
        else Documents += change;
    }

    private sealed record Files(Queue<long> Pictures, Queue<long> Documents);
}
