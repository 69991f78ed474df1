using System.Globalization;
using System.Text;
using Griot.Ingest.Providers;
using Griot.Record;
using Griot.Testing;

namespace Griot.Ingest.Tests.Providers;

public sealed class ProviderOpmlTests : IAsyncDisposable
{
    private readonly RegisterRoom room = new();

    private static string List(string outlines) => $"<?xml version=\"1.0\"?>\n<opml version=\"2.0\"><head><title>t</title></head><body>\n{outlines}\n</body></opml>";

    private string[] Feeds(ProviderCard card) => [.. room.Ledger.Channels().Where(channel => channel.Channel.Provider == card.Id).Select(channel => channel.Channel.Address!)];

    [Fact]
    public async Task Each_feed_becomes_a_provider_and_groups_become_nothing()
    {
        var report = await room.ImportAsync(List(
            """
            <outline text="Afrique"><outline text="Mali" isComment="false">
              <outline text="Le Quai" type="rss" xmlUrl="https://lequai.example/feed" htmlUrl="https://lequai.example/" language="fr_ML" description="Un port."/>
            </outline></outline>
            <outline type="link" url="https://elsewhere.example/list.opml" text="Other list"/>
            <outline type="rss" xmlURL="https://www.lebac.example/rss"/>
            """));

        Assert.Equal([(4, "added", "Le Quai", "le-quai"), (7, "added", "www.lebac.example", "www-lebac-example")], report.Select(line => (line.Line, line.Result, line.Name, line.Detail)));
        var card = room.Ledger.CardBySlug("le-quai")!;
        Assert.Equal((ProviderKind.Press, Terms.Full, "https://lequai.example/", "Un port."), (card.Kind, card.Terms, card.Home, card.About));
        Assert.Equal(["fr-ML"], card.Languages);
        Assert.Equal(["https://lequai.example/feed"], Feeds(card));
    }

    [Fact]
    public async Task What_the_list_does_not_say_is_taken_from_the_one_who_imports_it()
    {
        var defaults = new ImportDefaults { Kind = ProviderKind.Institution, Capacities = [Capacity.Government], Country = "ml", Languages = ["bm"], Terms = Terms.Link };

        await room.ImportAsync(List("""<outline text="A" xmlUrl="https://a.example/feed"/><outline text="B" xmlUrl="https://b.example/feed" language="fr"/>"""), defaults);

        Assert.All(room.Ledger.Cards(), card => Assert.Equal((ProviderKind.Institution, Capacity.Government, "ML", Terms.Link), (card.Kind, card.CurrentCapacities.Single(), card.Country, card.Terms)));
        Assert.Equal(["bm", "fr"], room.Ledger.Cards().Select(card => card.Languages[0]));
    }

    [Fact]
    public async Task A_table_takes_the_same_defaults_and_what_it_says_itself_stands_above_them()
    {
        var defaults = new ImportDefaults { Kind = ProviderKind.Individual, Country = "SN", Languages = ["wo"], Terms = Terms.Excerpt, Capacities = [Capacity.Academic] };

        Assert.All(await room.ImportAsync("name,kind,country,terms,language,capacity\nA,,,,,\nB,press,ML,full,fr,opposition\n", defaults), line => Assert.Equal("added", line.Result));

        Assert.Equal(
            [(ProviderKind.Individual, "SN", Terms.Excerpt, "wo", Capacity.Academic), (ProviderKind.Press, "ML", Terms.Full, "fr", Capacity.Opposition)],
            room.Ledger.Cards().Select(card => (card.Kind, card.Country!, card.Terms, card.Languages[0], card.CurrentCapacities.Single())));
    }

    [Fact]
    public async Task Feeds_of_one_site_side_by_side_are_channels_of_one_provider()
    {
        var report = await room.ImportAsync(List(
            """
            <outline text="Le Fleuve - Une" xmlUrl="https://lefleuve.example/une" htmlUrl="https://www.lefleuve.example/"/>
            <outline text="Le Fleuve - Sport" xmlUrl="https://lefleuve.example/sport" htmlUrl="http://lefleuve.example"/>
            <outline text="Le Fleuve" xmlUrl="https://feeds.example/lefleuve" htmlUrl="https://lefleuve.example/"/>
            <outline text="Autre" xmlUrl="https://autre.example/" htmlUrl="https://autre.example/blog"/>
            <outline text="La Côte, le journal"><outline text="Une" xmlUrl="https://lacote.example/une" htmlUrl="https://lacote.example/"/><outline text="Mer" xmlUrl="https://lacote.example/mer" htmlUrl="https://lacote.example/"/></outline>
            """));

        Assert.Equal(["le-fleuve", "le-fleuve", "le-fleuve", "autre", "la-cote-le-journal", "la-cote-le-journal"], report.Select(line => line.Detail));
        Assert.Equal(["Le Fleuve", "Autre", "La Côte, le journal"], room.Ledger.Cards().Select(card => card.Name));
        Assert.Equal(["https://lefleuve.example/une", "https://lefleuve.example/sport", "https://feeds.example/lefleuve"], Feeds(room.Ledger.CardBySlug("le-fleuve")!));
        Assert.Equal(3, room.Ledger.CardBySlug("le-fleuve")!.Channels.Count);
        Assert.Equal(3, room.Ledger.Size);
    }

