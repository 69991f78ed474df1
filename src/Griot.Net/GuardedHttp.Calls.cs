namespace Griot.Net;

public sealed partial class GuardedHttp
{
    /// <summary>
    /// Sends one request and reads the start of its answer. No redirect is followed: who was asked is who answers. It waits its
    /// turn at its host and is judged at connect time as a fetch is.
    /// </summary>
    public async Task<CallOutcome> CallAsync(CallRequest request, CancellationToken cancellationToken)
    {
        if (Refusal(request) is { } refused) return refused;
        using var turn = await TurnAsync(request, cancellationToken);
        if (turn is null) return new CallOutcome.Failed("busy", $"{WebAddress.Shown(request.Address)} was asked for too much else.");
        using var deadline = new CancellationTokenSource(request.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var began = time.GetTimestamp();
            var answer = await ExchangeAsync(request, either.Token, cancellationToken);
            return answer with { Took = time.GetElapsedTime(began) };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CallOutcome.Failed("timeout", $"{WebAddress.Shown(request.Address)} did not answer within {request.Deadline.TotalSeconds:0.#} s.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            return Called(FetchFaults.From(fault, request.Address), request.Address);
        }
    }

    private async Task<IDisposable?> TurnAsync(CallRequest request, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(request.TurnWithin ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            return await politeness.EnterAsync(WebAddress.Host(request.Address), either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private static CallOutcome.Refused? Refusal(CallRequest request)
    {
        if (WebAddress.Refusal(request.Address) is { } refused) return new(refused.Code, refused.Message);
        string?[] said = [request.UserAgent, request.ContentType, .. request.Headers.Keys, .. request.Headers.Values];
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Post) return new("request", "Only GET and POST are sent.");
        return Array.TrueForAll(said, text => text is null || ResponseHeaders.IsHeaderText(text)) ? null : new("request", "Headers must be printable ASCII.");
    }

    private async Task<CallOutcome.Answered> ExchangeAsync(CallRequest request, CancellationToken ending, CancellationToken caller)
    {
        using var message = Message(request);
        using var answer = await way.SendAsync(message, request.OpenedNetworks, ending);
        var body = await StartAsync(answer, request.MostBytes, ending, caller);
        return new CallOutcome.Answered((int)answer.StatusCode, body, RetryAfter.Read(ResponseHeaders.Read(answer, "Retry-After"), time.GetUtcNow()), TimeSpan.Zero);
    }

    private static HttpRequestMessage Message(CallRequest request)
    {
        var message = new HttpRequestMessage(request.Method, WebAddress.Bare(request.Address))
        {
            Version = System.Net.HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (request.Method == HttpMethod.Post) message.Content = new ReadOnlyMemoryContent(request.Content);
        message.Headers.TryAddWithoutValidation("User-Agent", request.UserAgent);
        if (request.ContentType is { } type) message.Content?.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    /// <summary>A body that drips or breaks off costs its rest, and never the status that came before it.</summary>
    private static async Task<byte[]> StartAsync(HttpResponseMessage answer, int most, CancellationToken ending, CancellationToken caller)
    {
        var body = new BodyBuffer();
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(ending);
            while (body.Length < most && await stream.ReadAsync(body.Free(), ending) is > 0 and var read) body.Advance(read);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !caller.IsCancellationRequested))
        {
            return Cut(body, most);
        }

        return Cut(body, most);
    }

    private static byte[] Cut(BodyBuffer body, int most) => body.Length <= most ? body.ToArray() : body.ToArray()[..most];

    private static CallOutcome Called(FetchOutcome outcome, Uri address) => outcome switch
    {
        // Of a fetch it is told how an operator opens such a network: that is no answer here.
        FetchOutcome.Refused { Code: "special-address" } => new CallOutcome.Refused("special-address", $"{WebAddress.Shown(address)} is not at a public address."),
        FetchOutcome.Refused refused => new CallOutcome.Refused(refused.Code, refused.Message),
        FetchOutcome.Failed failed => new CallOutcome.Failed(failed.Code, failed.Message),
        _ => throw new InvalidOperationException("A fault is no document."),
    };
}
