using Griot.Formats;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Operator;

/// <summary>
/// What would decide in a new channel which item a piece is, if a document were the first that it brings: chosen by the
/// very rules of the intake, with nothing stored.
/// </summary>
/// <param name="Policy">What would decide.</param>
/// <param name="Why">The reason, as <c>griot channel show</c> would tell it.</param>
/// <param name="SharedIds">Pieces that bear an id which a different piece bears too.</param>
/// <param name="AreIdsSteady">False where a second look showed most of the same pieces under other ids.</param>
public sealed record IdentityForecast(IdentityPolicy Policy, string Why, int SharedIds, bool AreIdsSteady)
{
    // Who the provider is does not matter for what a piece is known by.
    private static readonly ProviderCard Anybody = new() { Id = "", Slug = "", Name = "", Kind = ProviderKind.Press };

    // What a policy lasts on, when each further look shows the same: ids that move have to be seen moving twice.
    private const int Looks = 2;

    /// <summary>Null where the document holds no piece that can be read.</summary>
    /// <param name="first">The document.</param>
    /// <param name="again">The same feed, asked for once more; null where that was not done.</param>
    public static IdentityForecast? Of(FeedDocument first, FeedDocument? again = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        var pieces = Keys(first);
        var seen = Seen(pieces);
        var chosen = IdentityChoice.Next("", null, seen, DateTimeOffset.UnixEpoch);
        if (chosen is null) return null;
        var later = Keys(again);
        var moved = Seen(later);
        Compare(pieces, later, moved);
        for (var look = 0; look < Looks; look++) chosen = IdentityChoice.Next("", chosen, moved, DateTimeOffset.UnixEpoch)!;
        return new IdentityForecast(chosen.Policy, chosen.Why, seen.SharedIds, !moved.IsMoving(IdentityPolicy.Guid));
    }

    private static List<PieceKeys> Keys(FeedDocument? document) => document is null ? [] : [.. document.Cuts.Select(Keys).OfType<PieceKeys>()];

    private static PieceKeys? Keys(ItemCut cut)
    {
        var piece = new Piece(cut.Bytes, cut.Context, new Envelope { Received = default }, Piece.CutOf(cut.Bytes.Span, cut.Context.Encoding));
        var reading = Reading.Of(piece.Delivery, piece.Context, Anybody);
        return reading.Record is { } record && record.Signal != Signal.Withdrawal ? PieceKeys.Of(piece, record, reading.HasOwnId) : null;
    }

    private static IdentityEvidence Seen(List<PieceKeys> pieces)
    {
        var seen = new IdentityEvidence();
        var (ids, links) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var round in pieces.Chunk(DocumentIntake.MostInOneBatch))
        {
            ids.UnionWith(SharedKeys.Among(round, piece => piece.Guid));
            links.UnionWith(SharedKeys.Among(round, piece => piece.Link));
            seen.Add(round, ids, links);
        }

        return seen;
    }

    // A piece is known again by two of its three keys; or by what it says, where that tells it apart and it has no page, or
    // the same date. Whichever other key it has, that has been kept or lost.
    private static void Compare(List<PieceKeys> before, List<PieceKeys> after, IdentityEvidence seen)
    {
        var byPage = before.Where(piece => piece.Link is not null).ToLookup(piece => Convert.ToHexString(piece.Link!), StringComparer.Ordinal);
        var byContent = before.ToLookup(piece => Convert.ToHexString(piece.Content), StringComparer.Ordinal);
        foreach (var piece in after)
        {
            var paged = piece.Link is { } link ? byPage[Convert.ToHexString(link)] : [];
            var said = byContent[Convert.ToHexString(piece.Content)].ToList();
            var same = paged.FirstOrDefault(one => IsSame(one.Guid, piece.Guid) || IsSame(one.Content, piece.Content))
                ?? said.Find(one => IsSame(one.Guid, piece.Guid)) ?? said.Find(one => piece.IsTelling && (piece.Link is null || one.Published == piece.Published));
            if (same is not null) Testify(same, piece, seen);
        }
    }

    private static void Testify(PieceKeys before, PieceKeys after, IdentityEvidence seen)
    {
        if (after.HasOwnId && IsSame(before.Guid, after.Guid)) seen.IdsKept++;
        else if (after.HasOwnId) seen.IdsLost++;
        if (after.Link is not null && IsSame(before.Link, after.Link)) seen.LinksKept++;
        else if (after.Link is not null) seen.LinksLost++;
    }

    private static bool IsSame(byte[]? one, byte[] other) => one is not null && one.AsSpan().SequenceEqual(other);
}
