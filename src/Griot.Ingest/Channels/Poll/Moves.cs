using Griot.Ledger;
using Griot.Net;
using Griot.Record;

namespace Griot.Ingest.Channels.Poll;

/// <summary>
/// What permanent redirects propose. They are followed at each poll and never taken: a domain that lapsed and was bought
/// redirects as permanently as an honest one.
/// </summary>
internal static class Moves
{
    /// <summary>The proposal after a success: the last address, where every hop was permanent; nothing where the server has stopped saying so.</summary>
    internal static MovedTo? After(MovedTo? before, IReadOnlyList<Hop> hops, Uri final, DateTimeOffset now) =>
        hops.Count == 0 || !hops.All(hop => hop.Permanent) ? null
        : before?.Address == final.AbsoluteUri ? before
        : new MovedTo(final.AbsoluteUri, now);

    /// <summary>True where the log has to tell: of the first proposal, and of one that leads to another host. A server that gives another query each time is not told each time.</summary>
    internal static bool IsNews(MovedTo? before, MovedTo? after) => after is not null && (before is null || Host(before.Address) != Host(after.Address));

    /// <summary>
    /// True where two addresses may belong to different owners: neither host lies within the other, <c>www</c> left aside. It warns
    /// rather too often.
    /// </summary>
    internal static bool IsElsewhere(string? registered, string proposed) =>
        Host(registered) is not { } one || Host(proposed) is not { } other || !HostName.IsOneWithinTheOther(one, other);

    private static string? Host(string? address) => Providers.ProviderChecks.DomainOf(address) is { } host ? HostName.Plain(host) : null;
}
