using CsCheck;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

public sealed class CosignatureTests
{
    private const long Time = 1_679_315_147;

    private static readonly VerifierKey Witness = VerifierKey.Of("witness.example", VerifierKey.Witness, TestNote.Stranger.Verifier.PublicKey)!;

    [Fact]
    public void A_cosignature_holds_for_the_checkpoint_and_its_time()
    {
        var note = SignedNote.Parse(TestNote.Signed.With(Cosigned(Time, TestNote.Signed.Text)).ToBytes())!;

        Assert.True(note.IsSignedBy(Witness));
        Assert.True(note.IsSignedBy(TestNote.Key.Verifier));
        Assert.Equal(Time, Cosignature.Parse(note.Signatures[1].Signature)?.Time);
    }

    [Fact]
    public void The_words_before_the_checkpoint_are_those_of_the_specification() =>
        Assert.Equal("cosignature/v1\ntime 1679315147\n", TestNote.Text(Cosignature.Header(Time)));

    [Fact]
    public void The_cosignature_of_the_specification_s_example_names_its_time() =>
        Assert.Equal(Time, Cosignature.Parse(Convert.FromBase64String(
            "jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==").AsSpan(4))?.Time);

    [Fact]
    public void A_flipped_bit_of_time_or_signature_breaks_it() => Gen.Int[0, (72 * 8) - 1].Sample(bit =>
    {
        var cosigned = Cosigned(Time, TestNote.Signed.Text);
        var flipped = cosigned.Signature.ToArray();
        flipped[bit / 8] ^= (byte)(1 << (bit % 8));
        return TestNote.Signed.With(cosigned).IsSignedBy(Witness) && !TestNote.Signed.With(cosigned with { Signature = flipped }).IsSignedBy(Witness);
    });

    [Fact]
    public void A_plain_signature_is_no_cosignature_and_a_cosignature_no_plain_signature()
    {
        var text = TestNote.Signed.Text;
        var plain = TestNote.Stranger.Sign(text);

        Assert.False(TestNote.Signed.With(plain with { Name = Witness.Name, KeyId = Witness.KeyId }).IsSignedBy(Witness));
        Assert.False(TestNote.Signed.With(Cosigned(Time, text) with { Name = plain.Name, KeyId = plain.KeyId }).IsSignedBy(TestNote.Stranger.Verifier));
        Assert.False(TestNote.Signed.With(Cosigned(Time, text)).IsSignedBy(TestNote.Stranger.Verifier));
    }

    [Fact]
    public void A_cosignature_stands_for_no_other_checkpoint() =>
        Assert.False(new SignedNote(TestNote.Signed.Text.Replace('2', '3'), [Cosigned(Time, TestNote.Signed.Text)]).IsSignedBy(Witness));

    [Theory]
    [InlineData(0), InlineData(8), InlineData(64), InlineData(71), InlineData(73)]
    public void Bytes_of_another_length_are_no_cosignature(int length) => Assert.Null(Cosignature.Parse(new byte[length]));

    [Fact]
    public void A_time_beyond_63_bits_is_none()
    {
        Assert.Null(Cosignature.Parse([0x80, .. new byte[71]]));
        Assert.Equal(long.MaxValue, Cosignature.Parse([0x7f, 255, 255, 255, 255, 255, 255, 255, .. new byte[64]])?.Time);
    }

    private static NoteSignature Cosigned(long time, string text)
    {
        var signature = TestNote.Stranger.Sign(TestNote.Text(Cosignature.Header(time)) + text).Signature;
        return new NoteSignature(Witness.Name, Witness.KeyId, new Cosignature(time, signature).ToBytes());
    }
}
