using System.Security.Cryptography;
using System.Text;
using CsCheck;

namespace Griot.Record.Tests.Sealed;

public sealed class CommitmentTests
{
    // Computed with sha256sum over the bytes that ledger.md, section 2, names.
    [Theory]
    [InlineData(Part.Delivery, "eb21d207f79575dc6096cd6ec05797747f144fab29e81c03f753bcf033a0df4c")]
    [InlineData(Part.Record, "665793a97c34e9b14f06a4d3d0732507e951429aa7430cf0b2f28897f186326a")]
    [InlineData(Part.Summary, "21e785938ae04dcc1287395427f5facd401fc84dae65ccc2f4b023c167e8a57d")]
    [InlineData(Part.Envelope, "f8e3d536fb0a6da2131a5f0281db80dc0fd55bac5a1593acd85b8d84f1b6bb3f")]
    [InlineData(Part.Signature, "1a18ddaf2be2ef29fd71b344f2a63d31f58ca71b53954b9ed501a2ec004a0c37")]
    public void A_commitment_is_the_hash_that_anyone_can_compute(Part part, string expected) =>
        Assert.Equal(expected, Convert.ToHexStringLower(Commitment.Of(part, [.. Enumerable.Range(0, 32).Select(i => (byte)i)], "Le pont rouvre\n"u8)));

    [Fact]
    public void The_label_the_salt_and_the_bytes_all_count() => Gen.Select(Gen.Enum<Part>(), Gen.Byte.Array[32], Gen.Byte.Array[0, 300]).Sample((part, salt, bytes) =>
    {
        byte[] all = [.. Encoding.ASCII.GetBytes($"griot-commit/v1\n{Word.Of(part)}\n"), .. salt, .. bytes];
        return SHA256.HashData(all).AsSpan().SequenceEqual(Commitment.Of(part, salt, bytes));
    });

    [Fact]
    public void A_salt_has_32_bytes_and_is_never_the_same()
    {
        Assert.Equal(100, Enumerable.Range(0, 100).Select(_ => Convert.ToHexString(Commitment.NewSalt())).Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => Commitment.Of(Part.Record, new byte[31], []));
    }
}
