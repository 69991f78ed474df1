using Griot.Ingest.Channels.Poll;
using Griot.Ingest.Channels.Push;
using Griot.Ledger;
using Griot.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Griot.Ingest.Channels.WebSub;

/// <summary>
/// A hub tells that a feed has changed (WebSub, section 7). What it sends is read for its signature and for nothing else: it means
/// that the channel is to be polled. So no hub puts words into a provider's mouth, and a notification that is sent again, or sent by
/// whoever knows the secret, costs one poll.
/// </summary>
internal sealed class HubNotices(LedgerStore ledger, PollNudges nudges, TimeProvider time)
{
    private const int LargestBody = 1024 * 1024;
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly PushProblem WrongSignature = new(
        "urn:griot:problem:wrong-signature", "Not signed by the hub", StatusCodes.Status403Forbidden,
        "X-Hub-Signature has to name sha256, sha384 or sha512 of the body by the secret of the subscription.");

    private static readonly PushProblem TooLarge = PushProblem.TooLarge with { Detail = "At most 1 MB is read; the feed is polled all the same." };

    private readonly PushLimits limits = new(time);

    internal async Task<IResult> AnswerAsync(string token, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (Find(token) is not { } row) return Results.NotFound();
        if (HubSignature.Of(context.Request.Headers["X-Hub-Signature"], row.Secret) is not { } signature) return WrongSignature.Answer();
        using var ending = signature;
        if (context.Request.ContentLength > LargestBody) return TooLarge.Answer();
        if (limits.Enter(row.Channel) is { } full) return full.Answer();
        try
        {
            return await ReadAsync(row, signature, context);
        }
        finally
        {
            limits.Leave(row.Channel);
        }
    }

    internal static ProviderCard? ProviderOf(LedgerStore ledger, string channel) =>
        ledger.Channels().FirstOrDefault(known => known.Channel.Id == channel).Channel is { } registered ? ledger.Card(registered.Provider) : null;

    private async Task<IResult> ReadAsync(HubSubscription row, HubSignature signature, HttpContext context)
    {
        using var late = new CancellationTokenSource(LongestRequest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, late.Token);
        try
        {
            if (!await ReadAsync(context, signature, either.Token)) return TooLarge.Answer();
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return PushProblem.TooSlow.Answer();
        }
        catch (BadHttpRequestException fault)
        {
            return (fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge : PushProblem.BrokenOff).Answer();
        }

        if (!signature.IsRight()) return WrongSignature.Answer();
        // The provider may have been suspended while the body took its time.
        if (Find(row.Token) is not { } standing) return Results.NotFound();
        nudges.Add(row.Channel);
        await NoteAsync(standing, context.RequestAborted);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    // A provider that was suspended or archived, a lease that has run out and a token that there never was are one and the same.
    private HubSubscription? Find(string token) =>
        ledger.HubSubscriptionByToken(token) is { IsWanted: true } row && row.Until > time.GetUtcNow() && ProviderOf(ledger, row.Channel) is { State: ProviderState.Active } ? row : null;

    private static async Task<bool> ReadAsync(HttpContext context, HubSignature signature, CancellationToken ending)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } cap) cap.MaxRequestBodySize = LargestBody + (LargestBody / 10);
        var buffer = new byte[16 * 1024];
        var length = 0;
        while (await context.Request.Body.ReadAsync(buffer, ending) is > 0 and var read)
        {
            if ((length += read) > LargestBody) return false;
            signature.Read(buffer.AsSpan(0, read));
        }

        return true;
    }

    // For the operator's eyes: not each one of thousands.
    private async Task NoteAsync(HubSubscription row, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (ledger.Freeze is not null || (row.LastTold is { } last && last <= now && now - last < Pause)) return;
        await ledger.ChangeHubSubscriptionAsync(row.Channel, current => current?.Token == row.Token ? current with { LastTold = now, Told = current.Told + 1 } : current, cancellation);
    }
}
