using System.Security.Cryptography.X509Certificates;

namespace Griot.Net;

/// <summary>
/// The way out over HTTP for everything that fetches. Each hop is judged at connect time, waits its turn at its host, and
/// is bounded in time, headers and bytes. What goes wrong is an outcome, not an exception; only the caller's own
/// cancellation is thrown. Safe for any number of callers; one instance serves the whole program.
/// </summary>
public sealed partial class GuardedHttp : IDisposable
{
    private readonly HostPoliteness politeness;
    private readonly TimeProvider time;
    private readonly WayOut way;
    private readonly BodyReader bodies = new();

    /// <param name="resolver">Null for the system's.</param>
    public GuardedHttp(AddressGuard guard, HostPoliteness politeness, TimeProvider time, Resolver? resolver = null)
        : this(guard, politeness, time, resolver, trust: null)
    {
    }

    internal GuardedHttp(AddressGuard guard, HostPoliteness politeness, TimeProvider time, Resolver? resolver, X509ChainPolicy? trust)
    {
        ContentCoding.RequireWholeStreams();
        this.politeness = politeness;
        this.time = time;
        way = new WayOut(guard, resolver ?? new SystemResolver().ResolveAsync, trust);
    }

    /// <summary>Fetches one document, following at most five redirects.</summary>
    public async Task<FetchOutcome> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        if (Refusal(request) is { } refused) return refused;
        var journey = new Journey(request);
        while (true)
            if (await HopAsync(journey, cancellationToken) is { } outcome) return outcome;
    }

    public void Dispose() => way.Dispose();

    private static FetchOutcome.Refused? Refusal(FetchRequest request) =>
        WebAddress.Refusal(request.Address)
        ?? (ResponseHeaders.IsHeaderText(request.UserAgent) && ResponseHeaders.IsHeaderText(request.Accept)
            ? null
            : new("request", "User-Agent and Accept must be printable ASCII."));

    /// <summary>One request in its turn. Null: redirected, and the journey has moved on.</summary>
    private async Task<FetchOutcome?> HopAsync(Journey journey, CancellationToken cancellationToken)
    {
        using var turn = await politeness.EnterAsync(WebAddress.Host(journey.Here), cancellationToken);
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(journey.Left, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await ExchangeAsync(journey, either.Token, cancellationToken);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return FetchFaults.Timeout(journey);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return FetchFaults.From(fault, journey.Here);
        }
        finally
        {
            journey.Spend(time.GetElapsedTime(started));
        }
    }

    private async Task<FetchOutcome?> ExchangeAsync(Journey journey, CancellationToken cancellationToken, CancellationToken caller)
    {
        using var message = journey.Message();
        using var answer = await way.SendAsync(message, journey.HasAllowance, cancellationToken);
        return (int)answer.StatusCode switch
        {
            200 or 203 => await ReadAsync(journey, answer, cancellationToken),
            304 when journey.IsConditional => NotModified(journey, answer),
            301 or 302 or 303 or 307 or 308 => journey.Follow((int)answer.StatusCode, ResponseHeaders.Read(answer, "Location")),
            _ => Failed(journey, answer) with { Answer = await ErrorAnswer.ReadAsync(answer, time, cancellationToken, caller) },
        };
    }

    private async Task<FetchOutcome> ReadAsync(Journey journey, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (ResponseHeaders.Contradicts(answer)) return FetchFaults.BadFraming(journey);
        var most = journey.Request.MaxBytes;
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var body = await bodies.ReadAsync(stream, answer.Content.Headers.ContentLength, most, cancellationToken);
        if (body is null) return FetchFaults.TooLarge(journey);
        var coding = ResponseHeaders.Read(answer, "Content-Encoding");
        return ContentCoding.Decode(coding, body, most) switch
        {
            { Bytes: { } bytes } => Fetched(journey, answer, bytes),
            { Fault: "too-large" } => FetchFaults.TooLarge(journey),
            _ => FetchFaults.BadEncoding(journey, coding),
        };
    }

    private FetchOutcome.Fetched Fetched(Journey journey, HttpResponseMessage answer, byte[] body) => new(
        body,
        ResponseHeaders.Read(answer, "Content-Type"),
        ResponseHeaders.ReadValidator(answer, "ETag"),
        ResponseHeaders.ReadValidator(answer, "Last-Modified"),
        journey.Here,
        journey.Hops,
        journey.IsTls,
        journey.IsTls ? way.KeyOf(journey.Here) : null,
        ResponseHeaders.ReadHandedOn(answer))
    {
        Signs = ResponseHeaders.ReadSigns(answer),
    };

    private FetchOutcome.NotModified NotModified(Journey journey, HttpResponseMessage answer) => new(
        ResponseHeaders.ReadValidator(answer, "ETag"),
        ResponseHeaders.ReadValidator(answer, "Last-Modified"),
        journey.Here,
        journey.Hops,
        journey.IsTls,
        journey.IsTls ? way.KeyOf(journey.Here) : null);

    private FetchOutcome.Failed Failed(Journey journey, HttpResponseMessage answer) => new(
        "http-status",
        $"{WebAddress.Shown(journey.Here)} answered {(int)answer.StatusCode}.",
        (int)answer.StatusCode,
        RetryAfter.Read(ResponseHeaders.Read(answer, "Retry-After"), time.GetUtcNow()));
}
