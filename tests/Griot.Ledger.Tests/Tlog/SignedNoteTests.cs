using System.Text;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

public sealed class SignedNoteTests
{
    private const string Line = "— stranger.example AAAAAAA=\n";

    private static readonly VerifierKey Key = TestNote.Key.Verifier;

    [Fact]
    public void What_a_key_signed_is_signed_by_that_key_alone()
    {
        var note = SignedNote.Parse(TestNote.Signed.ToBytes())!;

        Assert.True(note.IsSignedBy(Key));
        Assert.False(note.IsSignedBy(TestNote.Stranger.Verifier));
    }

    [Fact]
    public void A_changed_text_is_signed_by_nobody() =>
        Assert.False(new SignedNote(TestNote.Signed.Text.Replace('2', '3'), TestNote.Signed.Signatures).IsSignedBy(Key));

    [Fact]
    public void L06_signatures_of_unknown_keys_say_nothing_and_are_kept()
    {
        var signature = TestNote.Signed.Signatures[0];
        var note = new SignedNote(TestNote.Signed.Text, [
            new("unknown.example", [1, 2, 3, 4], [5]),
            signature with { Name = "unknown.example", Signature = new byte[64] },
            signature with { KeyId = [1, 2, 3, 4], Signature = new byte[64] },
            signature,
            TestNote.Stranger.Sign(TestNote.Signed.Text)]);

        var read = SignedNote.Parse(note.ToBytes())!;

        Assert.Equal(5, read.Signatures.Count);
        Assert.True(read.IsSignedBy(Key));
        Assert.True(read.IsSignedBy(TestNote.Stranger.Verifier));
        Assert.Equal(note.ToBytes(), read.ToBytes());
    }

    [Theory]
    [InlineData(0), InlineData(63), InlineData(64), InlineData(65)]
    public void A_signature_that_claims_a_known_key_and_fails_spoils_the_note(int length)
    {
        var wrong = TestNote.Signed.Signatures[0] with { Signature = length == 0 ? [1] : new byte[length] };

        Assert.False(new SignedNote(TestNote.Signed.Text, [wrong]).IsSignedBy(Key));
        Assert.False(TestNote.Signed.With(wrong).IsSignedBy(Key));
    }

    [Theory]
    [InlineData(1, true), InlineData(16, true), InlineData(100, true), InlineData(101, false), InlineData(5_000, false)]
    public void L06_16_signatures_are_read_and_100_at_most(int count, bool expected)
    {
        var lines = string.Concat(Enumerable.Repeat(Line, count - 1));
        var note = TestNote.Parse(TestNote.Text(TestNote.Signed.ToBytes()) + lines);

        Assert.Equal(expected, note is not null);
        if (note is null) return;
        Assert.Equal(count, note.Signatures.Count);
        Assert.True(note.IsSignedBy(Key));
    }

    [Fact]
    public void A_signature_more_stands_behind_the_others()
    {
        var note = TestNote.Signed.With(TestNote.Stranger.Sign(TestNote.Signed.Text));

        Assert.Equal(["griot.example/log", "stranger.example"], note.Signatures.Select(signature => signature.Name));
        Assert.Single(TestNote.Signed.Signatures);
        Assert.True(note.IsSignedBy(TestNote.Stranger.Verifier));
    }

    [Theory]
    [InlineData("\n"), InlineData("\n\n"), InlineData("one\n\ntwo\n\n\n"), InlineData("— a dash\n"), InlineData("é 日本 \ud83d\udcdc \u007f\n"), InlineData(Line + "\n" + Line)]
    public void A_text_may_hold_empty_lines_and_whatever_looks_like_a_signature(string text)
    {
        var note = SignedNote.Parse(TestNote.Sign(text).ToBytes())!;

        Assert.Equal(text, note.Text);
        Assert.True(note.IsSignedBy(Key));
    }

