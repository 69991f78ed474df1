using System.Net;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Griot.Ingest.Channels.Push;
using Microsoft.AspNetCore.Http;
using NSec.Cryptography;

namespace Griot.Ingest.Tests.Push;

/// <summary>RFC 9421 with Ed25519, and RFC 9530.</summary>
public sealed class SignatureTests : IAsyncLifetime, IDisposable
{
    private const string Covered = "\"@method\" \"@target-uri\" \"content-digest\" \"content-type\"";
    private readonly NSec.Cryptography.Key key = new(SignatureAlgorithm.Ed25519);
    private Door door = null!;
    private string keyId = "";

    public async ValueTask InitializeAsync()
    {
        door = await Door.OpenAsync();
        keyId = (await door.Keys.AddSigningKeyAsync(door.Channel, Convert.ToBase64String(key.PublicKey.Export(KeyBlobFormat.RawPublicKey)), default))!.Id;
    }

    public ValueTask DisposeAsync() => door.DisposeAsync();

    public void Dispose() => key.Dispose();

    [Fact]
    public async Task A_signed_request_is_taken_and_its_signature_kept_beside_the_delivery()
    {
        using var answer = await SendAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var headers = door.World.EnvelopeOf(Assert.Single(door.World.Entries())).Headers!;
        Assert.Equal(keyId, headers["Griot-Key"]);
        Assert.StartsWith("sig1=:", headers["Signature"], StringComparison.Ordinal);
        Assert.Contains(Covered, headers["Signature-Input"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task D04_a_request_that_is_replayed_is_refused()
    {
        var created = Now;
        using var first = await SendAsync(created: created);
        door.World.Time.Advance(TimeSpan.FromSeconds(20));
        using var again = await SendAsync(created: created);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (first.StatusCode, again.StatusCode));
        Assert.Single(door.World.Entries());
    }

    [Fact]
    public async Task D04_a_replayed_request_gets_its_first_answer_where_it_has_an_idempotency_key()
    {
        var created = Now;
        using var first = await SendAsync(covered: Covered + " \"idempotency-key\"", created: created, idempotency: "k");
        using var again = await SendAsync(covered: Covered + " \"idempotency-key\"", created: created, idempotency: "k");
        using var uncovered = await SendAsync(idempotency: "k");
        Assert.Equal(HttpStatusCode.Unauthorized, uncovered.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Single(door.World.Entries());
    }

    [Fact]
    public async Task Another_body_than_the_signed_one_is_refused()
    {
        using var answer = await SendAsync(sent: Feeds.Json(Feeds.Member("other")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(door.World.Entries());
    }

    [Theory]
    [InlineData("\"@method\" \"@target-uri\" \"content-digest\"", 0, "ed25519")]
    [InlineData("\"@method\" \"@target-uri\" \"content-type\"", 0, "ed25519")]
    [InlineData("\"@method\" \"content-digest\" \"content-type\"", 0, "ed25519")]
    [InlineData("\"@method\" \"@path\" \"content-digest\" \"content-type\"", 0, "ed25519")]
    [InlineData("\"@target-uri\" \"content-digest\" \"content-type\"", 0, "ed25519")]
    [InlineData(Covered, -301, "ed25519")]
    [InlineData(Covered, 61, "ed25519")]
    [InlineData(Covered, 0, "hmac-sha256")]
    [InlineData(Covered + " \"x-absent\"", 0, "ed25519")]
    [InlineData(Covered + " \"@method\"", 0, "ed25519")]
    public async Task A_signature_that_covers_too_little_or_is_not_young_is_none(string covered, int created, string algorithm)
    {
        using var answer = await SendAsync(covered: covered, created: Now + created, algorithm: algorithm);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(door.World.Entries());
    }

    [Theory]
    [InlineData("\"@method\" \"@authority\" \"@path\" \"content-digest\" \"content-type\"")]
    [InlineData("\"content-digest\" \"@request-target\" \"@authority\" \"@scheme\" \"@query\" \"@method\" \"content-type\"")]
    public async Task What_is_covered_may_be_named_in_any_order(string covered)
    {
        using var answer = await SendAsync(covered: covered);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Another_channel_does_not_take_it_nor_a_key_that_has_ended()
    {
        var theirs = await door.ProviderAsync("La Voix de Ségou");
        using var elsewhere = await SendAsync(channel: theirs.Channel);
        Assert.True(await door.Keys.EndAsync(keyId, default));
        using var ended = await SendAsync();
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (elsewhere.StatusCode, ended.StatusCode));
    }

    [Fact]
    public async Task A_key_may_be_given_as_a_pem_and_one_key_opens_one_channel()
    {
        using var another = new NSec.Cryptography.Key(SignatureAlgorithm.Ed25519);
        var theirs = await door.ProviderAsync("La Voix de Ségou");
        var added = await door.Keys.AddSigningKeyAsync(theirs.Channel, Encoding.UTF8.GetString(another.PublicKey.Export(KeyBlobFormat.PkixPublicKeyText)), default);
        Assert.Equal(another.PublicKey.Export(KeyBlobFormat.RawPublicKey), added!.PublicKey);
        Assert.Null(await door.Keys.AddSigningKeyAsync(theirs.Channel, Convert.ToBase64String(key.PublicKey.Export(KeyBlobFormat.RawPublicKey)), default));
        Assert.Null(await door.Keys.AddSigningKeyAsync(theirs.Channel, "no key", default));
        Assert.Null(await door.Keys.AddSigningKeyAsync(theirs.Channel, Convert.ToBase64String(new byte[31]), default));
    }

    [Fact]
    public async Task A_key_that_ends_while_the_body_is_on_its_way_opens_nothing()
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, door.Client.BaseAddress!.Port);
        await using var stream = socket.GetStream();
        var body = Encoding.UTF8.GetBytes(Feeds.Json(Feeds.Member("a")));
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /deliver/{door.Channel} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {door.Key}\r\nContent-Type: application/feed+json\r\nContent-Length: {body.Length}\r\n\r\n"));
        await stream.WriteAsync(body.AsMemory(0, 10));
        await Task.Delay(300);
        foreach (var one in door.Keys.Of(door.Channel)) await door.Keys.EndAsync(one.Id, default);
        await stream.WriteAsync(body.AsMemory(10));
        var answer = new byte[32];
        Assert.Contains("401", Encoding.ASCII.GetString(answer, 0, await stream.ReadAsync(answer)), StringComparison.Ordinal);
        Assert.Empty(door.World.Entries());
    }

    [Fact]
    public void The_signature_base_of_RFC_9421_section_2_5_is_made()
    {
        // The example of the RFC: what is signed of this request.
        const string input = "sig1=(\"@method\" \"@authority\" \"@path\" \"content-digest\" \"content-length\" \"content-type\");created=1618884473;keyid=\"test-key-rsa-pss\"";
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path, request.QueryString) = ("POST", "/foo", new QueryString("?param=Value&Pet=dog"));
        request.Headers["Content-Digest"] = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:";
        request.Headers["Content-Length"] = "18";
        request.Headers["Content-Type"] = "application/json";
        var text = new SignedRequest(request, new Uri("https://example.com")).Base(Assert.Single(SignatureInput.Parse(input)));
        Assert.Equal(
            """
            "@method": POST
            "@authority": example.com
            "@path": /foo
            "content-digest": sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:
            "content-length": 18
            "content-type": application/json
            "@signature-params": ("@method" "@authority" "@path" "content-digest" "content-length" "content-type");created=1618884473;keyid="test-key-rsa-pss"
            """.ReplaceLineEndings("\n"),
            Encoding.UTF8.GetString(text!));
        Assert.True(RequestSignature.IsOf(request, "{\"hello\": \"world\"}"u8));
        Assert.False(RequestSignature.IsOf(request, "{\"hello\": \"World\"}"u8));
    }

    [Fact]
    public void The_example_of_appendix_B_2_5_is_signed_as_in_the_RFC()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers["Date"] = "Tue, 20 Apr 2021 02:07:55 GMT";
        request.Headers["Content-Type"] = "application/json";
        var input = Assert.Single(SignatureInput.Parse("sig-b25=(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\""));
        var secret = Convert.FromBase64String("uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==");
        var signature = ByteFields.Parse("sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:")["sig-b25"];
        Assert.Equal(signature, HMACSHA256.HashData(secret, new SignedRequest(request, new Uri("https://example.com")).Base(input)!));
    }

    [Fact]
    public void Whatever_stands_in_the_headers_is_read_or_refused_and_written_the_same() =>
        Gen.OneOf(Gen.String[Gen.Char["abc-1=();,:\"@ \t*é\\"], 0, 60], Gen.String).Sample(header =>
        {
            _ = ByteFields.Parse(header);
            foreach (var input in SignatureInput.Parse(header))
                Assert.Equal(input.Written(), Assert.Single(SignatureInput.Parse($"x={input.Written()}")).Written());
        });

    private long Now => door.World.Time.GetUtcNow().ToUnixTimeSeconds();

    private async Task<HttpResponseMessage> SendAsync(string? sent = null, string covered = Covered, long? created = null, string algorithm = "ed25519", string? channel = null, string? idempotency = null)
    {
        var body = Encoding.UTF8.GetBytes(Feeds.Json(Feeds.Member("a")));
        var path = $"/deliver/{channel ?? door.Channel}";
        var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";
        var parameters = $"({covered});created={created ?? Now};keyid=\"{keyId}\";alg=\"{algorithm}\"";
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["\"@method\""] = "POST",
            ["\"@target-uri\""] = Door.PublicUrl + path,
            ["\"@authority\""] = "griot.example",
            ["\"@scheme\""] = "https",
            ["\"@path\""] = path,
            ["\"@query\""] = "?",
            ["\"@request-target\""] = path,
            ["\"content-digest\""] = digest,
            ["\"content-type\""] = "application/feed+json",
            ["\"idempotency-key\""] = idempotency ?? "",
            ["\"x-absent\""] = "",
        };
        var text = string.Concat(covered.Split(' ').Select(name => $"{name}: {values[name]}\n")) + $"\"@signature-params\": {parameters}";
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(sent is null ? body : Encoding.UTF8.GetBytes(sent)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/feed+json");
        request.Headers.Add("Content-Digest", digest);
        request.Headers.Add("Signature-Input", $"sig1={parameters}");
        request.Headers.Add("Signature", $"sig1=:{Convert.ToBase64String(SignatureAlgorithm.Ed25519.Sign(key, Encoding.UTF8.GetBytes(text)))}:");
        if (idempotency is not null) request.Headers.Add("Idempotency-Key", idempotency);
        return await door.Client.SendAsync(request);
    }
}
