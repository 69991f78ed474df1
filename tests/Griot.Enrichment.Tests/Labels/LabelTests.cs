using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Enrichment.Tests.Search;
using Griot.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Griot.Enrichment.Tests.Labels;

/// <summary>What is said about a piece, where it comes from, and that the index says it too.</summary>
public sealed class LabelTests : IAsyncLifetime
{
    private readonly SearchHouse house = new();
    private ProviderCard card = null!;

    public async ValueTask InitializeAsync() => card = await house.RegisterAsync();

    [Theory]
    [InlineData("Santé", null, "07000000", "07000000")]
    [InlineData("malaria", "medtop:20000452", "20000452", "20000452 20000448 20000446 07000000")]
    [InlineData("http://cv.iptc.org/newscodes/mediatopic/20000065", null, "20000065", "20000065 20000053 16000000")]
    [InlineData("À la une", null, "", "")]
    [InlineData("Chronique du fleuve", null, "", "")]
    public async Task A_subject_comes_from_a_code_or_from_the_mapping_and_implies_broader_ones(string name, string? uri, string subjects, string all)
    {
        var labels = await LabelsAsync(SearchHouse.Piece("Un") with { Subjects = [new Subject(name, uri)] });
        Assert.Equal(subjects, string.Join(' ', labels.Subjects));
        if (subjects.Length > 0) Assert.Equal(all.Split(' ')[^1], labels.AllSubjects[^1]);
        Assert.Equal(all.Length == 0, labels.AllSubjects.Count == 0);
        Assert.All(labels.Subjects, subject => Assert.True(MediaTopics.IsKnown(subject)));
    }

    [Fact]
    public async Task Countries_are_the_providers_own_and_those_that_codes_name_with_all_their_regions()
    {
        var labels = await LabelsAsync(SearchHouse.Piece("Un") with
        {
            Places = [new Place("Dakar", Uri: "iso3166-1a2:SN"), new Place("http://cvx.iptc.org/iso3166-1a3/NER"), new Place("GA"), new Place("Bamako")],
            Subjects = [new Subject("GHA", "iso3166-1-alpha-3"), new Subject("BF", "rubriques"), new Subject("ML-3", "iso3166-2")],
        });
        Assert.Equal(["ML", "SN", "NE", "GH"], labels.Countries);
        Assert.Equal(["011", "202", "002", "001"], labels.Regions);
    }

    [Theory]
    [InlineData("genre:Opinion", Genre.Opinion)]
    [InlineData("http://cv.iptc.org/newscodes/genre/Press_Release", Genre.PressRelease)]
    [InlineData("Interview", Genre.Interview)]
    [InlineData("Communiqué de presse", Genre.PressRelease)]
    [InlineData("Current", Genre.News)]
    [InlineData("Carnet", null)]
    public async Task A_genre_is_what_the_delivery_says(string said, Genre? genre) =>
        Assert.Equal(genre, (await LabelsAsync(SearchHouse.Piece("Un") with { Genres = [new Subject(said)] })).Genre);

    [Fact]
    public async Task A_ministry_is_no_press_release_by_itself()
    {
        var ministry = await house.RegisterAsync(SearchHouse.Card("Ministère") with { Kind = ProviderKind.Institution, Capacities = [new DatedCapacity(Capacity.Government, new DateOnly(2026, 1, 1))] });
        Assert.Null(house.Labels.Of(house.Shelf.Take(await house.DeliverAsync(ministry, "Le ministre informe"))!).Genre);
    }

    [Fact]
    public async Task Of_a_piece_that_may_only_be_cut_short_no_word_of_its_record_is_told_but_its_provider_may_be_mapped_as_a_whole()
    {
        var narrow = await house.RegisterAsync("L’Étroit", Terms.Excerpt);
        var item = await house.DeliverAsync(narrow, SearchHouse.Piece("Un") with { Terms = Terms.Excerpt, Subjects = [new Subject("Santé")] });
        Assert.Empty(house.Labels.Of(house.Shelf.Take(item)!).Subjects);
        await File.WriteAllTextAsync(house.Labels.Path, $"{narrow.Slug},*,07000000 genre:press-release\n", TestContext.Current.CancellationToken);
        house.Labels.Look();
        var labels = house.Labels.Of(house.Shelf.Take(item)!);
        Assert.Equal((Genre.PressRelease, "07000000"), (labels.Genre!.Value, Assert.Single(labels.Subjects)));
    }

