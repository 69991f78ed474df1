using System.Globalization;
using Griot.Ledger;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Ingest.Channels.WebSub;

/// <summary>
/// A hub asks back whether it was really we who asked (WebSub, section 5.3). Its challenge is answered for what we have asked for
/// and wait for, and nothing else; whoever can't name the token learns nothing.
/// </summary>
internal sealed class HubIntents(LedgerStore ledger, TimeProvider time)
{
    private const int LongestText = 1_000;

    internal async Task<IResult> AnswerAsync(string token, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (ledger.HubSubscriptionByToken(token) is not { } row || context.Request.Query["hub.topic"] != row.Topic) return Results.NotFound();
        if (ledger.Freeze is not null) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        var query = context.Request.Query;
        return query["hub.mode"].ToString() switch
        {
            "subscribe" when IsActive(row) && Lease(query) is { } lease => await ChallengeAsync(row, HubAsk.Subscribe, query, (current, now) => HubPlan.Confirmed(current, lease, now), context),
            // It ends what is not wanted: a provider that was suspended has no other way to be left alone.
            "unsubscribe" => await ChallengeAsync(row, HubAsk.Unsubscribe, query, (current, _) => current with { Asked = HubAsk.Nothing, Until = null }, context),
            "denied" when IsActive(row) => await DeniedAsync(row, query["hub.reason"].ToString(), context),
            _ => Results.NotFound(),
        };
    }

    private async Task<IResult> ChallengeAsync(HubSubscription row, HubAsk ask, IQueryCollection query, Func<HubSubscription, DateTimeOffset, HubSubscription> change, HttpContext context)
    {
        if (query["hub.challenge"] is not [{ Length: > 0 and <= LongestText } challenge] || challenge.AsSpan().ContainsAnyExceptInRange('!', '~')) return Results.NotFound();
        var isAsked = false;
        await ledger.ChangeHubSubscriptionAsync(row.Channel, current =>
            (isAsked = current?.Token == row.Token && current.Asked == ask) ? change(current!, time.GetUtcNow()) : current, context.RequestAborted);
        if (!isAsked) return Results.NotFound();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Text(challenge, "text/plain");
    }

    private async Task<IResult> DeniedAsync(HubSubscription row, string reason, HttpContext context)
    {
        var told = $"the hub denies it: {(reason.Length > 0 ? reason[..Math.Min(reason.Length, LongestText)] : "no reason given")}";
        await ledger.ChangeHubSubscriptionAsync(row.Channel, current =>
            current?.Token != row.Token || (current.Asked == HubAsk.Nothing && current.Until is null) ? current : HubPlan.Denied(current, told, time.GetUtcNow()), context.RequestAborted);
        return Results.Ok();
    }

    private bool IsActive(HubSubscription row) => row.IsWanted && HubNotices.ProviderOf(ledger, row.Channel) is { State: ProviderState.Active };

    private static TimeSpan? Lease(IQueryCollection query) =>
        int.TryParse(query["hub.lease_seconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? TimeSpan.FromSeconds(seconds) : null;
}
