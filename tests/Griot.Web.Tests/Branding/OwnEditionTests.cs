using System.Text.Json.Nodes;
using Griot.Testing;

namespace Griot.Web.Tests.Branding;

/// <summary>A house's own words: what is changed stands, what would break a page is refused at the start and named.</summary>
public sealed class OwnEditionTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_house_without_files_speaks_the_editions_that_were_built_in() => Assert.Same(EditionSet.BuiltIn, EditionSet.Read(folder.File("nowhere"), null).Set);

    [Fact]
    public void One_changed_word_stands_and_all_others_stay()
    {
        Write("fr", """{ "texts": { "web.home": "Aujourd’hui" }, "counts": { "search.count": { "one": "{0} résultat", "other": "{0} résultats" } } }""");

        var set = Read();
        var french = set.All.Single(edition => edition.Code == "fr");

        Assert.Equal(["Aujourd’hui", "Fournisseurs", "2 résultats"], new[] { french.Text("web.home"), french.Text("web.providers"), french.Count("search.count", 2) });
        Assert.Equal("fr ar en pt sw", string.Join(' ', set.All.Select(edition => edition.Code)));
        Assert.NotEqual(EditionSet.BuiltIn.Mark, set.Mark);
        Assert.Empty(set.Remarks);
    }

    [Fact]
    public void Arabic_may_be_given_the_digits_and_months_of_another_country()
    {
        Write("ar", """{ "digits": "٠١٢٣٤٥٦٧٨٩" }""");

        Assert.Equal("١٨", Read().All.Single(edition => edition.Code == "ar").Number(18));
    }

    [Fact]
    public void A_house_may_name_subjects_in_its_own_words_and_all_other_names_stay()
    {
        Write("sw", """{ "subjects": { "medtop:04000000": "Uchumi wetu", "medtop:20001355": "Ukuaji" } }""");
        var swahili = Read().All.Single(edition => edition.Code == "sw");

        Assert.Equal(["Uchumi wetu", "Ukuaji", "Afya"], new[] { "04000000", "20001355", "07000000" }.Select(swahili.OwnSubject));
        Assert.Null(swahili.OwnSubject("20001354"));
    }

    [Fact]
    public void The_editions_offered_come_in_the_order_that_is_wanted()
    {
        var (set, _) = EditionSet.Read(folder.Path, ["sw", "fr"]);

        Assert.Equal(["sw", "fr"], set!.All.Select(edition => edition.Code));
        Assert.Contains("“ha”", Assert.Single(EditionSet.Read(folder.Path, ["ha"]).Faults));
    }

    [Fact]
    public void A_language_can_be_added_and_what_it_lacks_stands_in_English_and_is_told()
    {
        Write("ha", """
            { "code": "ha", "name": "Hausa", "direction": "ltr", "plural": { "one": "n = 1" }, "group": ",",
              "months": ["Janairu","Faburairu","Maris","Afirilu","Mayu","Yuni","Yuli","Agusta","Satumba","Oktoba","Nuwamba","Disamba"],
              "shortMonths": ["Jan","Fab","Mar","Afi","May","Yun","Yul","Agu","Sat","Okt","Nuw","Dis"],
              "moment": "{day} {month} {year}, {hour2}:{minute}", "shortMoment": "{day} {shortMonth} {year}, {hour2}:{minute}", "day": "{day} {month} {year}",
              "texts": { "web.home": "Gida" } }
            """);

        var set = Read();
        var hausa = set.All.Single(edition => edition.Code == "ha");

        Assert.Equal(("Gida", "Providers", "3 Nuwamba 2026"), (hausa.Text("web.home"), hausa.Text("web.providers"), hausa.Day(new DateOnly(2026, 11, 3))));
        Assert.Contains("stand in English, such as web.skip", Assert.Single(set.Remarks));
    }

    [Theory]
    [InlineData("fr", """{ "texts": { "web.hom": "x" } }""", "texts, “web.hom”: the site has no such text")]
    [InlineData("fr", """{ "texts": { "web.promise": "Rien" } }""", "{0} has to be said too")]
    [InlineData("fr", """{ "texts": { "site.duty": "Publié par {0} et {1} et {2}" } }""", "nothing stands for {2} here")]
    [InlineData("fr", """{ "texts": { "web.home": "{x}" } }""", "braces hold the number of a piece")]
    [InlineData("fr", """{ "texts": { "web.home": "{" } }""", "braces hold the number of a piece")]
    [InlineData("fr", """{ "texts": { "web.home": "" } }""", "a line of text is wanted")]
    [InlineData("fr", """{ "texts": { "web.home": 1 } }""", "a line of text is wanted")]
    [InlineData("fr", """{ "texts": { "web.home": "a", "web.home": "b" } }""", "it is not JSON")]
    [InlineData("fr", """{ "texts": [] }""", "texts: an object is wanted")]
    [InlineData("fr", """{ "counts": { "search.count": { "one": "un" } } }""", "forms for one, other are wanted")]
    [InlineData("fr", """{ "counts": { "search.count": { "few": "{0}", "other": "{0}" } } }""", "“few”: the language has no such plural here")]
    [InlineData("fr", """{ "counts": { "search.counts": {} } }""", "the site has no such text")]
    [InlineData("fr", """{ "subjects": [] }""", "subjects: an object is wanted")]
    [InlineData("fr", """{ "subjects": { "04000000": "Argent" } }""", "subjects, “04000000”: a code of IPTC's Media Topics is wanted")]
    [InlineData("fr", """{ "subjects": { "medtop:0400000": "Argent" } }""", "subjects, “medtop:0400000”: a code")]
    [InlineData("fr", """{ "subjects": { "medtop:04000000": "" } }""", "subjects, “medtop:04000000”: a line of text is wanted")]
    [InlineData("fr", """{ "word": {} }""", "“word” is no member of an edition")]
    [InlineData("fr", """{ "code": "en" }""", "what the file is named by")]
    [InlineData("fr", """{ "direction": "left" }""", "ltr or rtl")]
    [InlineData("fr", """{ "months": ["janvier"] }""", "twelve names")]
    [InlineData("fr", """{ "day": "{date}" }""", "day: a pattern of {day}")]
    [InlineData("fr", """{ "plural": { "one": "x" } }""", "plural: CLDR's rules")]
    [InlineData("fr", """{ "plural": { "one": "n % 0 = 1" } }""", "plural: CLDR's rules")]
    [InlineData("fr", """{ "digits": "0123" }""", "ten digits")]
    [InlineData("fr", """{ "name": null }""", "name: a line of text is wanted")]
    [InlineData("fr", "[]", "one JSON object")]
    [InlineData("fr", "{ \"texts\":", "it is not JSON")]
    [InlineData("ha", """{ "texts": {} }""", "has to say name, direction, group")]
    [InlineData("log", "{}", "/log is an address of the site")]
    [InlineData("french", "{}", "two or three small letters")]
    [InlineData("FR", "{}", "two or three small letters")]
    public void What_would_break_a_page_is_refused_with_file_place_and_what_is_wanted(string code, string file, string told)
    {
        Write(code, file);

        var (set, faults) = EditionSet.Read(folder.Path, null);

        Assert.Null(set);
        Assert.Contains(faults, fault => fault.StartsWith(folder.File(code + ".json"), StringComparison.Ordinal) && fault.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_built_in_edition_can_be_written_out_and_put_back_as_it_is()
    {
        foreach (var edition in EditionSet.BuiltIn.All) Write(edition.Code, EditionSet.Write(edition));

        Assert.All(Read().All.Zip(EditionSet.BuiltIn.All), pair => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(EditionSet.Write(pair.First)), JsonNode.Parse(EditionSet.Write(pair.Second)))));
    }

    public void Dispose() => folder.Dispose();

    private void Write(string code, string text) => File.WriteAllText(folder.File(code + ".json"), text);

    private EditionSet Read()
    {
        var (set, faults) = EditionSet.Read(folder.Path, null);
        Assert.Empty(faults);
        return set!;
    }
}