    [Fact]
    public async Task Feeds_of_one_site_in_different_groups_are_one_provider_only_under_the_same_name()
    {
        await room.ImportAsync(List(
            """
            <outline text="Politics"><outline text="Le Fleuve" xmlUrl="https://lefleuve.example/politics" htmlUrl="https://lefleuve.example/"/></outline>
            <outline text="Blogs"><outline text="Awa" xmlUrl="https://blogs.example/awa" htmlUrl="https://blogs.example/"/></outline>
            <outline text="Sport"><outline text="Le Fleuve" xmlUrl="https://lefleuve.example/sport" htmlUrl="https://lefleuve.example/"/></outline>
            <outline text="More blogs"><outline text="Ibra" xmlUrl="https://blogs.example/ibra" htmlUrl="https://blogs.example/"/></outline>
            """));

        Assert.Equal(["Le Fleuve", "Awa", "Ibra"], room.Ledger.Cards().Select(card => card.Name));
        Assert.Equal(2, Feeds(room.Ledger.CardBySlug("le-fleuve")!).Length);
    }

    [Fact]
    public async Task Rows_of_one_provider_that_contradict_each_other_are_told()
    {
        var report = await room.ImportAsync("name,kind,home,terms,feed\nLe Fleuve,press,https://lefleuve.example/,full,https://lefleuve.example/a\nLe Fleuve,press,https://lefleuve.example,full,https://lefleuve.example/b\nLe Fleuve,press,https://lefleuve.example/,link,https://lefleuve.example/c https://lefleuve.example/d\n");

        Assert.Equal([("added", false), ("added", false), ("added", true)], report.Select(line => (line.Result, line.Note is not null)));
        Assert.Equal(Terms.Full, Assert.Single(room.Ledger.Cards()).Terms);
        Assert.Equal(4, room.Ledger.Channels().Count);
    }

    [Fact]
    public async Task A_list_that_has_grown_brings_the_new_feeds_to_the_provider_that_is_there()
    {
        const string One = """<outline text="Le Fleuve" xmlUrl="https://lefleuve.example/une" htmlUrl="https://lefleuve.example/"/>""";
        await room.ImportAsync(List(One));

        var report = await room.ImportAsync(List($"""<outline text="News">{One}</outline><outline text="Sport">{One.Replace("une", "sport", StringComparison.Ordinal)}</outline>"""));

        Assert.Equal([("exists", "le-fleuve"), ("added", "le-fleuve")], report.Select(line => (line.Result, line.Detail)));
        Assert.Equal(2, Feeds(Assert.Single(room.Ledger.Cards())).Length);
        var size = room.Ledger.Size;
        Assert.All(await room.ImportAsync(List(One)), line => Assert.Equal("exists", line.Result));
        Assert.Equal(size, room.Ledger.Size);
    }

    [Fact]
    public async Task One_feed_under_two_names_is_told_in_the_file_and_against_the_register()
    {
        await room.AddAsync("Le Pays", "http://lepays.example/feed/");

        var report = await room.ImportAsync(List(
            """
            <outline text="Le Voleur" xmlUrl="https://LEPAYS.example/feed"/>
            <outline text="Le Pays" xmlUrl="https://lepays.example/feed"/>
            <outline text="Awa" xmlUrl="https://blog.example/"/><outline text="Ibra" xmlUrl="https://blog.example/"/>
            <outline text="Awa" xmlUrl="https://blog.example/"/>
            """));

        Assert.Equal([("exists", "le-pays"), ("exists", "le-pays"), ("added", "awa"), ("exists", "awa"), ("exists", "awa")], report.Select(line => (line.Result, line.Detail)));
        Assert.Equal(["Le Pays", null, null, "Awa", null], report.Select(line => line.Note is { } note ? note.Split('“', '”')[1] : null));
        Assert.Equal(2, room.Ledger.Cards().Count);
    }

