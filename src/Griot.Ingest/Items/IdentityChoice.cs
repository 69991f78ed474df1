using Griot.Ledger;

namespace Griot.Ingest.Items;

/// <summary>
/// Chooses what decides in a channel which item a piece is: its id where each piece has its own and keeps it, else its
/// page, else what it says. Looks again with each document, and is slow to change its mind: at once only where most
/// pieces have no such key, or share it; where keys move, when they do so again; back to a better key when that has
/// proven itself ten times. A change publishes nothing anew, for each item is known by all its keys.
/// </summary>
internal static class IdentityChoice
{
    /// <summary>Documents in a row that a better key has to prove itself in.</summary>
    internal const int Proof = 10;

    /// <summary>Pieces that make a document speak for the whole feed.</summary>
    private const int Telling = 3;

    private const double Nearly = 0.9;
    private const double Most = 0.5;

    private static readonly IdentityPolicy[] Keys = [IdentityPolicy.Guid, IdentityPolicy.Link];

    /// <summary>What decides from now on; null as long as nothing was seen.</summary>
    internal static ChannelIdentity? Next(string channel, ChannelIdentity? before, IdentityEvidence seen, DateTimeOffset now)
    {
        if (seen.Pieces == 0 || before is { IsFixed: true }) return before;
        if (before is null) return Chosen(new ChannelIdentity { Channel = channel, Policy = default, Since = now, Why = "" }, First(seen), seen, now);
        var wanted = Wanted(before.Policy, seen);
        if (wanted == before.Policy) return Speaks(before.Policy, seen) ? before with { Doubts = 0 } : before;
        var doubts = before.Doubts + 1;
        return doubts >= Enough(before.Policy, wanted, seen) ? Chosen(before, wanted, seen, now) : before with { Doubts = doubts };
    }

    private static IdentityPolicy First(IdentityEvidence seen) => Keys.Where(key => Serves(key, seen)).Append(Better(seen)).First();

    private static IdentityPolicy Wanted(IdentityPolicy present, IdentityEvidence seen)
    {
        foreach (var better in Keys.TakeWhile(key => key != present)) if (Serves(better, seen) && seen.Kept(better) > 0 && seen.Lost(better) == 0) return better;
        if (present == IdentityPolicy.Content || Serves(present, seen)) return present;
        return First(seen);
    }

    private static bool Serves(IdentityPolicy key, IdentityEvidence seen) => seen.Share(key) >= Nearly && !seen.IsMoving(key);

    // None is without fault: what is wrong with single pieces is minded with each of them.
    private static IdentityPolicy Better(IdentityEvidence seen)
    {
        var best = Keys.Where(key => !seen.IsMoving(key)).DefaultIfEmpty(IdentityPolicy.Content).MaxBy(seen.Share);
        return seen.Share(best) >= Most ? best : IdentityPolicy.Content;
    }

    private static bool Speaks(IdentityPolicy policy, IdentityEvidence seen) => seen.Pieces >= Telling || seen.Kept(policy) > 0;

    private static int Enough(IdentityPolicy present, IdentityPolicy wanted, IdentityEvidence seen) =>
        wanted < present ? Proof : seen.Pieces < Telling ? 3 : seen.Share(present) < Most ? 1 : seen.IsMoving(present) ? 2 : 3;

    private static ChannelIdentity Chosen(ChannelIdentity before, IdentityPolicy policy, IdentityEvidence seen, DateTimeOffset now) =>
        before with { Policy = policy, IsFixed = false, Since = now, Doubts = 0, Why = Why(policy, seen) };

    private static string Why(IdentityPolicy policy, IdentityEvidence seen) => policy switch
    {
        IdentityPolicy.Guid when seen.Share(IdentityPolicy.Guid) == 1 => "Each piece has an id of its own.",
        IdentityPolicy.Guid => $"{seen.Ids - seen.SharedIds} of {seen.Pieces} pieces have an id of their own.",
        IdentityPolicy.Link => $"{Ids(seen)}, and {(seen.Share(policy) == 1 ? "each piece has" : $"{seen.Links - seen.SharedLinks} of {seen.Pieces} have")} a page of its own.",
        _ => $"{Ids(seen)}, and {Links(seen)}.",
    };

    private static string Ids(IdentityEvidence seen) =>
        seen.Ids == 0 ? "The feed gives no ids"
        : seen.SharedIds > 0 ? $"{seen.SharedIds} of {seen.Pieces} pieces share their id with a different piece"
        : seen.IsMoving(IdentityPolicy.Guid) ? $"{seen.IdsLost} of {seen.IdsLost + seen.IdsKept} known pieces came under another id"
        : $"{seen.Pieces - seen.Ids} of {seen.Pieces} pieces have no id";

    private static string Links(IdentityEvidence seen) =>
        seen.Links == 0 ? "none has a page of its own"
        : seen.SharedLinks > 0 ? $"{seen.SharedLinks} share their page with a different piece"
        : seen.IsMoving(IdentityPolicy.Link) ? $"{seen.LinksLost} of {seen.LinksLost + seen.LinksKept} known pieces came with another page"
        : $"{seen.Pieces - seen.Links} have no page of their own";
}
