using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Griot.Net.Tests;

/// <summary>What the fetching tests share: a way out with loopback opened, and answers as text.</summary>
internal static class Fetching
{
    public static readonly GuardOptions Loopback = new() { AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")] };

    public static GuardedHttp Http(
        GuardOptions? options = null, TimeProvider? time = null, Resolver? resolver = null, X509ChainPolicy? trust = null)
    {
        var clock = time ?? TimeProvider.System;
        return new GuardedHttp(new AddressGuard(options ?? Loopback), new HostPoliteness(TimeSpan.Zero, 100, clock), clock, resolver, trust);
    }

    public static FetchRequest Get(Uri address) => new() { Address = address, UserAgent = "Griot-Test" };

    public static async Task<FetchOutcome> FetchAsync(Uri address, GuardOptions? options = null)
    {
        using var http = Http(options);
        return await http.FetchAsync(Get(address), TestContext.Current.CancellationToken);
    }

    public static async Task<FetchOutcome> AnswerAsync(string response)
    {
        await using var server = new RawServer(response);
        return await FetchAsync(server.Uri());
    }

    public static string Ok(string body, params string[] headers) =>
        $"HTTP/1.1 200 OK\r\nContent-Length: {Encoding.Latin1.GetByteCount(body)}\r\n{string.Concat(headers.Select(line => line + "\r\n"))}\r\n{body}";

    public static string Redirect(int status, string to) => $"HTTP/1.1 {status} Moved\r\nLocation: {to}\r\nContent-Length: 0\r\n\r\n";

    public static string Coded(string coding, byte[] body) => Ok(Encoding.Latin1.GetString(body), $"Content-Encoding: {coding}");

    public static string Code(FetchOutcome outcome) => outcome switch
    {
        FetchOutcome.Refused refused => refused.Code,
        FetchOutcome.Failed failed => failed.Code,
        _ => outcome.ToString(),
    };
}