    [Fact]
    public async Task A_row_with_a_feed_that_is_there_and_one_that_is_new_brings_the_new_one_and_tells()
    {
        await room.AddAsync("Le Pays", "https://lepays.example/feed");

        var line = Assert.Single(await room.ImportAsync("name,kind,feed\nLe Quai,press,https://lequai.example/feed https://lepays.example/feed\n"));

        Assert.Equal("added", line.Result);
        Assert.Contains("“Le Pays”", line.Note, StringComparison.Ordinal);
        Assert.Equal(["https://lequai.example/feed"], Feeds(room.Ledger.CardBySlug("le-quai")!));
    }

    [Fact]
    public async Task Feeds_of_a_provider_whose_card_is_refused_are_refused_with_it()
    {
        var report = await room.ImportAsync(List(
            """
            <outline text="Le Quai" griot:kind="press" griot:contact="nobody">
            <outline text="a" xmlUrl="https://lequai.example/a"/>
            <outline text="b" xmlUrl="https://lequai.example/b"/></outline>
            <outline text="Le Quai" xmlUrl="https://lequai.example/a"/>
            """));

        Assert.Equal([(4, "refused"), (5, "refused"), (6, "refused")], report.Select(line => (line.Line, line.Result)));
        Assert.Equal(0, room.Ledger.Size);
    }

