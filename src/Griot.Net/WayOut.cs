using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Griot.Net;

/// <summary>
/// The two pools of connections. A connection made under the operator's allowance lies in its own pool, and only requests
/// with the same allowance are sent there: what a registered address may reach, a redirect or a picture can't reuse.
/// </summary>
internal sealed class WayOut : IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);
    private readonly HttpMessageInvoker open;
    private readonly HttpMessageInvoker registered;
    private readonly TlsKeys keys = new();

    /// <param name="trust">What TLS certificates are checked against; null for the system's trust.</param>
    public WayOut(AddressGuard guard, Resolver resolve, X509ChainPolicy? trust)
    {
        open = new HttpMessageInvoker(Handler(new GuardedConnection(guard, resolve, registered: false), trust));
        registered = new HttpMessageInvoker(Handler(new GuardedConnection(guard, resolve, registered: true), trust));
    }

    /// <summary>Sends one request and returns when the headers are read.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, bool allowance, CancellationToken cancellationToken) =>
        (allowance ? registered : open).SendAsync(request, cancellationToken);

    /// <summary>The key of the newest TLS connection to the host, or null.</summary>
    public string? KeyOf(Uri address) => keys.Find(address);

    public void Dispose()
    {
        open.Dispose();
        registered.Dispose();
    }

    private SocketsHttpHandler Handler(GuardedConnection connection, X509ChainPolicy? trust) => new()
    {
        ConnectCallback = connection.OpenAsync,
        PlaintextStreamFilter = keys.NoteAsync,
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = trust },
        ConnectTimeout = ConnectTimeout,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 64,
        MaxResponseDrainSize = 64 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        MaxConnectionsPerServer = 8,
        PooledConnectionLifetime = TimeSpan.FromMinutes(3),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    };

    /// <summary>Public keys seen in handshakes, by host and port; forgotten all at once where an attacker makes them too many.</summary>
    private sealed class TlsKeys
    {
        private const int Most = 10_000;
        private readonly Lock door = new();
        private readonly Dictionary<(string Host, int Port), string> seen = [];

        public string? Find(Uri address)
        {
            lock (door) return seen.GetValueOrDefault(Key(address));
        }

        public ValueTask<Stream> NoteAsync(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
        {
            if (context.PlaintextStream is SslStream { RemoteCertificate: X509Certificate2 certificate }
                && context.InitialRequestMessage.RequestUri is { } address)
                Note(Key(address), Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())));
            return ValueTask.FromResult(context.PlaintextStream);
        }

        private static (string Host, int Port) Key(Uri address) => (WebAddress.Host(address), address.Port);

        private void Note((string Host, int Port) server, string hash)
        {
            lock (door)
            {
                if (seen.Count >= Most) seen.Clear();
                seen[server] = hash;
            }
        }
    }
}
