using CsCheck;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

public sealed class ProofTests
{
    private const int Largest = 2_000;

    private static readonly TestTree Tree = TestTree.OfSize(Largest);

    private static readonly Gen<(int Index, int Size)> AnEntry =
        Gen.Int[1, Largest].SelectMany(size => Gen.Int[0, size - 1].Select(index => (index, size)));

    private static readonly Gen<(int From, int Size)> TwoSizes =
        Gen.Int[2, Largest].SelectMany(size => Gen.Int[1, size - 1].Select(from => (from, size)));

    [Fact]
    public void The_root_is_the_one_over_the_leaves_for_every_size_up_to_2000()
    {
        for (var size = 0; size <= Largest; size++) Assert.Equal(Tree.Root(size), MerkleRoot.Of(size, Tree.Hash));
    }

    [Fact]
    public void Every_inclusion_proof_of_small_logs_is_the_one_of_the_definition_and_holds()
    {
        for (var size = 1; size <= 70; size++)
            for (var index = 0; index < size; index++) Assert.True(IncludesAsDefined(index, size), $"{index} of {size}");
    }

    [Fact]
    public void Every_inclusion_proof_of_large_logs_is_the_one_of_the_definition_and_holds() =>
        AnEntry.Sample((index, size) => IncludesAsDefined(index, size), iter: 1_000);

    [Fact]
    public void Every_consistency_proof_of_small_logs_is_the_one_of_the_definition_and_holds()
    {
        for (var size = 0; size <= 70; size++)
            for (var from = 0; from <= size; from++) Assert.True(GrowsAsDefined(from, size), $"{from} to {size}");
    }

    [Fact]
    public void Every_consistency_proof_of_large_logs_is_the_one_of_the_definition_and_holds() =>
        TwoSizes.Sample((from, size) => GrowsAsDefined(from, size), iter: 1_000);

    [Fact]
    public void A_flipped_bit_breaks_an_inclusion_proof() => Gen.Select(AnEntry, Gen.Int[0, int.MaxValue]).Sample((entry, bit) =>
    {
        var (index, size) = entry;
        byte[][] parts = [Tree.Leaves[index], Tree.Root(size), .. InclusionProof.Of(index, size, Tree.Hash)];
        var flipped = WithFlippedBit(parts, bit);
        return Includes(parts) && !Includes(flipped);

        bool Includes(byte[][] of) => InclusionProof.Verify(index, size, of[0], of[2..], of[1]);
    }, iter: 1_000);

    [Fact]
    public void A_flipped_bit_breaks_a_consistency_proof() => Gen.Select(TwoSizes, Gen.Int[0, int.MaxValue]).Sample((sizes, bit) =>
    {
        var (from, size) = sizes;
        byte[][] parts = [Tree.Root(from), Tree.Root(size), .. ConsistencyProof.Of(from, size, Tree.Hash)];
        var flipped = WithFlippedBit(parts, bit);
        return Grows(parts) && !Grows(flipped);

        bool Grows(byte[][] of) => ConsistencyProof.Verify(from, size, of[2..], of[0], of[1]);
    }, iter: 1_000);

    [Fact]
    public void A_hash_more_or_less_or_of_another_length_breaks_a_proof() => Gen.Select(TwoSizes, Gen.Int[0, 30]).Sample((sizes, at) =>
    {
        var (from, size) = sizes;
        var inclusion = InclusionProof.Of(from, size, Tree.Hash).ToList();
        var consistency = ConsistencyProof.Of(from, size, Tree.Hash).ToList();
        return Spoilt(inclusion, at).All(path => !InclusionProof.Verify(from, size, Tree.Leaves[from], path, Tree.Root(size)))
            && Spoilt(consistency, at).All(path => !ConsistencyProof.Verify(from, size, path, Tree.Root(from), Tree.Root(size)));
    }, iter: 1_000);

    /// <summary>
    /// A proof says left or right at each step and no more. With an unchanged root, other numbers hold exactly where
    /// they lead the same way: the first entry's among 3 entries as among 4. In one size each entry has its own way.
    /// </summary>
    [Fact]
    public void Another_index_or_size_breaks_an_inclusion_proof_unless_the_way_is_the_same()
    {
        for (var size = 1; size <= 33; size++)
            for (var index = 0; index < size; index++)
            {
                var path = InclusionProof.Of(index, size, Tree.Hash);
                for (var otherSize = 0; otherSize <= 36; otherSize++)
                    for (var other = 0; other <= otherSize; other++)
                    {
                        var expected = other < otherSize && Definition.Way(other, otherSize) == Definition.Way(index, size);
                        Assert.Equal(expected, InclusionProof.Verify(other, otherSize, Tree.Leaves[index], path, Tree.Root(size)));
                        Assert.False(expected && otherSize == size && other != index);
                    }
            }
    }

    [Fact]
    public void Other_sizes_break_a_consistency_proof_unless_the_way_is_the_same()
    {
        for (var size = 2; size <= 20; size++)
            for (var from = 1; from < size; from++)
            {
                var path = ConsistencyProof.Of(from, size, Tree.Hash);
                for (var other = 0; other <= 24; other++)
                    for (var earlier = 0; earlier <= 24; earlier++)
                    {
                        var expected = earlier > 0 && earlier < other && Definition.Way(earlier, other, whole: true) == Definition.Way(from, size, whole: true);
                        Assert.Equal(expected, ConsistencyProof.Verify(earlier, other, path, Tree.Root(from), Tree.Root(size)));
                    }
            }
    }

