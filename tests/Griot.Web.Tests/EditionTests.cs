using System.Text.RegularExpressions;
using Griot.Record;
using Griot.Testing;

namespace Griot.Web.Tests;

public sealed partial class EditionTests
{
    private static readonly Edition French = Editions.Find("fr")!;
    private static readonly Edition English = Editions.Find("en")!;
    private static readonly Edition Portuguese = Editions.Find("pt")!;
    private static readonly Edition Arabic = Editions.Find("ar")!;
    private static readonly Edition Swahili = Editions.Find("sw")!;

    [Fact]
    public void Every_key_that_the_code_names_is_in_the_editions()
    {
        var used = Sources().SelectMany(file => KeyInCode().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["key"].Value).Distinct().Where(key => !key.Contains('{')).ToList();

        Assert.NotEmpty(used);
        Assert.All(used, key => Assert.True(English.File.Texts.ContainsKey(key) || English.File.Counts.ContainsKey(key), key));
    }

    [Theory]
    [InlineData("Agence Kayes", "d’Agence Kayes", "qu’Agence Kayes")]
    [InlineData("État civil", "d’État civil", "qu’État civil")]
    [InlineData("Œuvres", "d’Œuvres", "qu’Œuvres")]
    [InlineData("Ouest Info", "d’Ouest Info", "qu’Ouest Info")]
    [InlineData("Yves", "d’Yves", "qu’Yves")]
    [InlineData("Ouagadougou Matin", "de Ouagadougou Matin", "que Ouagadougou Matin")]
    [InlineData("Yaoundé Soir", "de Yaoundé Soir", "que Yaoundé Soir")]
    [InlineData("Le Pont", "de Le Pont", "que Le Pont")]
    [InlineData("Hadja Sira", "de Hadja Sira", "que Hadja Sira")]
    [InlineData("الجسر", "de \u2068الجسر\u2069", "que \u2068الجسر\u2069")]
    [InlineData("", "de ", "que ")]
    public void French_drops_the_e_of_de_and_que_before_a_vowel_and_leaves_the_name_as_it_is(string name, string of, string that)
    {
        Assert.StartsWith("Les articles de tous les fournisseurs " + of + ",", French.Text("site.description", name), StringComparison.Ordinal);
        Assert.StartsWith("Ce " + that + " publie", French.Text("site.statistics.description", name), StringComparison.Ordinal);
        Assert.Contains(name, English.Text("site.description", name), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_and_days_are_never_elided() =>
        Assert.Equal("La racine de 11 inscriptions a été signée avec cette clé.", French.Text("site.verify.signature.held", "11"));

    [Fact]
    public void A_language_that_has_a_name_has_one_in_every_edition() => Assert.All((string[])["nqo", "dje", "ses", "tmh", "mey", "arz", "bm", "ff"], language =>
    {
        Assert.True(Tag.IsNamed(language));
        Assert.All(Editions.All, edition => Assert.NotEqual(language, edition.Language(language)));
    });

    [Fact]
    public void Every_text_is_used_somewhere()
    {
        var code = string.Join('\n', Sources().Select(File.ReadAllText));
        var made = MadeKey().Matches(code).Select(match => (Head: match.Groups["head"].Value, Tail: match.Groups["tail"].Value)).Distinct().ToList();
        var unused = English.File.Texts.Keys.Concat(English.File.Counts.Keys)
            .Where(key => !char.IsUpper(key[0]) && !code.Contains($"\"{key}\""))
            .Where(key => !made.Exists(one => key.StartsWith(one.Head, StringComparison.Ordinal) && key.EndsWith(one.Tail, StringComparison.Ordinal)));

        Assert.Empty(unused);
    }

    [Fact]
    public void Keys_that_are_made_of_words_exist_for_every_word() => Assert.All(Editions.All, edition =>
    {
        foreach (var standing in Enum.GetValues<Standing>())
            Assert.All((string[])["title", "text"], part => Assert.NotEmpty(edition.Text($"site.gone.{Word.Of(standing)}.{part}")));
        Assert.All(Enum.GetValues<Signal>(), signal => Assert.NotEmpty(edition.Text($"site.signal.{Word.Of(signal)}")));
        Assert.All(Enum.GetValues<Terms>(), terms => Assert.NotEmpty(edition.Text($"site.why.{Word.Of(terms)}")));
        Assert.All((string[])["400", "404", "405", "429", "500"], status => Assert.NotEmpty(edition.Text($"web.error.{status}.title") + edition.Text($"web.error.{status}.text")));
    });

    [Fact]
    public void Every_word_of_the_design_has_a_name_in_every_edition() => Assert.All(Editions.All, edition =>
    {
        Named<ProviderKind>(edition);
        Named<Capacity>(edition);
        Named<Terms>(edition);
        Named<AiUse>(edition);
        Named<Permission>(edition);
        Named<Signal>(edition);
        Named<Evidence>(edition);
        Named<HoldReason>(edition);
        Named<RemovalReason>(edition);
        Named<ChannelKind>(edition);
        Named<ProviderState>(edition);
        Named<HouseOrigin>(edition);
    });

    [Fact]
    public void Moments_are_absolute_in_universal_time_and_written_as_the_language_writes_them()
    {
        var moment = new DateTimeOffset(2026, 11, 22, 20, 40, 0, TimeSpan.FromHours(2));

        Assert.Equal("22\u00A0novembre 2026 à\u00A018\u00A0h\u00A040", French.Moment(moment));
        Assert.Equal("22\u00A0November 2026, 18:40", English.Moment(moment));
        Assert.Equal("1er\u00A0mai 2026", French.Day(new DateOnly(2026, 5, 1)));
        Assert.Equal("1\u00A0May 2026", English.Day(new DateOnly(2026, 5, 1)));
        Assert.Equal("22\u00A0de\u00A0novembro de\u00A02026, 18h40", Portuguese.Moment(moment));
        Assert.Equal("22\u00A0نوفمبر 2026، الساعة\u00A018:40", Arabic.Moment(moment));
        Assert.Equal("22\u00A0Novemba 2026, 18:40", Swahili.Moment(moment));
    }

    [Fact]
    public void Numbers_are_grouped_as_the_language_groups_them()
    {
        Assert.Equal("18\u202F231", French.Number(18231));
        Assert.Equal("18,231", English.Number(18231));
        Assert.Equal("18\u202F231", Portuguese.Number(18231));
        Assert.Equal("18,231", Arabic.Number(18231));
        Assert.Equal("18,231", Swahili.Number(18231));
    }

    [Fact]
    public void Countries_and_languages_are_named_and_unknown_codes_stand_as_they_are()
    {
        Assert.Equal("Sénégal", French.Country("SN"));
        Assert.Equal("Ghana", English.Country("GH"));
        Assert.Equal("arabe", French.Language("ar-MR"));
        Assert.Equal(["Moçambique", "موزمبيق", "Msumbiji"], new[] { Portuguese, Arabic, Swahili }.Select(edition => edition.Country("MZ")));
        Assert.Equal(["suaíli", "السواحلية", "Kiswahili"], new[] { Portuguese, Arabic, Swahili }.Select(edition => edition.Language("sw-TZ")));
        Assert.Equal("XQ", French.Country("XQ"));
        Assert.Equal("<b>", English.Language("<b>"));
    }

    [Fact]
    public void H14_a_name_of_another_direction_is_isolated_within_a_sentence_and_no_other()
    {
        Assert.StartsWith("عن \u2068Le Fleuve\u2069", Arabic.Text("web.about-house", "Le Fleuve"), StringComparison.Ordinal);
        Assert.Equal("عن النهر", Arabic.Text("web.about-house", "النهر"));
        Assert.Equal("À propos de \u2068النهر\u2069", French.Text("web.about-house", "النهر"));
        Assert.Equal("À propos de Le Fleuve", French.Text("web.about-house", "Le Fleuve"));
        Assert.Equal("القيد رقم\u00A018,231", Arabic.Text("site.entry", Arabic.Number(18231)));
    }

    [Fact]
    public void A_list_has_the_comma_of_its_language() => Assert.Equal([", ", "، "], new[] { French, Arabic }.Select(edition => edition.Comma));

    [Theory]
    [InlineData("fr-ML, en;q=0.5", "fr")]
    [InlineData("ha, en-GB;q=0.8, fr;q=0.9", "fr")]
    [InlineData("sw, en-GB;q=0.8, fr;q=0.9", "sw")]
    [InlineData("ar-MR", "ar")]
    [InlineData("en", "en")]
    [InlineData("zh, ja", "fr")]
    [InlineData("fr;q=0, en", "en")]
    [InlineData("", "fr")]
    [InlineData(";;;=,\"", "fr")]
    public void The_edition_follows_the_readers_languages(string accepted, string code) =>
        Assert.Equal(code, Editions.Choose(accepted).Code);

    private static void Named<T>(Edition edition) where T : struct, Enum =>
        Assert.All(Enum.GetValues<T>(), value => Assert.NotEmpty(edition.Of(value)));

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(SharedMaterial.Checkout(), "src"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal));

    [GeneratedRegex("""(?:\.Text\(|\.Count\(|\bKey=)"(?<key>[a-z][a-z0-9.-]*\.[a-z0-9.-]+)"?""")]
    private static partial Regex KeyInCode();

    [GeneratedRegex(@"\$""(?<head>[a-z][a-z.-]*\.)\{[^""{}]*\}(?<tail>[a-z.-]*)""")]
    private static partial Regex MadeKey();
}
