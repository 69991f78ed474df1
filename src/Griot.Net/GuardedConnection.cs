using System.Net;
using System.Net.Sockets;

namespace Griot.Net;

/// <summary>Finds the addresses of a host name; the system's resolver unless a test says otherwise.</summary>
public delegate Task<IPAddress[]> Resolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens the connections of one handler: resolves, has every resolved address judged, and connects to nothing but an
/// address that was judged. There is no second resolution that could answer differently.
/// </summary>
internal sealed class GuardedConnection(AddressGuard guard, Resolver resolve, bool registered)
{
    /// <summary>How long one of several addresses may keep the others waiting.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="ConnectionDenied">The outcome it carries is the outcome of the fetch.</exception>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var resolved = await ResolveAsync(host, cancellationToken);
        var permitted = resolved.Where(address => guard.Permits(address, port, registered)).ToArray();
        return permitted.Length > 0
            ? await ConnectAsync(permitted, port, cancellationToken)
            : throw new ConnectionDenied(Refusal(host, resolved[0], port));
    }

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host, out var literal)) return [literal];
        if (IsLocalhost(host)) return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        try
        {
            var resolved = await resolve(host, cancellationToken);
            if (resolved.Length > 0) return resolved;
        }
        catch (SocketException fault) when (fault.SocketErrorCode != SocketError.OperationAborted)
        {
            throw new ConnectionDenied(new FetchOutcome.Failed("dns", $"The name {host} could not be resolved: {fault.SocketErrorCode}."));
        }

        throw new ConnectionDenied(new FetchOutcome.Failed("dns", $"The name {host} has no address."));
    }

    /// <summary>RFC 6761, section 6.3: these names are loopback, and no resolver is asked.</summary>
    private static bool IsLocalhost(string host)
    {
        var name = host.AsSpan().TrimEnd('.');
        return name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
    }

    private FetchOutcome.Refused Refusal(string host, IPAddress address, int port) =>
        guard.Judge(address, port, registered) == AddressVerdict.OwnPort
            ? new("own-port", $"{host} port {port} is a port of this program.")
            : new("special-address", $"{host} is at {address}, which is not a public address; --allow-network opens such a network to registered addresses.");

    private static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        for (var i = 0; i < addresses.Length - 1; i++)
            if (await TryConnectAsync(addresses[i], port, cancellationToken) is { } stream) return stream;
        return await ConnectAsync(addresses[^1], port, cancellationToken);
    }

    private static async Task<Stream?> TryConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await ConnectAsync(address, port, patience.Token);
        }
        catch (SocketException)
        {
            return null; // The next address is tried; the last one's fault is the one told.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static async Task<Stream> ConnectAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Carries an outcome through the HTTP handler, which knows exceptions only.</summary>
internal sealed class ConnectionDenied(FetchOutcome outcome) : IOException(outcome.ToString())
{
    public FetchOutcome Outcome => outcome;
}
