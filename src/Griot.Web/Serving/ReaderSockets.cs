using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
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

    /// <summary>Listens for readers, and has so many connections at once; whoever comes then is refused at once.</summary>
    internal static void Listen(IWebHostBuilder host, IPEndPoint point, int most, TimeProvider time)
    {
        host.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        host.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = most;
            // Nothing here speaks anything but HTTP.
            kestrel.Limits.MaxConcurrentUpgradedConnections = 0;
            (kestrel.Limits.KeepAliveTimeout, kestrel.Limits.RequestHeadersTimeout) = (Silence.LongestBetween, Silence.LongestHead);
            kestrel.Listen(point, connections => connections.Use(next => connection =>
            {
                if (connection.Features.Get<IConnectionSocketFeature>() is { } readers && Answers(readers.Socket)) connection.Features.Set(new SocketTurn(time));
                return ServeAsync(connection, next, time);
            }));
        });
    }

    /// <summary>
    /// Goes on with a request in the pool, and stays there: whatever it waits for, a slow reader's form among it, goes on in the pool, too.
    /// Only what the framework does of its own with a write that had to wait (compressing the next 64 kB of it) is done by the sockets'
    /// thread. Elsewhere than on a reader's socket nothing changes.
    /// </summary>
    internal static Task LeaveAsync(HttpContext context, RequestDelegate next) => context.Features.Get<SocketTurn>() is null
        ? next(context)
        : Task.Factory.StartNew(() => next(context), CancellationToken.None, TaskCreationOptions.DenyChildAttach, AnyOfPool).Unwrap();

    /// <summary>
    /// False for whoever sends one request behind the other without waiting for answers: as long as more of them are there, the thread would
    /// come to nobody else.
    /// </summary>
    internal static bool MayStay(HttpContext context) => context.Features.Get<SocketTurn>() is not { } turn || turn.IsNotOver();

    private static async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next, TimeProvider time)
    {
        if (await Silence.EndsAsync(connection, time)) await next(connection);
    }

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

    // The pool, as a scheduler that is not the default one: only such a one takes back what goes on after a wait.
    private sealed class Pool : TaskScheduler
    {
        protected override void QueueTask(Task task) => ThreadPool.UnsafeQueueUserWorkItem(static state => state.Pool.TryExecuteTask(state.Task), (Pool: this, Task: task), preferLocal: false);

        protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

        protected override IEnumerable<Task> GetScheduledTasks() => [];
    }
}
