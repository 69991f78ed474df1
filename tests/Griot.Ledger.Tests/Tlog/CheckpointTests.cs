using Griot.Ledger.Tlog;

namespace Griot.Ledger.Tests.Tlog;

public sealed class CheckpointTests
{
    private const string Root = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

    [Fact]
    public void A_checkpoint_is_three_lines()
    {
        var checkpoint = Checkpoint.Parse($"example.com/behind-the-sofa\n20852163\n{Root}\n");

        Assert.Equal(new Checkpoint("example.com/behind-the-sofa", 20_852_163, Convert.FromBase64String(Root)), checkpoint);
        Assert.Equal($"example.com/behind-the-sofa\n20852163\n{Root}\n", checkpoint!.Text);
    }

    [Fact]
    public void L06_extension_lines_are_read_past_and_stay_signed()
    {
        var text = $"log.example\n7\n{Root}\nsomething of the log's own\nand more\n";
        var note = SignedNote.Parse(TestNote.Sign(text).ToBytes())!;

        Assert.True(note.IsSignedBy(TestNote.Key.Verifier));
        Assert.Equal(new Checkpoint("log.example", 7, Convert.FromBase64String(Root)), Checkpoint.Parse(note.Text));
        Assert.Equal(text, note.Text);
    }

    [Fact]
    public void An_origin_need_not_look_like_an_address() =>
        Assert.Equal("un + journal à lire", Checkpoint.Parse($"un + journal à lire\n0\n{Root}\n")?.Origin);

    [Theory]
    [InlineData("0", 0), InlineData("1", 1), InlineData("9223372036854775807", long.MaxValue)]
    public void A_size_is_a_plain_number(string text, long size) => Assert.Equal(size, Checkpoint.Parse($"log.example\n{text}\n{Root}\n")?.Size);

    [Theory]
    [InlineData("00"), InlineData("07"), InlineData("+7"), InlineData("-7"), InlineData("-0"), InlineData(" 7"), InlineData("7 "), InlineData("7.0")]
    [InlineData("0x7"), InlineData("1e3"), InlineData("1,000"), InlineData(""), InlineData("٧"), InlineData("9223372036854775808"), InlineData("99999999999999999999")]
    public void L06_a_size_with_a_leading_zero_or_spelt_otherwise_is_no_checkpoint(string size) =>
        Assert.Null(Checkpoint.Parse($"log.example\n{size}\n{Root}\n"));

    [Theory]
    [InlineData("log.example\r\n7\r\n" + Root + "\r\n"), InlineData("log.example\n7\r\n" + Root + "\n"), InlineData("log.example\n7\n" + Root + "\r\n")]
    [InlineData("log.example\n7\n" + Root + "\nextension\r\n"), InlineData("log.example\r7\r" + Root + "\r")]
    public void L06_a_checkpoint_with_carriage_returns_is_none(string text) => Assert.Null(Checkpoint.Parse(text));

    [Theory]
    [InlineData(""), InlineData("\n"), InlineData("\n\n\n"), InlineData("log.example"), InlineData("log.example\n7\n"), InlineData("log.example\n7\n" + Root)]
    [InlineData("\n7\n" + Root + "\n"), InlineData("log.example\n\n" + Root + "\n"), InlineData("log.example\n7\n\n" + Root + "\n")]
    [InlineData("log.example\n7\n" + Root + "\n\n"), InlineData("log.example\n7\n" + Root + "\n\nextension\n"), InlineData("log.example\n7\n" + Root + "\nextension")]
    [InlineData("log\texample\n7\n" + Root + "\n"), InlineData("log\0example\n7\n" + Root + "\n")]
    public void Lines_too_few_empty_or_of_what_no_note_holds_are_no_checkpoint(string text) => Assert.Null(Checkpoint.Parse(text));

    [Fact]
    public void Half_a_letter_is_no_origin() => Assert.Null(Checkpoint.Parse($"\ud800\n7\n{Root}\n"));

    [Theory]
    [InlineData("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I"), InlineData("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J="), InlineData(Root + " ")]
    [InlineData(" " + Root), InlineData("CsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I="), InlineData("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2Ir"), InlineData("AAAA")]
    [InlineData("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jx")]
    public void A_root_that_is_not_exactly_32_bytes_in_their_one_spelling_is_none(string root) =>
        Assert.Null(Checkpoint.Parse($"log.example\n7\n{root}\n"));

    [Fact]
    public void What_can_be_no_checkpoint_is_not_made()
    {
        Assert.Throws<ArgumentException>(() => new Checkpoint("", 7, new byte[32]));
        Assert.Throws<ArgumentException>(() => new Checkpoint("two\nlines", 7, new byte[32]));
        Assert.Throws<ArgumentException>(() => new Checkpoint("\r", 7, new byte[32]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Checkpoint("log.example", -1, new byte[32]));
        Assert.Throws<ArgumentException>(() => new Checkpoint("log.example", 7, new byte[31]));
    }
}
