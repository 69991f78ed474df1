using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Griot.Web;

/// <summary>
/// Has a page that is kept answered by the very thread that hears of the reader's request, which the pool would else have to be
/// woken for: beside searches a thread that wakes up may wait for milliseconds, and the page takes a hundredth of one (decision 54).
/// Whatever else is asked for leaves that thread at once (<see cref="LeaveAsync"/>): it hears of all readers, and may never wait.
/// <para>.NET gives the setting to processes (an environment variable) and, by a name of its own, to single sockets; here only readers'
/// sockets have it, so that what is fetched and mailed is none of its business. A .NET without that name answers from the pool.</para>
/// </summary>
internal static class ReaderSockets
{
    private static readonly Pool AnyOfPool = new();

    /// <summary>Listens for readers.</summary>
    internal static void Listen(IWebHostBuilder host, IPEndPoint point)
    {
        host.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        host.ConfigureKestrel(kestrel => kestrel.Listen(point, static connections => connections.Use(static next => connection =>
        {
            if (connection.Features.Get<IConnectionSocketFeature>() is { } readers && Answers(readers.Socket)) connection.Features.Set(Mark.Set);
            return next(connection);
        })));
    }

    /// <summary>
    /// Goes on with a request in the pool, and stays there: whatever it waits for, a slow reader's form among it, goes on in the pool, too.
    /// Elsewhere than on a reader's socket nothing changes.
    /// </summary>
    internal static Task LeaveAsync(HttpContext context, RequestDelegate next) => context.Features.Get<Mark>() is null
        ? next(context)
        : Task.Factory.StartNew(() => next(context), CancellationToken.None, TaskCreationOptions.DenyChildAttach, AnyOfPool).Unwrap();

    private static bool Answers(Socket socket)
    {
        try
        {
            AnswerAtOnce(socket, true);
            return true;
        }
        catch (MissingMethodException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_PreferInlineCompletions")]
    private static extern void AnswerAtOnce(Socket socket, bool value);

    private sealed class Mark
    {
        internal static readonly Mark Set = new();
    }

    // The pool, as a scheduler that is not the default one: only such a one takes back what goes on after a wait.
    private sealed class Pool : TaskScheduler
    {
        protected override void QueueTask(Task task) => ThreadPool.UnsafeQueueUserWorkItem(static state => state.Pool.TryExecuteTask(state.Task), (Pool: this, Task: task), preferLocal: false);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
