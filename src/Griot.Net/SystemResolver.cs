using System.Net;

namespace Griot.Net;

/// <summary>
/// The system's resolver, on threads of its own. On Linux a lookup blocks its thread until the name server answers or the
/// system gives up, which a dead name server draws out for tens of seconds; on the pool's threads a few hundred such names
/// would stop the whole program, pages included.
/// </summary>
internal sealed class SystemResolver
{
    private const int MostLookups = 128;
    private const int StackBytes = 512 * 1024;
    private const int MostNameLetters = 253;

    /// <summary>Never disposed: a lookup may outlast everybody who waited for it.</summary>
    private SemaphoreSlim Slots { get; } = new(MostLookups, MostLookups);

    /// <exception cref="System.Net.Sockets.SocketException">The name is not known, or the name server can't be reached.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (host.Length > MostNameLetters) return [];
        await Slots.WaitAsync(cancellationToken);
        var found = new TaskCompletionSource<IPAddress[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => LookUp(host, found), StackBytes) { IsBackground = true, Name = "name lookup" }.Start();
        return await found.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Every fault goes to whoever waits; one that left the thread would end the process.</summary>
    private void LookUp(string host, TaskCompletionSource<IPAddress[]> found)
    {
        try
        {
            found.SetResult(Dns.GetHostAddresses(host));
        }
        catch (Exception fault)
        {
            found.SetException(fault);
        }
        finally
        {
            Slots.Release();
        }
    }
}
