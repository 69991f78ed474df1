namespace Griot.Record.Tests.Words;

public sealed class SignalWordTests
{
    [Theory]
    [InlineData("Rectificatif : le pont de Kayes", Signal.Correction, "le pont de Kayes")]
    [InlineData("RECTIFICATIF\u00A0: le pont de Kayes", Signal.Correction, "le pont de Kayes")]
    [InlineData("[RETRAIT] Le pont de Kayes", Signal.Withdrawal, "Le pont de Kayes")]
    [InlineData("(Annulé) : Le pont", Signal.Withdrawal, "Le pont")]
    [InlineData("A NE PAS PUBLIER: Le pont", Signal.Withdrawal, "Le pont")]
    [InlineData("Mandatory  Kill: the bridge", Signal.Withdrawal, "the bridge")]
    [InlineData("تصحيح: جسر", Signal.Correction, "جسر")]
    [InlineData("إلغاء: جسر", Signal.Withdrawal, "جسر")]
    [InlineData("الغاء: جسر", Signal.Withdrawal, "جسر")]
    [InlineData("ســحب: جسر", Signal.Withdrawal, "جسر")]
    [InlineData("Correcao: a ponte", Signal.Correction, "a ponte")]
    [InlineData("Marekebisho: daraja", Signal.Correction, "daraja")]
    [InlineData("Imeondolewa：daraja", Signal.Withdrawal, "daraja")]
    [InlineData("Le retrait : les troupes quittent Kidal", null, null)]
    [InlineData("Retrait des troupes de Kidal", null, null)]
    [InlineData("Re: Rectificatif : le pont", null, null)]
    [InlineData(": le pont", null, null)]
    [InlineData("[]", null, null)]
    [InlineData("\uD800: le pont", null, null)]
    [InlineData("\uFFFE: le pont", null, null)]
    [InlineData("", null, null)]
    [InlineData(null, null, null)]
    public void A_word_counts_as_a_mark_at_the_head_of_a_subject_and_nowhere_else(string? subject, Signal? signal, string? rest)
    {
        var read = SignalWords.Read(subject);
        Assert.Equal(signal, read?.Signal);
        Assert.Equal(rest, read?.Rest);
    }

    [Fact]
    public void Every_word_of_the_table_is_read_as_what_it_says_in_every_writing()
    {
        foreach (var word in SignalWords.All)
        {
            Assert.Equal(word.Signal, SignalWords.Read($"{word.Word}: x")?.Signal);
            Assert.Equal(word.Signal, SignalWords.Read($"[{word.Word.ToUpperInvariant()}] x")?.Signal);
        }

        Assert.Equal(["ar", "en", "fr", "pt", "sw"], SignalWords.All.Select(word => word.Language).Distinct().Order(StringComparer.Ordinal));
    }
}
