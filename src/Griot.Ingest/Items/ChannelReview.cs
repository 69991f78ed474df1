using Griot.Formats;
using Griot.Ledger;

namespace Griot.Ingest.Items;

/// <summary>What a document says about itself, beside its pieces.</summary>
/// <param name="IsWhole">It did not break off.</param>
/// <param name="TlsKey">The public key of the server that it came from, hashed.</param>
/// <param name="Title">What the feed calls itself.</param>
internal sealed record DocumentFacts(bool IsWhole, string? TlsKey, string? Title);

/// <summary>
/// What one document shows of its channel: how its items are told apart from now on, and what has happened to the feed as
/// a whole. That is counted over the items and told once: all ids or dates are others, it is empty, it is back at an old
/// state, or it is wholly another behind another key.
/// </summary>
internal sealed class ChannelReview(string channel, ChannelIdentity? before, DocumentFacts document, bool wasEmpty, TimeProvider time)
{
    // A few moved ids are an editor's work; most of them are the feed's.
    private const int Few = 3;

    private readonly HashSet<string> moved = new(StringComparer.Ordinal);
    private readonly HashSet<string> redated = new(StringComparer.Ordinal);
    private readonly HashSet<string> back = new(StringComparer.Ordinal);
    private readonly DateTimeOffset now = time.GetUtcNow();
    private int pieces;
    private int removed;
    private bool hasKnown;

    /// <summary>This is the first document of the channel, or the first since this release.</summary>
    internal bool IsFirst => before is null;

    internal IdentityEvidence Shown { get; } = new();

    internal void Begin(int count, int known) => (pieces, hasKnown) = (count, known > 0);

    /// <summary>What decides in this document, by what is seen of it so far.</summary>
    internal IdentityPolicy PolicyBy() => IdentityChoice.Next(channel, before, Shown, now)?.Policy ?? IdentityPolicy.Guid;

    internal void Note(Sight sight, Judgement judgement)
    {
        hasKnown |= sight.Item is not null;
        if (judgement is Judgement.Removed) removed++;
        else if (sight is { Item: { } item, HasMoved: true }) moved.Add(item);
        if (judgement is Judgement.Cosmetic { IsRedated: true } change) redated.Add(change.Change.Item);
        if (judgement is Judgement.Seal { IsBack: true } seal) back.Add(seal.Draft.Item!);
    }

    /// <summary>What is to be kept of it; null where nothing has changed.</summary>
    internal ChannelIdentity? Identity()
    {
        if (IdentityChoice.Next(channel, before, Shown, now) is not { } chosen) return null;
        var after = chosen with { TlsKey = document.TlsKey ?? chosen.TlsKey, FeedTitle = document.Title ?? chosen.FeedTitle };
        return after == before ? null : after;
    }

    /// <summary>What happened to the feed as a whole; kept with the channel until a person has seen it.</summary>
    internal IReadOnlyList<ChannelIncident> OfDocument() => [.. Happened().OfType<ChannelIncident>()];

    /// <summary>The same, and what else is odd in the document, for the channel's state.</summary>
    internal IReadOnlyList<Incident> Incidents() =>
    [
        .. OfDocument().Select(incident => new Incident(incident.Code, incident.Message)),
        .. Shown.SharedIds > 0 ? [new Incident("duplicate-guid", $"{Shown.SharedIds} items share their id with a different one; each is an item of its own.")] : (Incident[])[],
    ];

    private IEnumerable<ChannelIncident?> Happened()
    {
        yield return moved.Count == 0 ? null
            : IsMost(moved) ? Note("re-guided", $"{moved.Count} of {pieces} items came under other ids or links; they were known again, and nothing was published anew.")
            : Note("moved-guid", $"{moved.Count} of {pieces} items came under another id or link; they were known again.");
        yield return IsMost(redated) ? Note("re-dated", $"{redated.Count} of {pieces} items have another date and nothing else that is new; nothing was published anew.") : null;
        yield return back.Count > 0 ? Note("went-back", $"{back.Count} of {pieces} items are back at an earlier version.") : null;
        yield return removed > 0 ? Note("removed-item", $"{removed} items that were removed by order are still in the feed; nothing of them is taken in.") : null;
        yield return pieces == 0 && !wasEmpty && document.IsWhole ? Note("emptied", "The feed holds no items any more. Nothing was withdrawn.") : null;
        yield return IsStrange() ? Note("tls-key-changed", $"The server has another key, and nothing in the feed is known{(document.Title == before!.FeedTitle ? "" : "; its title is another too")}: the domain may have a new owner.") : null;
    }

    private bool IsMost(HashSet<string> items) => items.Count >= Few && items.Count * 2 > pieces;

    // Keys change with every renewal of a certificate, and a busy feed may be all new: only both together are strange.
    private bool IsStrange() => before?.TlsKey is { } key && document.TlsKey is { } present && key != present && pieces > 0 && !wasEmpty && !hasKnown;

    private ChannelIncident Note(string code, string message) => new(channel, code, message);
}
