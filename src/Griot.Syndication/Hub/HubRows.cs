namespace Griot.Syndication.Hub;

/// <summary>Somebody wants a subscription to begin, go on or end, and its callback has not said yet that it does.</summary>
/// <param name="Id">Random: a request that was replaced meanwhile is another one.</param>
/// <param name="Callback">Where is asked back.</param>
/// <param name="Topic">The feed's address.</param>
/// <param name="Mode"><c>subscribe</c> or <c>unsubscribe</c>.</param>
/// <param name="Secret">What deliveries are to be signed by; null: they are not.</param>
/// <param name="Lease">For how long, in seconds.</param>
/// <param name="Tries">How often its callback was asked in vain.</param>
internal sealed record HubRequest(string Id, string Callback, string Topic, string Mode, string? Secret, long Lease, long Tries)
{
    internal const string Subscribe = "subscribe";
    internal const string Unsubscribe = "unsubscribe";

    internal Uri Address => new(Callback);
}

/// <summary>A callback that has said that it wants to be told.</summary>
/// <param name="Callback">Where it is told.</param>
/// <param name="Topic">Of which feed.</param>
/// <param name="Secret">What deliveries are signed by; null: they are not.</param>
/// <param name="Failures">Deliveries that failed in a row.</param>
internal sealed record Subscriber(string Callback, string Topic, string? Secret, long Failures)
{
    internal Uri Address => new(Callback);
}