    [Fact]
    public void A_log_of_nothing_grows_into_any_and_nothing_else_does()
    {
        var (nothing, root) = (Tree.Root(0), Tree.Root(7));

        Assert.True(ConsistencyProof.Verify(0, 7, [], nothing, root));
        Assert.True(ConsistencyProof.Verify(0, 0, [], nothing, nothing));
        Assert.False(ConsistencyProof.Verify(0, 7, [], root, root));
        Assert.False(ConsistencyProof.Verify(0, 7, [root], nothing, root));
        Assert.False(ConsistencyProof.Verify(0, 0, [], root, root));
        Assert.False(ConsistencyProof.Verify(7, 7, [], nothing, root));
        Assert.False(ConsistencyProof.Verify(7, 7, [root], root, root));
        Assert.False(ConsistencyProof.Verify(7, 0, [], root, nothing));
    }

    [Fact]
    public void Numbers_beyond_all_logs_are_answered()
    {
        var (leaf, root) = (Tree.Leaves[0], Tree.Root(7));
        var path = Enumerable.Repeat(leaf, 63).ToArray();
        foreach (var number in new[] { long.MinValue, -1, 0, 1, (1L << 62) - 1, 1L << 62, long.MaxValue - 1, long.MaxValue })
            foreach (var other in new[] { long.MinValue, -1, 0, 1, (1L << 62) - 1, 1L << 62, long.MaxValue - 1, long.MaxValue })
            {
                Assert.False(InclusionProof.Verify(number, other, leaf, path, root));
                Assert.False(ConsistencyProof.Verify(number, other, path, leaf, root));
            }
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData((1L << 62) - 1), InlineData(1L << 62), InlineData(long.MaxValue - 1)]
    public void The_largest_log_that_can_be_has_proofs(long number)
    {
        // All its entries are the same, so that one hash stands for all subtrees of a height.
        var hashes = new List<byte[]> { Tree.Leaves[0] };
        while (hashes.Count < 63) hashes.Add(MerkleTree.Node(hashes[^1], hashes[^1]));
        byte[] Hash(int height, long index) => hashes[height];
        var root = MerkleRoot.Of(long.MaxValue, Hash);

        var inclusion = InclusionProof.Of(number, long.MaxValue, Hash);
        var consistency = ConsistencyProof.Of(number + 1, long.MaxValue, Hash);

        Assert.True(inclusion.Count <= 63);
        Assert.True(InclusionProof.Verify(number, long.MaxValue, hashes[0], inclusion, root));
        Assert.True(ConsistencyProof.Verify(number + 1, long.MaxValue, consistency, MerkleRoot.Of(number + 1, Hash), root));
    }

    [Fact]
    public void A_proof_of_what_is_not_there_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Of(-1, 7, Tree.Hash));
        Assert.Throws<ArgumentOutOfRangeException>(() => InclusionProof.Of(7, 7, Tree.Hash));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Of(-1, 7, Tree.Hash));
        Assert.Throws<ArgumentOutOfRangeException>(() => ConsistencyProof.Of(8, 7, Tree.Hash));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleRoot.Of(-1, Tree.Hash));
    }

    private static bool IncludesAsDefined(int index, int size)
    {
        var path = InclusionProof.Of(index, size, Tree.Hash);
        return Same(path, Definition.Inclusion(index, Tree.Leaves.AsSpan(0, size)))
            && InclusionProof.Verify(index, size, Tree.Leaves[index], path, Tree.Root(size));
    }

    private static bool GrowsAsDefined(int from, int size)
    {
        var path = ConsistencyProof.Of(from, size, Tree.Hash);
        return (from == 0 ? path.Count == 0 : Same(path, Definition.Consistency(from, Tree.Leaves.AsSpan(0, size), whole: true)))
            && ConsistencyProof.Verify(from, size, path, Tree.Root(from), Tree.Root(size));
    }

    private static bool Same(IReadOnlyList<byte[]> path, IReadOnlyList<byte[]> other) =>
        path.Count == other.Count && path.Zip(other).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));

    private static byte[][] WithFlippedBit(byte[][] parts, int bit)
    {
        bit %= parts.Length * MerkleTree.HashSize * 8;
        byte[][] flipped = [.. parts.Select(part => part.ToArray())];
        flipped[bit / (MerkleTree.HashSize * 8)][bit / 8 % MerkleTree.HashSize] ^= (byte)(1 << (bit % 8));
        return flipped;
    }

    private static IEnumerable<List<byte[]>> Spoilt(List<byte[]> path, int at)
    {
        at %= path.Count;
        yield return [.. path[..at], .. path[(at + 1)..]];
        yield return [.. path[..at], path[at], path[at], .. path[(at + 1)..]];
        yield return [.. path[..at], path[at][..31], .. path[(at + 1)..]];
        yield return [.. path[..at], [.. path[at], 0], .. path[(at + 1)..]];
        yield return [.. path[..at], [], .. path[(at + 1)..]];
        yield return [.. path, Tree.Leaves[0]];
    }
}
