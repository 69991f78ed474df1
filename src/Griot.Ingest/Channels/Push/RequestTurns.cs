namespace Griot.Ingest.Channels.Push;

/// <summary>Requests that name themselves alike come one after the other: who repeats one waits for its answer. Safe for any number of callers.</summary>
internal sealed class RequestTurns
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Turn> turns = new(StringComparer.Ordinal);

    /// <summary>Waits for its turn; whoever disposes of it gives it back.</summary>
    internal async Task<IDisposable> TakeAsync(string name, CancellationToken cancellation)
    {
        var turn = Hold(name);
        try
        {
            await turn.Free.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            Drop(turn);
            throw;
        }

        return new Held(this, turn);
    }

    private Turn Hold(string name)
    {
        lock (gate)
        {
            if (!turns.TryGetValue(name, out var turn)) turns[name] = turn = new Turn(name);
            turn.Holders++;
            return turn;
        }
    }

    private void Drop(Turn turn)
    {
        lock (gate)
        {
            if (--turn.Holders > 0) return;
            turns.Remove(turn.Name);
            turn.Free.Dispose();
        }
    }

    private sealed class Turn(string name)
    {
        internal string Name => name;
        internal SemaphoreSlim Free { get; } = new(1);
        internal int Holders { get; set; }
    }

    private sealed class Held(RequestTurns turns, Turn turn) : IDisposable
    {
        public void Dispose()
        {
            turn.Free.Release();
            turns.Drop(turn);
        }
    }
}
