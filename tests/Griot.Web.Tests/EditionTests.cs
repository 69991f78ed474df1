using System.Text.RegularExpressions;
using Griot.Record;
using Griot.Testing;

namespace Griot.Web.Tests;

public sealed partial class EditionTests
{
    private static readonly Edition French = Editions.Find("fr")!;
    private static readonly Edition English = Editions.Find("en")!;

    [Fact]
    public void All_editions_have_the_same_keys()
    {
        var first = Editions.First.File;

        Assert.All(Editions.All, edition =>
        {
            Assert.Equal(first.Texts.Keys.Order(), edition.File.Texts.Keys.Order());
            Assert.Equal(first.Counts.Keys.Order(), edition.File.Counts.Keys.Order());
        });
    }

    [Fact]
    public void A_text_takes_the_same_pieces_in_all_editions() => Assert.All(Editions.All, edition =>
    {
        foreach (var (key, text) in edition.File.Texts)
            Assert.Equal((key, Pieces(Editions.First.File.Texts[key])), (key, Pieces(text)));
    });

    [Fact]
    public void Every_key_that_the_code_names_is_in_the_editions()
    {
        var used = Sources().SelectMany(file => KeyInCode().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["key"].Value).Distinct().Where(key => !key.Contains('{')).ToList();

        Assert.NotEmpty(used);
        Assert.All(used, key => Assert.True(English.File.Texts.ContainsKey(key) || English.File.Counts.ContainsKey(key), key));
    }

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
        Named<ChannelKind>(edition);
        Named<ProviderState>(edition);
        Named<HouseOrigin>(edition);
    });

    [Fact]
    public void Moments_are_absolute_in_universal_time_and_written_as_the_language_writes_them()
    {
        var moment = new DateTimeOffset(2026, 11, 22, 20, 40, 0, TimeSpan.FromHours(2));

        Assert.Equal("22 novembre 2026 à 18 h 40", French.Moment(moment));
        Assert.Equal("22 November 2026, 18:40", English.Moment(moment));
        Assert.Equal("1er mai 2026", French.Day(new DateOnly(2026, 5, 1)));
        Assert.Equal("1 May 2026", English.Day(new DateOnly(2026, 5, 1)));
    }

    [Fact]
    public void Numbers_are_grouped_as_the_language_groups_them()
    {
        Assert.Equal("18\u202F231", French.Number(18231));
        Assert.Equal("18,231", English.Number(18231));
    }

    [Fact]
    public void Countries_and_languages_are_named_and_unknown_codes_stand_as_they_are()
    {
        Assert.Equal("Sénégal", French.Country("SN"));
        Assert.Equal("Ghana", English.Country("GH"));
        Assert.Equal("arabe", French.Language("ar-MR"));
        Assert.Equal("XQ", French.Country("XQ"));
        Assert.Equal("<b>", English.Language("<b>"));
    }

    [Theory]
    [InlineData("fr-ML, en;q=0.5", "fr")]
    [InlineData("sw, en-GB;q=0.8, fr;q=0.9", "fr")]
    [InlineData("en", "en")]
    [InlineData("zh, ja", "fr")]
    [InlineData("fr;q=0, en", "en")]
    [InlineData("", "fr")]
    [InlineData(";;;=,\"", "fr")]
    public void The_edition_follows_the_readers_languages(string accepted, string code) =>
        Assert.Equal(code, Editions.Choose(accepted).Code);

    private static void Named<T>(Edition edition) where T : struct, Enum =>
        Assert.All(Enum.GetValues<T>(), value => Assert.NotEmpty(edition.Of(value)));

    private static string Pieces(string text) =>
        string.Join(',', Piece().Matches(text).Select(match => match.Value).Distinct().Order());

    private static IEnumerable<string> Sources() =>
        Directory.EnumerateFiles(Path.Combine(SharedMaterial.Checkout(), "src"), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal));

    [GeneratedRegex("""(?:\.Text\(|\.Count\(|\bKey=)"(?<key>[a-z][a-z0-9.-]*\.[a-z0-9.-]+)"?""")]
    private static partial Regex KeyInCode();

    [GeneratedRegex(@"\$""(?<head>[a-z][a-z.-]*\.)\{[^""{}]*\}(?<tail>[a-z.-]*)""")]
    private static partial Regex MadeKey();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Piece();
}
