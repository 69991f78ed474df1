using Griot.Ledger;

namespace Griot.Ingest.Items;

/// <summary>What the pieces of one document, as far as they had to be read, show of their ids and links. Withdrawals don't count.</summary>
internal sealed class IdentityEvidence
{
    internal int Pieces { get; set; }

    /// <summary>Pieces with an id of their own, and how many of them share it with a different piece.</summary>
    internal int Ids { get; set; }

    internal int SharedIds { get; set; }

    /// <summary>Pieces with a page of their own, and how many of them share it with a different piece.</summary>
    internal int Links { get; set; }

    internal int SharedLinks { get; set; }

    /// <summary>Pieces of known items that came under the known id, and under another.</summary>
    internal int IdsKept { get; set; }

    internal int IdsLost { get; set; }

    internal int LinksKept { get; set; }

    internal int LinksLost { get; set; }

    /// <summary>The part of the pieces that this tells apart, from 0 to 1.</summary>
    internal double Share(IdentityPolicy policy) => Pieces == 0 ? 0 : policy switch
    {
        IdentityPolicy.Guid => (double)(Ids - SharedIds) / Pieces,
        IdentityPolicy.Link => (double)(Links - SharedLinks) / Pieces,
        _ => 1,
    };

    internal int Kept(IdentityPolicy policy) => policy switch { IdentityPolicy.Guid => IdsKept, IdentityPolicy.Link => LinksKept, _ => 0 };

    internal int Lost(IdentityPolicy policy) => policy switch { IdentityPolicy.Guid => IdsLost, IdentityPolicy.Link => LinksLost, _ => 0 };

    /// <summary>More known items came under another one than under their own.</summary>
    internal bool IsMoving(IdentityPolicy policy) => Lost(policy) > Kept(policy);

    internal void Add(IEnumerable<PieceKeys> pieces, HashSet<string> sharedIds, HashSet<string> sharedLinks)
    {
        foreach (var piece in pieces)
        {
            Pieces++;
            if (piece.HasOwnId) Ids++;
            if (piece.HasOwnId && sharedIds.Contains(Convert.ToHexString(piece.Guid))) SharedIds++;
            if (piece.Link is not { } link) continue;
            Links++;
            if (sharedLinks.Contains(Convert.ToHexString(link))) SharedLinks++;
        }
    }
}
