using System.Collections.Concurrent;

namespace Griot.Web;

/// <summary>One at a time makes a page; whoever asks for it meanwhile waits for that one. Pages that can't be kept keep nobody waiting twice.</summary>
internal sealed class Turns
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> running = new(StringComparer.Ordinal);

    /// <summary>Takes the turn of a page, if nobody has it; else gives what tells, at its end, whether the page was kept.</summary>
    internal Turn Take(string key)
    {
        var mine = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var holder = running.GetOrAdd(key, mine);
        return new Turn(this, key, holder, ReferenceEquals(holder, mine));
    }

    /// <param name="turns">Where it was taken.</param>
    /// <param name="key">The page.</param>
    /// <param name="holder">Ends with the turn.</param>
    /// <param name="isMine">True where the page is the caller's to make.</param>
    internal readonly struct Turn(Turns turns, string key, TaskCompletionSource<bool> holder, bool isMine)
    {
        internal bool IsMine => isMine;

        internal Task<bool> Ended => holder.Task;

        internal void End(bool isKept)
        {
            turns.running.TryRemove(new KeyValuePair<string, TaskCompletionSource<bool>>(key, holder));
            holder.TrySetResult(isKept);
        }
    }
}
