using Griot.Ingest.Providers;
using Griot.Record;

namespace Griot.Ingest.Tests.Providers;

public sealed class ProviderCsvTests : IAsyncDisposable
{
    private readonly RegisterRoom room = new();

    [Fact]
    public async Task A_bad_line_costs_only_itself()
    {
        var report = await ImportAsync(
            """
            name,kind,capacity,country,language,home,contact,terms,feed,about
            Le Pays,press,independent,ML,fr;bm,https://example.org/,a@example.org,excerpt,https://example.org/feed,"Quotidien ""libre"", à Bamako"
            ,press,,,,,,,,
            Radio,wireless,,,,,,,,
            Parti,institution,opposition;ruling,,,,,,,
            House,house,,,,,,,,
            Canard,press,,Mali,,,,,,
            Lion,press,,,,,,,ftp://example.org/,
            Ministère,institution,government,ml,fr
            """);

        Assert.Equal(["added", "refused", "refused", "refused", "refused", "refused", "refused", "added"], report.Select(line => line.Result));
        Assert.Equal(Enumerable.Range(2, 8), report.Select(line => line.Line));
        var card = room.Ledger.CardBySlug("le-pays")!;
        Assert.Equal("Quotidien \"libre\", à Bamako", card.About);
        Assert.Equal(["fr", "bm"], card.Languages);
        Assert.Equal((Terms.Excerpt, "ML", "a@example.org"), (card.Terms, card.Country, card.Contact));
        Assert.Equal("https://example.org/feed", Assert.Single(room.Ledger.Channels()).Channel.Address);
    }

    [Fact]
    public async Task A_quotation_mark_that_is_not_closed_is_told_and_registers_nothing_strange()
    {
        var report = await ImportAsync("name,kind\nLe Pays,press\n\"Radio,press\nTélé,press\n");

        Assert.Equal(["added", "refused"], report.Select(line => line.Result));
        Assert.Contains("quotation mark", report[1].Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name;kind;language\nLe Pays;press;fr,bm\nRadio, Télé;press;fr\n")]
    [InlineData("\uFEFFName ; KIND;language\r\nLe Pays;press;fr|bm\r\nRadio, Télé;press;fr\r\n")]
    [InlineData("name\tkind\tlanguage\nLe Pays\tpress\tfr;bm\nRadio, Télé\tpress\tfr;bm\n")]
    [InlineData("name,kind,language\n\"Le Pays\",press,fr;bm\n\"Radio, Télé\",press,fr;bm\n")]
    [InlineData("language,kind,name,unknown\nfr;bm,press,Le Pays,1;2;3\nfr;bm;sw,press,\"Radio, Télé\",1;2;3\n")]
    public async Task Spreadsheets_of_every_country_are_read(string table)
    {
        var report = await ImportAsync(table);

        Assert.Equal(["added", "added"], report.Select(line => line.Result));
        Assert.Equal(["Le Pays", "Radio, Télé"], room.Ledger.Cards().Select(card => card.Name));
        Assert.Equal(["fr", "bm"], room.Ledger.Cards()[0].Languages);
    }

    [Theory]
    [InlineData(""), InlineData("\n"), InlineData("title,kind\nLe Pays,press\n"), InlineData("\0\0\0")]
    public async Task A_table_without_its_header_is_refused_as_a_whole(string table)
    {
        Assert.Equal("refused", Assert.Single(await ImportAsync(table)).Result);
        Assert.Empty(room.Ledger.Cards());
    }

    [Fact]
    public async Task An_import_can_be_run_again()
    {
        const string Table = "name,kind,feed\nLe Pays,press,https://example.org/feed\nMinistère,institution,\n";
        await ImportAsync(Table);
        var size = room.Ledger.Size;

        Assert.All(await ImportAsync(Table), line => Assert.Equal("exists", line.Result));
        Assert.Equal(size, room.Ledger.Size);
    }

    [Fact]
    public async Task A_feed_that_another_provider_delivers_by_is_told_with_its_name()
    {
        await room.AddAsync("Le Pays", "https://example.org/feed");

        var line = Assert.Single(await ImportAsync("name,kind,feed\nAutre,press,https://example.org/feed\n"));

        Assert.Equal(("exists", "le-pays"), (line.Result, line.Detail));
        Assert.Single(room.Ledger.Cards());
    }

    [Theory]
    [InlineData("=HYPERLINK(\"https://evil.example\")"), InlineData("+33 1"), InlineData("-Minus"), InlineData("@home"), InlineData("'=quoted"), InlineData("''=twice")]
    [InlineData("'plain'"), InlineData("L'Essor"), InlineData("a;b,c|d"), InlineData("\"quoted\""), InlineData("\u0027")]
    public async Task H12_a_cell_that_a_spreadsheet_would_run_is_written_as_text_and_comes_back_as_it_was(string name)
    {
        await room.Register.AddAsync(RegisterRoom.Press(name) with { About = name }, "https://example.org/feed", default);
        var table = Export();
        Assert.DoesNotMatch("(^|[,\"\n])[=+@-]", table);

        await using var fresh = new RegisterRoom();
        foreach (var line in await fresh.ImportAsync(table)) Assert.Equal("added", line.Result);

        var card = Assert.Single(fresh.Ledger.Cards());
        Assert.Equal((name, name), (card.Name, card.About));
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_elsewhere_and_the_house_is_not_in_it()
    {
        await room.Register.HouseAsync("The House", default);
        await room.Register.AddAsync(
            RegisterRoom.Press("Le Pays") with
            {
                Capacities = [Capacity.Independent, Capacity.CivilSociety],
                Country = "ML",
                Languages = ["fr", "bm"],
                Home = "https://example.org/",
                Contact = "a@example.org",
                Terms = Terms.Link,
                About = "Deux\nlignes",
            }, "https://example.org/feed", default);

        await using var fresh = new RegisterRoom();
        foreach (var line in await fresh.ImportAsync(Export())) Assert.Equal("added", line.Result);

        var (before, after) = (room.Ledger.CardBySlug("le-pays")!, Assert.Single(fresh.Ledger.Cards()));
        Assert.Equal(before.CurrentCapacities, after.CurrentCapacities);
        Assert.Equal((before.Country, before.Home, before.Contact, before.Terms, before.About), (after.Country, after.Home, after.Contact, after.Terms, after.About));
        Assert.Equal(before.Languages, after.Languages);
        Assert.Equal("https://example.org/feed", Assert.Single(fresh.Ledger.Channels()).Channel.Address);
    }

    public ValueTask DisposeAsync() => room.DisposeAsync();

    private string Export()
    {
        using var table = new StringWriter();
        new ProviderCsv(room.Ledger).Export(table);
        return table.ToString();
    }

    private Task<List<ImportLine>> ImportAsync(string table) => room.ImportAsync(table);
}
