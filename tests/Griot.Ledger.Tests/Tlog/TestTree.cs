using System.Buffers.Binary;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

/// <summary>Logs of invented entries, and the subtrees of one by the definition: of its leaves alone.</summary>
internal static class TestTree
{
    /// <summary>Leaf hashes of entries that are all different.</summary>
    public static byte[][] Leaves(int size) => [.. Enumerable.Range(0, size).Select(i =>
    {
        var entry = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(entry, i);
        return MerkleTree.Leaf(entry);
    })];

    public static SubtreeHash Of(byte[][] leaves) => (height, index) =>
        MerkleTree.Root(new ArraySegment<byte[]>(leaves, checked((int)(index << height)), 1 << height));
}
