using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using static Griot.Net.Tests.Fetching;

namespace Griot.Net.Tests;

public sealed class TlsTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private readonly ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 root;

    public TlsTests()
    {
        var request = new CertificateRequest("CN=Griot test root", rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        root = request.CreateSelfSigned(Now.AddYears(-3), Now.AddYears(3));
    }

    public void Dispose()
    {
        root.Dispose();
        rootKey.Dispose();
    }

    [Fact]
    public async Task A_trusted_certificate_is_fetched_from_and_its_key_is_told()
    {
        using var certificate = Issue("feed.example", Now.AddDays(1));

        var fetched = Assert.IsType<FetchOutcome.Fetched>(await FetchAsync(certificate));

        Assert.True(fetched.Tls);
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo())), fetched.TlsKeyHash);
    }

    [Fact]
    public async Task N14_an_expired_certificate_is_not_trusted()
    {
        using var certificate = Issue("feed.example", Now.AddDays(-1));

        Assert.Equal("tls", Code(await FetchAsync(certificate)));
    }

    [Fact]
    public async Task N14_a_certificate_of_another_name_is_not_trusted()
    {
        using var certificate = Issue("other.example", Now.AddDays(1));

        Assert.Equal("tls", Code(await FetchAsync(certificate)));
    }

    [Fact]
    public async Task N14_a_self_signed_certificate_is_not_trusted_and_nothing_goes_out_in_the_clear()
    {
        using var certificate = Issue("feed.example", Now.AddDays(1));
        await using var server = new RawServer(Ok("x"), certificate: certificate);
        using var http = Http(resolver: Here);

        var outcome = await http.FetchAsync(Get(server.Uri(host: "feed.example")), TestContext.Current.CancellationToken);

        Assert.Equal("tls", Code(outcome));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_without_TLS_on_an_https_address_is_no_reason_to_go_without()
    {
        await using var server = new RawServer(Ok("x"));
        using var http = Http();

        var outcome = await http.FetchAsync(Get(new Uri($"https://127.0.0.1:{server.Port}/")), TestContext.Current.CancellationToken);

        Assert.IsType<FetchOutcome.Failed>(outcome);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task N06_a_redirect_from_https_to_http_is_refused()
    {
        using var certificate = Issue("feed.example", Now.AddDays(1));

        Assert.Equal("downgrade", Code(await FetchAsync(certificate, Redirect(301, "http://feed.example/"))));
    }

    private static Task<IPAddress[]> Here(string host, CancellationToken cancellationToken) => Task.FromResult(new[] { IPAddress.Loopback });

    private async Task<FetchOutcome> FetchAsync(X509Certificate2 certificate, string? answer = null)
    {
        await using var server = new RawServer(answer ?? Ok("x"), certificate: certificate);
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { root },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        using var http = Http(resolver: Here, trust: trust);
        return await http.FetchAsync(Get(server.Uri(host: "feed.example")), TestContext.Current.CancellationToken);
    }

    private X509Certificate2 Issue(string name, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var bare = request.Create(root, Now.AddYears(-2), until, RandomNumberGenerator.GetBytes(8));
        using var whole = bare.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), password: null);
    }
}
