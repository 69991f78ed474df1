using Griot.Ledger;

namespace Griot.Ingest.Items;

/// <summary>What one round of a document brings, until it is sealed together.</summary>
/// <param name="channel">The channel of them all.</param>
/// <param name="removed">What had been removed when they came to be judged.</param>
internal sealed class Brought(string channel, long removed)
{
    private readonly List<Quarantined> quarantined = [];
    private readonly List<CosmeticChange> cosmetic = [];
    private readonly List<ItemAlias> aliases = [];

    // Items and keys that a piece of this round has taken: another piece that wants one has to see this one first.
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    internal List<(Piece Piece, Draft Draft)> Seals { get; } = [];

    internal bool IsEmpty => Seals.Count + quarantined.Count + cosmetic.Count + aliases.Count == 0;

    /// <summary>False where another piece of the round stands before this one.</summary>
    internal bool Take(Sight sight, Judgement judgement)
    {
        switch (judgement)
        {
            case Judgement.Seal seal when !IsFree(seal.Draft): return false;
            case Judgement.Seal seal: Seals.Add((sight.Piece, seal.Draft)); break;
            case Judgement.Cosmetic change: cosmetic.Add(change.Change); break;
            case Judgement.Quarantine row: quarantined.Add(row.Row); break;
        }

        if (judgement is Judgement.Cosmetic or Judgement.Known && sight.Item is { } item) aliases.AddRange(Learned(sight).Select(key => new ItemAlias(channel, item, key)));
        return true;
    }

    internal void CountInto(Yield yield)
    {
        yield.Cosmetic += cosmetic.Count;
        yield.Quarantined += quarantined.Count;
        yield.NewItems += Seals.Count(seal => seal.Draft.Follows is null);
        yield.NewVersions += Seals.Count(seal => seal.Draft.Follows is not null);
    }

    internal Batch ToBatch() => new() { Removed = removed, Drafts = [.. Seals.Select(seal => seal.Draft)], Quarantined = quarantined, Cosmetic = cosmetic, Aliases = aliases };

    private bool IsFree(Draft draft)
    {
        if (draft.Follows is not null) return taken.Add(draft.Item!);
        string[] keys = [.. draft.Claims.Select(claim => claim.Hash).Append(draft.Identity).OfType<byte[]>().Select(Convert.ToHexString)];
        if (keys.Any(taken.Contains)) return false;
        taken.UnionWith(keys);
        return true;
    }

    // A piece that has not become another keeps its keys as they are, or a feed with new ids or links at each poll would
    // fill the store: it gets new ones only where what decides has moved, and the marks of what decides no more.
    private static IEnumerable<IdentityKey> Learned(Sight sight) => sight.Aliases.Where(key => sight.HasMoved || key.Kind == KeyKind.Shared);
}
