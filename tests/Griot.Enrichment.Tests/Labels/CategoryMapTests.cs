using CsCheck;
using Griot.Enrichment.Labels;
using Griot.Enrichment.Tests.Search;
using Griot.Record;

namespace Griot.Enrichment.Tests.Labels;

/// <summary>The mapping of providers' categories: what a line says, and what a broken one costs.</summary>
public sealed class CategoryMapTests
{
    private static readonly ProviderCard Pont = SearchHouse.Card("Le Pont");

    [Fact]
    public void A_line_of_a_provider_goes_before_one_for_all_and_the_operators_before_the_programs()
    {
        var map = CategoryMap.Over("provider,category,subject\n*,Société,20000771\nle-pont,Société,09000000 20000509\n*,Santé,-\n");
        Assert.Equal(["09000000", "20000509"], Subjects(map, "Société"));
        Assert.Equal(["20000771"], Subjects(map, "Société", SearchHouse.Card("Autre")));
        Assert.Empty(Subjects(map, "Santé"));
        Assert.Equal(["15000000"], Subjects(map, "Sport"));
        Assert.Equal(["07000000"], Subjects(CategoryMap.Ours, "Santé"));
    }

    [Theory]
    [InlineData("à la une")]
    [InlineData("A LA UNE")]
    [InlineData("  À  la\u00A0une ")]
    public void Case_accents_and_gaps_make_no_difference(string category)
    {
        var map = CategoryMap.Over("le-pont,À la une,11000000");
        Assert.Equal(["11000000"], Subjects(map, category));
    }

    [Fact]
    public void A_provider_keeps_its_lines_when_its_slug_changes()
    {
        var map = CategoryMap.Over("le-pont,Fleuve,06000000");
        Assert.Equal(["06000000"], Subjects(map, "Fleuve", Pont with { Slug = "le-grand-pont", FormerSlugs = ["le-pont"] }));
    }

    [Fact]
    public void A_category_may_count_as_a_genre_and_as_several_subjects()
    {
        var line = Assert.Single(CategoryMap.Over("le-pont,\"Tribune, libre\",genre:opinion medtop:11000000 14000000").Of(Pont, "tribune, LIBRE"));
        Assert.Equal((Genre.Opinion, "11000000 14000000"), (line.Genre!.Value, string.Join(' ', line.Subjects)));
    }

    [Fact]
    public void A_category_may_be_a_country()
    {
        var map = CategoryMap.Over("*,Chez les voisins,country:sn country:GN\n*,Ailleurs,country:XX\n");
        Assert.Equal(["SN", "GN"], Assert.Single(map.Of(Pont, "chez les voisins")).Countries);
        Assert.Equal(2, Assert.Single(map.Faults).Number);
    }

    [Fact]
    public void A_table_with_semicolons_is_read_as_well()
    {
        var map = CategoryMap.Over("provider;category;subject\nle-pont;A la une;11000000\n");
        Assert.Empty(map.Faults);
        Assert.Equal(["11000000"], Subjects(map, "À la une"));
    }

    [Fact]
    public void Broken_lines_are_told_by_their_numbers_and_cost_only_themselves()
    {
        var map = CategoryMap.Over("""
            # mine
            *,Santé,99999999
            le-pont,"Offen,11000000
            le-pont
            le-pont,Riz,
            le-pont,Pêche,genre:novel
            *,*,11000000
            le-pont,Mil,20000210
            le-pont,Sant�,07000000
            """);
        Assert.Equal([2, 3, 4, 5, 6, 7, 9], map.Faults.Select(fault => fault.Number));
        Assert.Equal(["20000210"], Subjects(map, "Mil"));
        Assert.Equal(["07000000"], Subjects(map, "Santé"));
    }

    [Fact]
    public void What_comes_with_the_program_is_whole_and_names_known_topics_only()
    {
        Assert.Empty(CategoryMap.Ours.Faults);
        Assert.All(CategoryMap.Ours.Lines, line => Assert.Equal(CategoryLine.Any, line.Provider));
        Assert.All(CategoryMap.Ours.Lines.SelectMany(line => line.Subjects), subject => Assert.False(MediaTopics.IsRetired(subject), subject));
        Assert.Equal(CategoryMap.Ours.Lines.Count, CategoryMap.Ours.Lines.Select(line => line.Key).Distinct().Count());
    }

    [Fact]
    public void Any_text_at_all_is_a_mapping_with_faults() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["*,;\" \n\r#-é0:"], 0, 60]).Sample(text =>
        {
            var map = CategoryMap.Over(text);
            return map.Lines.Count >= CategoryMap.Ours.Lines.Count - map.Lines.Count(line => !line.IsOurs) && map.Of(Pont, text).Count >= 0;
        });

    [Fact]
    public void What_is_quoted_as_RFC_4180_says_comes_back_as_it_was() =>
        Gen.String[Gen.Char["a,;\"é *"], 1, 12].Array[1, 5].Sample(fields =>
        {
            var line = string.Join(',', fields.Select(field => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
            return CsvLine.Read(line, ',') is { } read && read.SequenceEqual(fields.Select(field => field.Trim()));
        });

    private static IEnumerable<string> Subjects(CategoryMap map, string category, ProviderCard? provider = null) => map.Of(provider ?? Pont, category).SelectMany(line => line.Subjects);
}