    [Fact]
    public async Task A_number_that_is_no_media_topic_is_no_label_of_the_house()
    {
        var item = await house.DeliverAsync(card, SearchHouse.Piece("Un") with { Subjects = [new Subject("medtop:13371337"), new Subject("medtop:20000452")] });
        Assert.Equal("20000452", Assert.Single(house.Labels.Of(house.Shelf.Take(item)!).Subjects));
    }

    [Fact]
    public async Task Limits_of_a_search_find_by_label_and_by_all_that_it_implies()
    {
        await house.DeliverAsync(card, SearchHouse.Piece("Le paludisme recule") with { Subjects = [new Subject("medtop:20000452")] });
        await house.DeliverAsync(card, SearchHouse.Piece("Une tribune") with { Genres = [new Subject("genre:Opinion")] });
        house.Follow();
        Assert.Equal(["Le paludisme recule"], house.Found(new SearchRequest { Subject = "07000000", Country = "ML" }));
        Assert.Equal(["Une tribune"], house.Found(new SearchRequest { Genre = Genre.Opinion }));
        Assert.Equal(2, house.Found(new SearchRequest { Region = "011" }).Count);
        Assert.Equal(2, house.Found("region:202").Count);
        Assert.Empty(house.Found(new SearchRequest { Region = "014" }));
    }

    [Fact]
    public async Task When_the_mapping_changes_the_index_says_it_too_and_is_searched_meanwhile()
    {
        for (var number = 0; number < 25; number++) await house.DeliverAsync(card, SearchHouse.Piece($"Fleuve {number}") with { Subjects = [new Subject("Vie du fleuve")] });
        house.Follow();
        Assert.Empty(house.Found(new SearchRequest { Subject = "06000000" }));
        await File.WriteAllTextAsync(Path.Combine(house.Data, HouseLabels.FileName), "le-pont,Vie du fleuve,06000000\n", TestContext.Current.CancellationToken);
        house.Time.Advance(TimeSpan.FromSeconds(2));
        var before = house.Labels.Mark;
        Assert.Equal(20, house.Found("fleuve").Count);
        house.Follow();
        Assert.NotEqual(before, house.Labels.Mark);
        Assert.Equal(25, house.Search.List(new SearchRequest { Subject = "06000000" }, null, 50).Count);
    }

    [Fact]
    public async Task A_mapping_that_changed_while_nobody_served_is_followed_at_the_next_start()
    {
        await house.DeliverAsync(card, SearchHouse.Piece("Fleuve") with { Subjects = [new Subject("Vie du fleuve")] });
        house.Follow();
        house.Stop();
        await File.WriteAllTextAsync(Path.Combine(house.Data, HouseLabels.FileName), "le-pont,Vie du fleuve,06000000\n", TestContext.Current.CancellationToken);
        house.Start();
        house.Follow();
        Assert.Equal(["Fleuve"], house.Found(new SearchRequest { Subject = "06000000" }));
        File.Delete(Path.Combine(house.Data, HouseLabels.FileName));
        house.Restart();
        house.Follow();
        Assert.Empty(house.Found(new SearchRequest { Subject = "06000000" }));
    }

    [Fact]
    public void The_vocabulary_knows_its_names_and_its_tree()
    {
        Assert.Equal(17, MediaTopics.Top.Count);
        Assert.Equal(("Santé", "fr"), MediaTopics.Name("07000000", "fr"));
        Assert.Equal(("health", "en"), MediaTopics.Name("07000000", "sw"));
        Assert.Equal("99999999", MediaTopics.Name("99999999", "broader").Name);
        Assert.Contains("20000446", MediaTopics.Narrower("07000000"));
        Assert.Equal(["202", "002", "001"], Regions.Broader("011"));
        Assert.Contains("ML", Regions.Countries("011"));
        Assert.Equal(["002", "009", "019", "142", "150"], Regions.Narrower("001"));
    }

    public ValueTask DisposeAsync() => house.DisposeAsync();

    private async Task<ItemLabels> LabelsAsync(ArticleRecord record) => house.Labels.Of(house.Shelf.Take(await house.DeliverAsync(card, record))!);
}
