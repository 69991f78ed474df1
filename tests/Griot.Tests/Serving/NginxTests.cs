using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Griot.Testing;
using Griot.Tests.Running;

namespace Griot.Tests.Serving;

/// <summary>The very configuration that the documentation shows, in a real nginx.</summary>
public sealed partial class NginxTests
{
    [Fact, Trait("Speed", "slow")]
    public async Task The_site_stands_behind_the_nginx_of_the_documentation()
    {
        var program = Program();
        Assert.SkipWhen(program is null, "nginx is not installed: the site behind a proxy is not tested");
        await using var stand = await FeedStand.OpenAsync();
        using var house = new DataFolder();
        await house.AddAsync("Le Pont", stand.Put("pont", Rss.Feed(Rss.Item("a", "Le pont rouvre", "Enfin."))));
        await house.PollAsync();
        var (plain, secure) = (GriotProgram.FreePort(), GriotProgram.FreePort());
        await using var site = await house.OpenAsync("--public-url", "https://news.example.org", "--trusted-proxy", "127.0.0.1/32");
        using var nginx = Start(program!, house, site.Port, plain, secure);
        try
        {
            using var reader = Reader(plain, secure);
            await Eventually.TrueAsync(() => AnswersAsync(reader), () => nginx.HasExited ? nginx.StandardError.ReadToEnd() : "nginx does not answer");
            await ReadAsync(reader);
        }
        finally
        {
            nginx.Kill(entireProcessTree: true);
            await nginx.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task ReadAsync(HttpClient reader)
    {
        using var unsafely = await reader.GetAsync(new Uri("http://news.example.org/fr?x=1"));
        Assert.Equal((HttpStatusCode.MovedPermanently, "https://news.example.org/fr?x=1"), (unsafely.StatusCode, unsafely.Headers.Location!.OriginalString));
        using var front = await reader.GetAsync(new Uri("https://news.example.org/"));
        Assert.Equal((HttpStatusCode.Redirect, "/fr"), (front.StatusCode, front.Headers.Location!.OriginalString));
        Assert.Contains("Le pont rouvre", await reader.GetStringAsync(new Uri("https://news.example.org/fr")), StringComparison.Ordinal);
        var feed = await reader.GetStringAsync(new Uri("https://news.example.org/feeds/all.atom"));
        Assert.Contains("https://news.example.org/fr/le-pont/", feed, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", feed, StringComparison.Ordinal);

        // What a client writes into the header itself is not believed: all six come from one address.
        var last = HttpStatusCode.Unused;
        for (var number = 1; number <= 6; number++) last = await AskAsync(reader, number);
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient reader, int number)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("https://news.example.org/fr/contact"));
        request.Content = new FormUrlEncodedContent([KeyValuePair.Create("text", $"Question {number} ?")]);
        request.Headers.Add("Origin", "https://news.example.org");
        request.Headers.Add("X-Forwarded-For", $"198.51.100.{number}");
        using var answer = await reader.SendAsync(request);
        return answer.StatusCode;
    }

    private static async Task<bool> AnswersAsync(HttpClient reader)
    {
        try
        {
            using var answer = await reader.GetAsync(new Uri("https://news.example.org/health"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // As a reader whose name server leads to this machine.
    private static HttpClient Reader(int plain, int secure) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=news.example.org" },
        ConnectCallback = async (context, cancellation) =>
        {
            var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port == 80 ? plain : secure, cancellation);
            return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
        },
    });

    private static Process Start(string program, DataFolder house, int griot, int plain, int secure)
    {
        var (certificate, key) = Certificate();
        var text = Snippet().Match(File.ReadAllText(Path.Combine(SharedMaterial.Checkout(), "docs", "operating", "behind-a-proxy.md"))).Groups["config"].Value
            .Replace("listen 80;", $"listen 127.0.0.1:{plain};", StringComparison.Ordinal)
            .Replace("listen 443 ssl;", $"listen 127.0.0.1:{secure} ssl;", StringComparison.Ordinal)
            .Replace("listen [::]:80;", "", StringComparison.Ordinal).Replace("listen [::]:443 ssl;", "", StringComparison.Ordinal)
            .Replace("/etc/letsencrypt/live/news.example.org/fullchain.pem", house.Write("certificate.pem", certificate), StringComparison.Ordinal)
            .Replace("/etc/letsencrypt/live/news.example.org/privkey.pem", house.Write("key.pem", key), StringComparison.Ordinal)
            .Replace("127.0.0.1:8080", $"127.0.0.1:{griot}", StringComparison.Ordinal)
            .Replace("http {", $"http {{ access_log off; {string.Join(' ', Temporaries.Select(kind => $"{kind}_temp_path {house.File(kind)};"))}", StringComparison.Ordinal);
        var config = house.Write("nginx.conf", $"daemon off; pid {house.File("pid")}; {text}");
        return Process.Start(new ProcessStartInfo(program, ["-p", Path.GetDirectoryName(config)!, "-e", house.File("errors"), "-c", config]) { UseShellExecute = false, RedirectStandardError = true })!;
    }

    private static (string Certificate, string Key) Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=news.example.org", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    private static string? Program() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Select(folder => Path.Combine(folder, "nginx")).FirstOrDefault(File.Exists);

    private static readonly string[] Temporaries = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

    [GeneratedRegex("```nginx\n(?<config>[^`]*)```", RegexOptions.NonBacktracking)]
    private static partial Regex Snippet();
}