    [Fact]
    public async Task What_can_not_be_registered_is_refused_with_its_line_and_costs_only_itself()
    {
        var report = await room.ImportAsync(List(
            $"""
            <outline text="No address" type="rss"/>
            <outline text="Mail" xmlUrl="mailto:a@b.example"/>
            <outline text="Script" xmlUrl="javascript:alert(1)"/>
            <outline text="{new string('x', 201)}" xmlUrl="https://long.example/feed"/>
            <outline text="A&#27;[2J" xmlUrl="https://control.example/feed"/>
            <outline text="Good" xmlUrl="https://good.example/feed"/>
            """));

        Assert.Equal(Enumerable.Range(3, 6), report.Select(line => line.Line));
        Assert.Equal(["refused", "refused", "refused", "refused", "added", "added"], report.Select(line => line.Result));
        Assert.Equal("A[2J", report[4].Name);
        Assert.Contains("xmlUrl", report[0].Detail, StringComparison.Ordinal);
        Assert.Contains("http", report[1].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_list_says_in_passing_costs_no_provider_and_what_was_left_out_is_told()
    {
        var report = await room.ImportAsync(List(
            $"""<outline text="Le Quai" xmlUrl="https://lequai.example/feed" htmlUrl="lequai" language="français du Sud" description="{new string('x', 2001)}"/>"""));

        var line = Assert.Single(report);
        Assert.Equal("added", line.Result);
        Assert.All((string[])["address for people", "description", "language"], what => Assert.Contains(what, line.Note, StringComparison.Ordinal));
        var card = Assert.Single(room.Ledger.Cards());
        Assert.Null(card.Home);
        Assert.Null(card.About);
        Assert.Empty(card.Languages);
    }

    [Fact]
    public async Task A_list_that_breaks_off_brings_its_whole_outlines_and_says_so()
    {
        var report = await room.ImportAsync("<opml><body><outline text='A' xmlUrl='https://a.example/feed'/><outline text='B' xmlUrl='https://b.ex");

        Assert.Equal(["added", "refused"], report.Select(line => line.Result));
        Assert.Contains("ends inside a tag", report[1].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html><body>Not found</body></html>"), InlineData("<rss/>"), InlineData("<?xml version='1.0'?><haha/>")]
    public async Task Other_markup_is_refused_as_a_whole(string file)
    {
        Assert.Contains("neither OPML nor a table", Assert.Single(await room.ImportAsync(file)).Detail, StringComparison.Ordinal);
        Assert.Equal(0, room.Ledger.Size);
    }

    [Fact]
    public async Task A_table_in_the_code_page_of_a_spreadsheet_is_read()
    {
        foreach (var encoding in (Encoding[])[Encoding.Latin1, Encoding.Unicode, new UTF8Encoding(true)])
        {
            await using var fresh = new RegisterRoom();
            await fresh.ImportAsync((byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("name;kind\nL'Écho de l'été;press\n")]);
            Assert.Equal("L'Écho de l'été", Assert.Single(fresh.Ledger.Cards()).Name);
        }
    }

    [Fact]
    public async Task A_file_larger_than_its_cap_is_refused_unread() =>
        Assert.Equal("refused", Assert.Single(await room.ImportAsync(new byte[ProviderImport.Largest + 1])).Result);

    [Fact]
    public async Task What_is_exported_comes_back_as_it_was_as_a_list_and_as_a_table()
    {
        await room.Register.HouseAsync("The House", default);
        await room.Register.AddAllAsync(
        [
            new(RegisterRoom.Press("L'Écho  & <b>Cie</b> \"=1\""), ["https://user:p%40ss@lecho.example/feed?a=1&b='2'"]),
            new(RegisterRoom.Press("Le Fleuve") with { Home = "https://lefleuve.example/", Languages = ["fr", "wo"], Terms = Terms.Excerpt }, ["https://lefleuve.example/une", "https://lefleuve.example/sport"]),
            new(new ProviderDetails { Name = "Ministère", Kind = ProviderKind.Institution, Capacities = [Capacity.Government, Capacity.CivilSociety], Country = "ML", Contact = "a@b.example", About = "Deux\nlignes", UsageTerms = "Libre\r\nde droits" }, []),
            new(RegisterRoom.Press("جسر") with { Languages = ["ar"], Home = "https://jisr.example/", About = "جسر" }, ["https://jisr.example/feed"]),
        ], default);
        using var table = new StringWriter();
        new ProviderCsv(room.Ledger).Export(table);

        await AssertSameAsync(new ProviderOpml(room.Ledger).Export("My house"), withUsageTerms: true);
        await AssertSameAsync(Encoding.UTF8.GetBytes(table.ToString()), withUsageTerms: false);
    }

    private async Task AssertSameAsync(byte[] file, bool withUsageTerms)
    {
        await using var fresh = new RegisterRoom();
        Assert.All(await fresh.ImportAsync(file), line => Assert.Equal(("added", null), (line.Result, line.Note)));
        Assert.Equal(room.Ledger.Cards().Where(card => card.Kind != ProviderKind.House).Select(card => Said(room, card, withUsageTerms)), fresh.Ledger.Cards().Select(card => Said(fresh, card, withUsageTerms)));
    }

    private static string Said(RegisterRoom room, ProviderCard card, bool withUsageTerms) => string.Join('|',
        card.Name, card.Kind, string.Join(',', card.CurrentCapacities), card.Country, string.Join(',', card.Languages), card.Home, card.Contact, card.About, card.Terms, withUsageTerms ? card.UsageTerms : "",
        string.Join(' ', room.Ledger.Channels().Where(channel => channel.Channel.Provider == card.Id).Select(channel => channel.Channel.Address)));

    [Fact]
    public async Task A_thousand_providers_are_few_transactions_and_two_of_one_name_get_two_words()
    {
        var list = new StringBuilder();
        for (var i = 0; i < 1000; i++) list.Append(CultureInfo.InvariantCulture, $"<outline text=\"Le Pays\" xmlUrl=\"https://{i}.example/feed\"/>\n");
        var steps = new List<int>();

        var report = new List<ImportLine>();
        await foreach (var line in new ProviderImport(room.Ledger, room.Register).ImportAsync(Encoding.UTF8.GetBytes(List(list.ToString())), new ImportDefaults(), (done, of) => steps.Add(done), default)) report.Add(line);

        Assert.Equal([200, 400, 600, 800, 1000], steps);
        Assert.Equal(1000, report.Count(line => line.Result == "added"));
        Assert.Equal(1000, report.Select(line => line.Detail).Distinct().Count());
        Assert.Equal(1000, room.Ledger.Channels().Count);
    }

    [Fact]
    public async Task Two_processes_that_import_at_once_give_each_provider_a_word_of_its_own()
    {
        await using var other = room.Open();
        var list = Encoding.UTF8.GetBytes(List(string.Concat(Enumerable.Range(0, 50).Select(i => $"<outline text=\"Le Pays {i % 7}\" xmlUrl=\"https://{i}.example/feed\"/>"))));
        ProviderImport[] imports = [new(room.Ledger, room.Register), new(other, new ProviderRegister(other, room.Time))];

        await Task.WhenAll(imports.Select(import => Task.Run(async () =>
        {
            await foreach (var line in import.ImportAsync(list, new ImportDefaults(), null, CancellationToken.None)) Assert.NotEqual("refused", line.Result);
        })));

        Assert.Equal(room.Ledger.Cards().Count, room.Ledger.Cards().Select(card => card.Slug).Distinct().Count());
        Assert.All(room.Ledger.Cards(), card => Assert.Equal(card.Id, room.Ledger.CardBySlug(card.Slug)!.Id));
    }

    [Fact]
    public async Task The_lists_of_others_come_in_whole()
    {
        if (SharedMaterial.Find("data/places/opml") is not { } folder)
        {
            Assert.Skip("data/places/opml is not present");
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*.opml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            Assert.All(await room.ImportAsync(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)), line => Assert.NotEqual("refused", line.Result));
        Assert.True(room.Ledger.Cards().Count > 200);
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();
}
