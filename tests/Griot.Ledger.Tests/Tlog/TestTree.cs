using System.Buffers.Binary;
using System.Collections.Concurrent;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

/// <summary>A log of invented entries, all different, with its full subtrees at every height.</summary>
internal sealed class TestTree
{
    private readonly List<byte[][]> heights;
    private readonly ConcurrentDictionary<long, byte[]> roots = new();

    private TestTree(byte[][] leaves)
    {
        heights = [leaves];
        while (heights[^1].Length > 1)
            heights.Add([.. heights[^1].Chunk(2).Where(pair => pair.Length == 2).Select(pair => MerkleTree.Node(pair[0], pair[1]))]);
    }

    public byte[][] Leaves => heights[0];

    public byte[] Hash(int height, long index) => heights[height][index];

    /// <summary>By the definition, from the leaves alone.</summary>
    public byte[] Root(long size) => roots.GetOrAdd(size, known => MerkleTree.Root(Leaves.Take((int)known)));

    public static TestTree Of(params byte[][] leaves) => new(leaves);

    public static TestTree OfSize(int size) => new([.. Enumerable.Range(0, size).Select(Entry).Select(entry => MerkleTree.Leaf(entry))]);

    public static byte[] Entry(int index)
    {
        var entry = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(entry, index);
        return entry;
    }

    /// <summary>The bytes of a tile, by the specification's formula.</summary>
    public byte[] Tile(TileId tile) => [.. Enumerable.Range(0, tile.Width).SelectMany(i => Hash(8 * tile.Level, (tile.Index * 256) + i))];
}