    [Theory]
    [InlineData(""), InlineData("\n"), InlineData("\n\n"), InlineData("text\n"), InlineData("text\n\n"), InlineData("text\n" + Line), InlineData("\n" + Line), InlineData(Line)]
    [InlineData("text\n\n— stranger.example AAAAAAA="), InlineData("text\n\n" + Line + "\n"), InlineData("text\n\n" + Line + "more\n"), InlineData("text\n\nmore\n" + Line)]
    [InlineData("text\n\n - stranger.example AAAAAAA=\n"), InlineData("text\n\n—stranger.example AAAAAAA=\n"), InlineData("text\n\n—  AAAAAAA=\n")]
    [InlineData("text\n\n— stranger.example  AAAAAAA=\n"), InlineData("text\n\n— stranger.example AAAAAAA= \n"), InlineData("text\n\n— stranger.example AAAAAAA= AAAAAAA=\n")]
    [InlineData("text\n\n— stran+ger AAAAAAA=\n"), InlineData("text\n\n— stran\u00a0ger AAAAAAA=\n"), InlineData("text\n\n— stran\u2028ger AAAAAAA=\n")]
    [InlineData("text\n\n— stranger.example AAAAAA==\n"), InlineData("text\n\n— stranger.example AAAAAAB=\n"), InlineData("text\n\n— stranger.example AAAAAAA\n")]
    [InlineData("text\n\n— stranger.example AAAA_AA=\n"), InlineData("text\n\n— stranger.example \n"), InlineData("text\n\n— stranger.example\n")]
    [InlineData("te\txt\n\n" + Line), InlineData("te\0xt\n\n" + Line), InlineData("te\u001fxt\n\n" + Line)]
    public void What_is_not_exactly_a_note_is_none(string note) => Assert.Null(TestNote.Parse(note));

    [Fact]
    public void L06_a_note_with_carriage_returns_is_none()
    {
        var note = TestNote.Text(TestNote.Signed.ToBytes());

        Assert.NotNull(TestNote.Parse(note));
        Assert.Null(TestNote.Parse(note.ReplaceLineEndings("\r\n")));
        Assert.Null(TestNote.Parse(note[..^1] + "\r\n"));
    }

    [Theory]
    [InlineData(new byte[] { 0xff }), InlineData(new byte[] { 0xc3 }), InlineData(new byte[] { 0xc0, 0x8a }), InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    public void Bytes_that_are_no_utf8_are_no_note(byte[] wrong) =>
        Assert.Null(SignedNote.Parse([.. "text "u8, .. wrong, .. Encoding.UTF8.GetBytes($"\n\n{Line}")]));

    [Fact]
    public void A_note_of_more_than_a_megabyte_is_none()
    {
        var most = SignedNote.MaxBytes - TestNote.Sign("\n").ToBytes().Length;
        var note = TestNote.Sign(new string('a', most) + "\n");

        Assert.NotNull(SignedNote.Parse(note.ToBytes()));
        Assert.Null(SignedNote.Parse([(byte)'a', .. note.ToBytes()]));
        Assert.Throws<ArgumentException>(() => TestNote.Sign(new string('a', most + 1) + "\n"));
    }

    [Fact]
    public void What_can_be_no_note_is_not_made()
    {
        var signature = TestNote.Signed.Signatures[0];
        foreach (var text in new[] { "", "text", "te\rxt\n", "\ud800\n" })
        {
            Assert.Throws<ArgumentException>(() => new SignedNote(text, [signature]));
            Assert.Throws<ArgumentException>(() => TestNote.Key.Sign(text));
        }

        Assert.Throws<ArgumentException>(() => new SignedNote("text\n", []));
        Assert.Throws<ArgumentException>(() => new SignedNote("text\n", [.. Enumerable.Repeat(signature, 101)]));
        foreach (var wrong in new[] { signature with { Name = "" }, signature with { Name = "a b" }, signature with { KeyId = [1] }, signature with { Signature = [] } })
            Assert.Throws<ArgumentException>(() => new SignedNote("text\n", [wrong]));
    }
}
