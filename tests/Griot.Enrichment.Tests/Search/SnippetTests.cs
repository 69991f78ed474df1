using Griot.Enrichment.Search;
using Griot.Record;

namespace Griot.Enrichment.Tests.Search;

/// <summary>What is shown of a text is the provider's own, to the letter, around what was sought.</summary>
public sealed class SnippetTests : IAsyncLifetime
{
    private readonly SearchHouse house = new();
    private ProviderCard card = null!;

    public async ValueTask InitializeAsync() => card = await house.RegisterAsync();

    [Theory]
    [InlineData("fr", "L’eau de l'Éthiopie", "ethiopie eau", "L’[eau] de l'[Éthiopie]")]
    [InlineData("fr", "Des avions & des <avions>", "avion", "Des [avions] & des <[avions]>")]
    [InlineData("en", "Mali's ministers", "mali minister", "[Mali]'s [ministers]")]
    [InlineData("fr", "Le pont sur le fleuve, sur le pont", "\"sur le pont\"", "Le pont sur le fleuve, [sur] [le] [pont]")]
    [InlineData("fr", "Kayes, Kayésiens, cayes", "kay*", "[Kayes], [Kayésiens], cayes")]
    [InlineData("ar", "الانتخابات في مالي", "انتخابات", "[الانتخابات] في مالي")]
    [InlineData("zh", "马里总统访问北京", "总统", "马里[总统]访问北京")]
    [InlineData("am", "ፀሐይ ወጣች", "ጸሀይ", "[ፀሐይ] ወጣች")]
    [InlineData("fr", "Goi\u0308ta 😀 à Se\u0301gou", "goita ségou", "[Goi\u0308ta] 😀 à [Se\u0301gou]")]
    [InlineData("fr", "Rien de cela", "rien -autre", "[Rien] de cela")]
    [InlineData("fr", "N'Diaye et l'héritier, d’Abidjan", "ndiaye héritier abidjan", "[N'Diaye] et l'[héritier], d’[Abidjan]")]
    [InlineData("fr", "Les vice-présidents, le vice et le président", "vice-président", "Les [vice]-[présidents], le vice et le président")]
    [InlineData("fr", "Abidjan-Ouagadougou, Ouaga et Abidjan", "abidjan-ouaga*", "[Abidjan]-[Ouagadougou], Ouaga et Abidjan")]
    [InlineData("fr", "L'U.E. et UE", "ue", "L'[U.E]. et [UE]")]
    [InlineData("en", "Troops, not troopers", "troop", "[Troops], not troopers")]
    [InlineData("ff", "𞤆𞤵𞤤𞤢𞤪 𞤫 𞤄𞤢𞤥𞤢𞤳𞤮", "𞤄𞤢𞤥*", "𞤆𞤵𞤤𞤢𞤪 𞤫 [𞤄𞤢𞤥𞤢𞤳𞤮]")]
    [InlineData("ar", "في ١٢٣٤ جنيه", "1234", "في [١٢٣٤] جنيه")]
    public async Task What_was_found_is_what_is_marked(string language, string headline, string typed, string marked)
    {
        await house.DeliverAsync(card, headline, "Sans.", language);
        house.Follow();
        var hit = Assert.Single(house.Search.Find(new SearchRequest { Text = typed }).Hits);
        Assert.Equal(marked, Written(hit.Headline));
    }

    [Fact]
    public async Task A_snippet_stands_around_what_was_sought_wherever_it_is_in_the_text()
    {
        await house.DeliverAsync(card, "Titre", $"<p>{Filling(200)}</p><p>Et voilà le mot quenouille au milieu.</p><p>{Filling(200)}</p>");
        house.Follow();
        var hit = Assert.Single(house.Search.Find(new SearchRequest { Text = "quenouille" }).Hits);
        var snippet = Written(hit.Snippet);
        Assert.Contains("le mot [quenouille] au milieu.", snippet, StringComparison.Ordinal);
        Assert.StartsWith("… ", snippet, StringComparison.Ordinal);
        Assert.EndsWith("\u00A0…", snippet, StringComparison.Ordinal);
        Assert.InRange(snippet.Length, 50, 260);
    }

    [Fact]
    public async Task X13_X14_half_characters_controls_and_turns_of_direction_are_survived_and_not_passed_on()
    {
        await house.DeliverAsync(card, "A\u202Emil\uD800 b\u0000c", "<p>Le mil\u202E\u0001 \uDC00 et puis.</p>");
        house.Follow();
        var hit = Assert.Single(house.Search.Find(new SearchRequest { Text = "mil" }).Hits);
        Assert.DoesNotContain(Written(hit.Headline) + Written(hit.Snippet), letter => letter is '\u202E' or '\u0001' or '\u0000' || char.IsSurrogate(letter));
    }

    // Each mark held against each other would take hours.
    [Fact]
    public async Task A11_a_text_that_is_one_word_again_and_again_has_its_snippet_too()
    {
        await house.DeliverAsync(card, "Titre", $"<p>{string.Concat(Enumerable.Repeat("mil ", 100_000))}</p>");
        house.Follow();
        foreach (var typed in (string[])["mil titre", "\"" + string.Concat(Enumerable.Repeat("mil ", 240)) + "\""])
            Assert.StartsWith("[mil]", Written(Assert.Single(house.Search.Find(new SearchRequest { Text = typed }).Hits).Snippet), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private static string Written(IReadOnlyList<SnippetRun> runs) => string.Concat(runs.Select(run => run.IsMarked ? $"[{run.Text}]" : run.Text));

    private static string Filling(int words) => string.Join(' ', Enumerable.Range(0, words).Select(word => $"mot{word}"));
}
