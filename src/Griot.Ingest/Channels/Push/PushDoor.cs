using System.Security.Cryptography;
using System.Text;
using Griot.Formats;
using Griot.Ingest.Channels.Handed;
using Griot.Ledger;
using Griot.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Griot.Ingest.Channels.Push;

/// <summary>
/// <c>POST /deliver/{channel}</c>: answers when what it accepted is durable. Nobody's body is read before its key or signature
/// has been found to be right, and nothing beyond the cap.
/// </summary>
internal sealed class PushDoor(LedgerStore ledger, TimeProvider time, Uri publicUrl)
{
    private const int LargestBody = 20 * 1024 * 1024;
    private const int LongestKey = 255;
    private const int LongestType = 200;
    private const int LargestKept = 256 * 1024;
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SignaturesKept = TimeSpan.FromDays(1);
    private static readonly string[] NoText = ["image/", "audio/", "video/", "font/", "multipart/", "application/x-www-form-urlencoded", "application/octet-stream", "application/pdf", "application/zip"];

    private readonly HandedDoor door = new(ledger, time);
    private readonly PushLimits limits = new(time);
    private readonly RequestTurns turns = new();

    internal async Task<IResult> AnswerAsync(string channel, HttpContext context)
    {
        if (Recognise(channel, context.Request) is not { } sender || Registered(channel) is not { } registration) return PushProblem.Unauthorized.Answer();
        if (limits.Enter(channel) is { } full) return full.Answer();
        using var late = new CancellationTokenSource(LongestRequest, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, late.Token);
        try
        {
            return await AnswerAsync(registration, sender, context, ending.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return PushProblem.TooSlow.Answer();
        }
        catch (BadHttpRequestException fault)
        {
            return (fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? PushProblem.TooLarge : PushProblem.BrokenOff).Answer();
        }
        catch (LedgerFrozenException)
        {
            return PushProblem.Frozen.Answer();
        }
        catch (Exception fault) when (StoreFaults.Explain(fault) is not null)
        {
            return PushProblem.NoStore.Answer();
        }
        finally
        {
            limits.Leave(channel);
        }
    }

    private async Task<IResult> AnswerAsync(ChannelRegistration channel, Sender sender, HttpContext context, CancellationToken ending)
    {
        if (IsNoText(context.Request.ContentType)) return PushProblem.NotText.Answer();
        if (!TryIdempotencyKey(context.Request, out var name)) return PushProblem.BadIdempotencyKey.Answer();
        if (name is null) return await TakeAsync(channel, sender, context, ending);
        var key = SHA256.HashData(Encoding.UTF8.GetBytes(name));
        using var turn = await turns.TakeAsync($"{channel.Id} {Convert.ToHexString(key)}", ending);
        if (ledger.Answer(channel.Id, key) is { } kept) return new PushAnswer(kept.Status, kept.Body, MediaTypeOf(kept.Status));
        var answer = await TakeAsync(channel, sender, context, ending);
        await KeepAsync(channel.Id, key, answer);
        return answer;
    }

    // A refusal that may be lifted (a full store, a wrong digest) is no answer to be kept. What was sealed is sealed, whether its
    // answer can be kept or not: repeated, it is known.
    private async Task KeepAsync(string channel, byte[] key, PushAnswer answer)
    {
        if (answer.Status is not (StatusCodes.Status200OK or StatusCodes.Status422UnprocessableEntity) || answer.Body.Length > LargestKept) return;
        try
        {
            await ledger.KeepAnswerAsync(new KeptAnswer(channel, key, answer.Status, answer.Body), CancellationToken.None);
        }
        catch (Exception fault) when (StoreFaults.Explain(fault) is not null)
        {
            return;
        }
    }

    private async Task<PushAnswer> TakeAsync(ChannelRegistration channel, Sender sender, HttpContext context, CancellationToken ending)
    {
        if (await ReadAsync(context, ending) is not { } body) return PushProblem.TooLarge.Answer();
        // The body may have taken its time: the key may have been ended meanwhile, and the signature have become too old.
        if (ledger.Keys(channel.Id).All(key => key.Id != sender.Key.Id || key.Ended is not null)) return PushProblem.Unauthorized.Answer();
        if (sender.Signature is { } signature)
        {
            if (time.GetUtcNow() >= signature.Until) return PushProblem.Unauthorized.Answer();
            if (!RequestSignature.IsOf(context.Request, body.Span)) return PushProblem.WrongDigest.Answer();
            // Before anything is taken in: a request that is replayed would bring an old text back. Remembered for longer than it
            // is taken, lest a clock that is set back opens it again.
            if (!await ledger.UseSignatureAsync(channel.Id, signature.Hash, signature.Until + SignaturesKept, ending)) return PushProblem.Unauthorized.Answer();
        }

        if (body.IsEmpty) return PushProblem.Empty.Answer();
        var handover = new Handover(channel.Provider, channel.Id, Evidence.Authenticated, EnvelopeOf(context.Request, sender));
        var hints = new DocumentHints(context.Request.ContentType, ledger.Card(channel.Provider)?.Home, TakesProse: true);
        // What has begun is ended, even where the sender has hung up: it is asked for again then, and is known.
        return await door.TakeAsync(handover, body, hints, CancellationToken.None) switch
        {
            HandedOutcome.Taken taken => PushAnswer.Of(taken),
            HandedOutcome.Unreadable { IsKept: false } => PushProblem.QuarantineFull.Answer(),
            HandedOutcome.Unreadable unreadable => PushProblem.Unreadable(unreadable.Why).Answer(),
            _ => PushProblem.Unauthorized.Answer(),
        };
    }

    private ChannelRegistration? Registered(string channel) =>
        ledger.Channel(channel) is { Channel: { Kind: ChannelKind.Push } known } ? known : null;

    private Sender? Recognise(string channel, HttpRequest request)
    {
        if (request.Headers.Authorization is [{ } authorization] && authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            var key = ledger.KeyByHash(ChannelKeyKind.Bearer, ChannelKeys.HashOf(authorization["Bearer ".Length..].Trim()));
            return key?.Channel == channel ? new Sender(key, null) : null;
        }

        return RequestSignature.Of(request, publicUrl, ledger.Keys(channel), time.GetUtcNow()) is { } signature ? new Sender(signature.Key, signature) : null;
    }

    private Envelope EnvelopeOf(HttpRequest request, Sender sender)
    {
        string[] names = sender.Signature is null ? ["Content-Type"] : ["Content-Type", "Content-Digest", "Signature-Input", "Signature"];
        var headers = names.Where(request.Headers.ContainsKey).ToDictionary(name => name, name => request.Headers[name].ToString(), StringComparer.Ordinal);
        return new Envelope { Received = time.GetUtcNow(), Headers = new Dictionary<string, string>(headers, StringComparer.Ordinal) { ["Griot-Key"] = sender.Key.Id } };
    }

    // The length that is announced is refused before a byte is read; one that is not kept to, when it is passed.
    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpContext context, CancellationToken ending)
    {
        if (context.Request.ContentLength > LargestBody) return null;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } cap) cap.MaxRequestBodySize = LargestBody + (LargestBody / 10);
        using var body = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await context.Request.Body.ReadAsync(buffer, ending) is > 0 and var read)
        {
            if (body.Length + read > LargestBody) return null;
            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static bool TryIdempotencyKey(HttpRequest request, out string? key)
    {
        var given = request.Headers["Idempotency-Key"];
        key = given.Count == 1 ? given[0] : null;
        return given.Count == 0 || key is { Length: > 0 and <= LongestKey };
    }

    private static bool IsNoText(string? contentType) =>
        contentType is not null && (contentType.Length > LongestType || Array.Exists(NoText, type => contentType.StartsWith(type, StringComparison.OrdinalIgnoreCase)));

    private static string MediaTypeOf(int status) => status == StatusCodes.Status200OK ? "application/json; charset=utf-8" : PushProblem.MediaType;

    /// <summary>Whoever was recognised by a key; the signature, where it signed.</summary>
    private sealed record Sender(ChannelKey Key, RequestSignature? Signature);
}
