using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// The one writer of this process. Everything that waits when a transaction ends goes into the next one together, so that
/// a busy hour costs few syncs and a lone delivery costs no wait. Each caller is answered after the commit, never before.
/// Other processes take turns by SQLite's own lock.
/// </summary>
internal sealed class GroupCommit : IAsyncDisposable
{
    private const int MostInOneTransaction = 512;

    // Bounded: when the disk is slower than what comes in, those who bring it wait; memory does not grow.
    private readonly Channel<Work> waiting = Channel.CreateBounded<Work>(2048);
    private readonly SqliteConnection connection;
    private readonly Action committed;
    private readonly Task loop;

    /// <param name="connection">Its own from now on.</param>
    /// <param name="committed">Called after each commit, before those who wait for it are answered.</param>
    internal GroupCommit(SqliteConnection connection, Action committed)
    {
        (this.connection, this.committed) = (connection, committed);
        loop = Task.Run(WriteAsync);
    }

    /// <summary>Does <paramref name="write"/> inside a transaction and answers when that transaction is durable.</summary>
    internal async Task<T> RunAsync<T>(Func<SqliteTransaction, T> write, CancellationToken cancellation)
    {
        var work = new Work<T>(write);
        await waiting.Writer.WriteAsync(work, cancellation);
        return await work.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await loop;
    }

    private async Task WriteAsync()
    {
        List<Work> group = [];
        while (await waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < MostInOneTransaction && waiting.Reader.TryRead(out var work)) group.Add(work);
            Commit(group);
        }
    }

    // One bad piece of work must not cost its neighbours: a group that fails is tried again one by one. A store that can't
    // be written fails all of them at once: 500 attempts that each wait a minute for a lock would be a dead process.
    private void Commit(List<Work> group)
    {
        if (TryCommit(group) is not { } failure) return;
        if (group.Count == 1 || StoreFaults.Explain(failure) is not null) foreach (var work in group) work.Fail(failure);
        else foreach (var work in group) Commit([work]);
    }

    private Exception? TryCommit(List<Work> group)
    {
        try
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            foreach (var work in group) work.Write(transaction);
            transaction.Commit();
        }
        catch (Exception failure)
        {
            return failure;
        }

        committed();
        foreach (var work in group) work.Acknowledge();
        return null;
    }

    private abstract class Work
    {
        internal abstract void Write(SqliteTransaction transaction);

        internal abstract void Acknowledge();

        internal abstract void Fail(Exception failure);
    }

    private sealed class Work<T>(Func<SqliteTransaction, T> write) : Work
    {
        private T? result;

        internal TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal override void Write(SqliteTransaction transaction) => result = write(transaction);

        internal override void Acknowledge() => Done.SetResult(result!);

        internal override void Fail(Exception failure) => Done.SetException(failure);
    }
}
