using Griot.Record;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Griot.Web;

/// <summary>
/// Answers with kept pages before anything else is done (<see cref="FirstAsync"/>), and keeps what endpoints answer that say it
/// may be kept (<see cref="MakeAsync"/>). Without room for any page it only gives answers their tags.
/// </summary>
internal sealed class PageCache(PageStore store, Encodings encodings)
{
    private const int MostRounds = 3;

    private readonly Turns turns = new();

    /// <summary>Before routing: the page, if it is kept and right; else whoever comes next answers. What takes more than a glance is done in the pool.</summary>
    internal Task FirstAsync(HttpContext context, RequestDelegate next)
    {
        if (!store.IsOn || !IsReading(context.Request.Method) || PageKey.Of(context.Request) is not { } key) return ReaderSockets.LeaveAsync(context, next);
        var encoding = encodings.Of(context);
        return ReaderSockets.MayStay(context) && Find(key, atAGlance: true) is { } right && right.IsReady(encoding) ? right.WriteAsync(context, encoding) : LookAsync(context, next, key, encoding);
    }

    private Task LookAsync(HttpContext context, RequestDelegate next, PageKey key, string? encoding) =>
        ReaderSockets.LeaveAsync(context, context => Find(key) is { } kept ? kept.WriteAsync(context, encoding) : next(context));

    /// <summary>After routing: makes the page and keeps it.</summary>
    internal async Task MakeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<KeptPage>() is not { } page || !IsReading(context.Request.Method)) await next(context);
        else if (store.IsOn && PageKey.Of(context.Request) is { } key && key.IsOf(page)) await KeepAsync(context, next, key);
        else await (await MadeAsync(context, next)).SendAsync(context, encodings.Of(context));
    }

    private async Task KeepAsync(HttpContext context, RequestDelegate next, PageKey key)
    {
        context.Request.QueryString = new QueryString(key.Query);
        for (var round = 1; ; round++)
        {
            // What was too large when it was made last is waited for by nobody: whoever asks makes it for himself.
            if (store.WasTooLarge(key))
            {
                await MakeInTurnAsync(context, next, key, default);
                return;
            }

            var turn = turns.Take(key.Text);
            if (!turn.IsMine && await turn.Ended.WaitAsync(context.RequestAborted) && Find(key) is { } kept)
            {
                await kept.WriteAsync(context, encodings.Of(context));
                return;
            }

            // Something may have been sealed while it was made: one of those who wait makes it again. Where it can't be kept at all, everybody
            // makes it for himself.
            if (!turn.IsMine && (turn.Ended.Result || round < MostRounds)) continue;
            await MakeInTurnAsync(context, next, key, turn);
            return;
        }
    }

    private async Task MakeInTurnAsync(HttpContext context, RequestDelegate next, PageKey key, Turns.Turn turn)
    {
        KeptAnswer? kept = null;
        MadeAnswer made;
        // Whatever goes wrong, the turn ends: else everybody would wait for it from then on.
        try
        {
            var (position, foot) = store.Look();
            var reads = PageReads.Begin(position);
            made = await MadeAsync(context, next);
            if (made.MayBeKept && store.HasRoomFor(key, made.Body.Length) && store.Look().Foot == foot) kept = new KeptAnswer(key, made, reads, foot);
            // One that does not hold is the answer to this reader alone: nobody waits for it to be kept.
            if (kept is not null && !(kept.Holds(foot) && store.Keep(kept))) kept = null;
        }
        finally
        {
            if (turn.IsMine) turn.End(kept is not null);
        }

        await (kept?.WriteAsync(context, encodings.Of(context)) ?? made.SendAsync(context, encodings.Of(context)));
    }

    // A store that can't be read now is the next one's to tell of.
    private KeptAnswer? Find(PageKey key, bool atAGlance = false)
    {
        try
        {
            return atAGlance ? store.Glance(key.Text) : store.Find(key.Text, store.Look().Foot);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return null;
        }
    }

    private static async Task<MadeAnswer> MadeAsync(HttpContext context, RequestDelegate next)
    {
        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var bytes = new MemoryStream();
        var body = new StreamResponseBodyFeature(bytes);
        context.Features.Set<IHttpResponseBodyFeature>(body);
        try
        {
            await next(context);
            await body.CompleteAsync();
        }
        finally
        {
            context.Features.Set(sent);
        }

        return MadeAnswer.Of(context.Response, bytes.ToArray());
    }

    private static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);
}
