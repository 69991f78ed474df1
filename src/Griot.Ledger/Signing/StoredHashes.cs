using Griot.Ledger.Sqlite;

namespace Griot.Ledger.Signing;

/// <summary>
/// The tree as the database holds it: leaf hashes, and the root of every full tile. Any full subtree is at most 128 hashes of
/// one level away.
/// </summary>
internal static class StoredHashes
{
    /// <summary>Levels of the tree in one tile.</summary>
    internal const int Height = 8;

    /// <summary>The root of the full subtree of <c>2^height</c> leaves at this place.</summary>
    /// <exception cref="InvalidDataException">The database lacks a part of it.</exception>
    internal static byte[] Subtree(LogRows rows, int height, long index)
    {
        var (level, span) = (height / Height, 1 << (height % Height));
        var hashes = rows.Hashes(level, index * span, (index + 1) * span);
        return hashes.Count == span
            ? MerkleTree.Root(hashes)
            : throw new InvalidDataException($"the log lacks hashes of level {level * Height} from {index * span} on");
    }
}
