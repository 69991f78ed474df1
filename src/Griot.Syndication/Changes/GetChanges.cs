using System.Globalization;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Changes;

/// <summary>
/// Every change that the public may know of, in the order of the log, by a cursor that never dies: it is a log index. Where
/// there is none yet, the caller may wait. Other processes append too, so the log itself is watched.
/// </summary>
/// <param name="shelf">Decides what is shown.</param>
/// <param name="pages">Writes it.</param>
/// <param name="addresses">Of the next page.</param>
/// <param name="waiters">Who waits.</param>
/// <param name="time">By which one waits.</param>
/// <param name="closing">The house closes: nobody waits any more.</param>
internal sealed class GetChanges(Shelf shelf, ChangePages pages, Addresses addresses, Waiters waiters, TimeProvider time, CancellationToken closing)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    internal async Task<IResult> Answer(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        if (ChangeQuestion.Read(context.Request.Query, shelf.Ledger, out var problem) is not { } question) return problem!.Answer(context);
        var page = await pages.TakeAsync(question);
        if (!MustWait(question, page, context)) return Page(page, question, context);
        using var place = waiters.Enter(context.Connection.RemoteIpAddress, out var refusal);
        if (place is null) return Refused(refusal!, context);
        return Page(await WaitAsync(question, page, context.RequestAborted), question, context);
    }

    private static bool MustWait(ChangeQuestion question, ChangePage page, HttpContext context) =>
        page is { IsEmpty: true, IsBehind: false } && question.Wait > TimeSpan.Zero && HttpMethods.IsGet(context.Request.Method);

    // Whoever goes, or outlasts its time, gets the empty page; its cursor has gone on over what was passed over.
    private async Task<ChangePage> WaitAsync(ChangeQuestion question, ChangePage page, CancellationToken gone)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(gone, closing);
        var begun = time.GetTimestamp();
        while (page is { IsEmpty: true, IsBehind: false } && !ending.IsCancellationRequested && time.GetElapsedTime(begun) < question.Wait)
        {
            await Task.Delay(BetweenLooks, time, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (shelf.Ledger.Size > page.Next) page = await pages.TakeAsync(question with { After = page.Next });
        }

        return page;
    }

    private FreshBytes Page(ChangePage page, ChangeQuestion question, HttpContext context)
    {
        context.Response.Headers.Link = $"<{addresses.Changes(page.Next, question.Limit, question.Provider)}>; rel=\"next\"";
        // At the end of the log the same address tells more in a moment; before it, pieces as they stand now. Who replays them
        // because a card has changed must not be given what stood before.
        return new FreshBytes(page.Json, "application/json; charset=utf-8") { Keeping = "no-cache" };
    }

    private static IResult Refused(Problem refusal, HttpContext context)
    {
        context.Response.Headers.RetryAfter = 10.ToString(CultureInfo.InvariantCulture);
        return refusal.Answer(context);
    }
}
