using CsCheck;

namespace Griot.Record.Tests.Words;

/// <summary>X14: names are compared as readers see them in passing.</summary>
public sealed class NameSkeletonTests
{
    [Theory]
    [InlineData("Le Soleil", "L\u0435 S\u043Eleil")]
    [InlineData("PANA", "\u0420\u0410N\u0410")]
    [InlineData("AXIOM", "\u0391\u03A7\u0399\u039F\u039C")]
    [InlineData("Le Soleil", "LE SOLEIL")]
    [InlineData("Le Soleil", "Le\u00A0 Soleil.")]
    [InlineData("Le Soleil", "Le So\u200Dleil")]
    [InlineData("Le Soleil", "Le So\u3164leil")]
    [InlineData("Le Soleil", "Le Soleil\uFE0F")]
    [InlineData("Le Soleil", "\uFF2C\uFF45 \uFF33\uFF4F\uFF4C\uFF45\uFF49\uFF4C")]
    [InlineData("Le Soleil", "𝐋𝐞 𝐒𝐨𝐥𝐞𝐢𝐥")]
    [InlineData("Info Mali", "lnfo Mall")]
    [InlineData("Sud Quotidien", "Sud Quot1dien")]
    [InlineData("Matin", "rnatin")]
    [InlineData("L'Essor", "L’Essor")]
    [InlineData("Sénégal Infos", "Senegal lnfos")]
    [InlineData("Studio 7", "Studio \u0667")]
    [InlineData("Звезда", "ЗВЕЗДА")]
    [InlineData("Казахстан", "КАЗАХСТАН")]
    [InlineData("Καθημερινή", "ΚΑΘΗΜΕΡΙΝΗ")]
    [InlineData("Ο Λόγος", "Ο ΛΟΓΟΣ")]
    [InlineData("Հետք", "ՀԵՏՔ")]
    [InlineData("Œuvre", "Oeuvre")]
    [InlineData("Info", "|nfo")]
    [InlineData("الأهرام", "الاهــرام")]
    [InlineData("کیهان", "كيهان")]
    public void What_looks_alike_can_be_taken_for_one_another(string one, string other) => Assert.True(NameSkeleton.AreAlike(one, other));

    [Theory]
    [InlineData("Le Soleil", "Le Soir")]
    [InlineData("Radio 1", "Radio 2")]
    [InlineData("Правда", "Известия")]
    [InlineData("人民日报", "光明日报")]
    [InlineData("الأهرام", "الأخبار")]
    [InlineData("बाल", "बोली")]
    [InlineData("!!!", "???")]
    public void What_does_not_can_not(string one, string other) => Assert.False(NameSkeleton.AreAlike(one, other));

    [Fact]
    public void Any_text_has_one_and_neither_capitals_nor_what_nobody_sees_change_it() =>
        Gen.String.Sample(text =>
        {
            var name = "x" + text;
            Assert.All(NameSkeleton.Of(name), Assert.NotEmpty);
            Assert.True(NameSkeleton.AreAlike(name, name.ToUpperInvariant()));
            Assert.True(NameSkeleton.AreAlike(name, name.Insert(1, "\u200B\u2060 \u0301")));
        });

    [Fact]
    public void No_letter_is_lost_that_can_be_seen() =>
        Assert.Contains(new string('a', 50), NameSkeleton.Of(string.Concat(Enumerable.Repeat("\u0430\u0391", 25))));
}
