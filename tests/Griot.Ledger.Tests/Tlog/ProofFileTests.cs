using CsCheck;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

public sealed class ProofFileTests
{
    private const string First = "c2sp.org/tlog-proof@v1\n", Hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    private static readonly string Note = TestNote.Text(TestNote.Signed.ToBytes());

    [Fact]
    public void A_proof_is_read_with_all_its_parts()
    {
        var proof = Parse($"{First}extra AQID\nindex 73894\n{Hash}{Hash}\n{Note}")!;

        Assert.Equal([1, 2, 3], proof.Extra);
        Assert.Equal(73_894, proof.Index);
        Assert.Equal(Enumerable.Repeat(Convert.FromBase64String(Hash), 2), proof.Path);
        Assert.Equal(TestNote.Signed.ToBytes(), proof.Checkpoint.ToBytes());
        Assert.Equal($"{First}extra AQID\nindex 73894\n{Hash}{Hash}\n{Note}", TestNote.Text(proof.ToBytes()));
    }

    [Theory]
    [InlineData(First + "index 0\n\n"), InlineData(First + "extra \nindex 0\n\n"), InlineData(First + "extra AA==\nindex 9223372036854775807\n" + Hash + "\n")]
    public void Extra_and_path_may_be_missing_or_empty(string head) => Assert.Equal(head + Note, TestNote.Text(Parse(head + Note)!.ToBytes()));

    [Fact]
    public void A_proof_is_read_as_what_was_written() =>
        Gen.Select(Gen.Byte.Array[0, 400], Gen.Bool, Gen.Long[0, long.MaxValue], Gen.Byte.Array[32].Array[0, 63]).Sample((extra, has, index, path) =>
        {
            var read = ProofFile.Parse(new ProofFile(has ? extra : null, index, path, TestNote.Signed).ToBytes())!;
            Assert.Equal(has ? extra : null, read.Extra);
            Assert.Equal(index, read.Index);
            Assert.Equal(path, read.Path);
            Assert.Equal(TestNote.Signed.ToBytes(), read.Checkpoint.ToBytes());
        });

    [Fact]
    public void An_entry_of_a_log_is_checked_from_the_file_alone()
    {
        var tree = TestTree.OfSize(300);
        var text = new Checkpoint("griot.example/log", 300, tree.Root(300)).Text;
        var bytes = new ProofFile(TestTree.Entry(17), 17, InclusionProof.Of(17, 300, tree.Hash), TestNote.Sign(text)).ToBytes();

        var proof = ProofFile.Parse(bytes)!;
        var checkpoint = Checkpoint.Parse(proof.Checkpoint.Text)!;

        Assert.True(proof.Checkpoint.IsSignedBy(TestNote.Key.Verifier));
        Assert.True(InclusionProof.Verify(proof.Index, checkpoint.Size, MerkleTree.Leaf(proof.Extra), proof.Path, checkpoint.Root));
    }

    [Theory]
    [InlineData(""), InlineData("\n\n"), InlineData("\n"), InlineData(First), InlineData(First + "\n"), InlineData("c2sp.org/tlog-proof@v2\nindex 0\n\n"), InlineData(" " + First + "index 0\n\n")]
    [InlineData(First + "extra AQID\n\n"), InlineData(First + "extra AQI\nindex 0\n\n"), InlineData(First + "extra AQJ=\nindex 0\n\n"), InlineData(First + "extra  AQID\nindex 0\n\n")]
    [InlineData(First + "extra AQID \nindex 0\n\n"), InlineData(First + "extra AQID    \nindex 0\n\n"), InlineData(First + "extra AQ ID   \nindex 0\n\n"), InlineData(First + "extra AQID\nextra AQID\nindex 0\n\n"), InlineData(First + "extraAQID\nindex 0\n\n"), InlineData(First + "extra\nindex 0\n\n")]
    [InlineData(First + "index 0\nextra AQID\n\n"), InlineData(First + "index\n\n"), InlineData(First + "index \n\n"), InlineData(First + "index 01\n\n"), InlineData(First + "index -1\n\n")]
    [InlineData(First + "index 9223372036854775808\n\n"), InlineData(First + "index 0\nindex 0\n\n"), InlineData(First + "index 0\nAQID\n\n"), InlineData(First + "index 0\n"), InlineData(First + "index 0\n" + Hash)]
    [InlineData("c2sp.org/tlog-proof@v1\r\nindex 0\r\n\r\n"), InlineData(First + "index 0\r\n\n"), InlineData(First + "index 0\n\n\n")]
    public void What_is_not_exactly_a_proof_is_none(string head) => Assert.Null(Parse(head + Note));

    [Fact]
    public void A_path_longer_than_any_log_is_none()
    {
        Assert.Equal(63, Parse($"{First}extra AQID\nindex 0\n{string.Concat(Enumerable.Repeat(Hash, 63))}\n{Note}")?.Path.Count);
        Assert.Null(Parse($"{First}extra AQID\nindex 0\n{string.Concat(Enumerable.Repeat(Hash, 64))}\n{Note}"));
        Assert.Null(Parse($"{First}index 0\n{string.Concat(Enumerable.Repeat(Hash, 64))}\n{Note}"));
        Assert.Throws<ArgumentException>(() => new ProofFile(null, 0, [.. Enumerable.Repeat(new byte[32], 64)], TestNote.Signed));
    }

    [Fact]
    public void A_note_that_is_no_checkpoint_makes_no_proof()
    {
        var note = TestNote.Sign("no checkpoint\n");

        Assert.Null(Parse($"{First}index 0\n\n{TestNote.Text(note.ToBytes())}"));
        Assert.Throws<ArgumentException>(() => new ProofFile(null, 0, [], note));
    }

    [Fact]
    public void What_can_be_no_proof_is_not_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProofFile(null, -1, [], TestNote.Signed));
        Assert.Throws<ArgumentException>(() => new ProofFile(null, 0, [new byte[31]], TestNote.Signed));
        Assert.Throws<ArgumentException>(() => new ProofFile(new byte[ProofFile.MaxBytes], 0, [], TestNote.Signed));
    }

    private static ProofFile? Parse(string proof) => ProofFile.Parse(TestNote.Bytes(proof));
}
