using System.Net;
using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>Pictures and documents on the page of a piece.</summary>
public sealed class MediaTests
{
    private const string Pdf = "application/pdf";
    private static readonly MediaDescription Photo = new() { Uri = "ni:///sha-256;a", Type = "image/jpeg", Length = 3_000_000, Title = "IMG_2034.JPG", Caption = "Le pont, au matin", Credit = "A. Koné", AlternativeText = "Un pont de fer" };
    private static readonly MediaDescription Note = new() { Uri = "ni:///sha-256;b", Type = Pdf, Length = 340_200, Title = "communiqué.pdf" };

    [Fact]
    public async Task A_picture_has_its_size_before_it_comes_and_two_sizes_to_choose_from()
    {
        await using var house = await House.OpenAsync();
        var (address, item) = await DeliverAsync(house, new MediaView([new PictureSize(640, 480), new PictureSize(1280, 960)]), Photo, Photo with { Uri = "ni:///sha-256;c", Caption = null, AlternativeText = null, Credit = null });

        var page = Read.Page(await house.GetAsync(address));

        var pictures = page.QuerySelectorAll("figure img");
        Assert.Equal(2, pictures.Length);
        Assert.All(pictures, picture => Assert.Equal(("1280", "960"), (picture.GetAttribute("width"), picture.GetAttribute("height"))));
        Assert.Equal($"/items/{item}/1/media/1/640 640w, /items/{item}/1/media/1/1280 1280w", pictures[0].GetAttribute("srcset"));
        Assert.Equal([null, "lazy"], pictures.Select(picture => picture.GetAttribute("loading")));
        Assert.Equal(["Un pont de fer", "Image"], pictures.Select(picture => picture.GetAttribute("alt")));
        Assert.Equal("Le pont, au matin · A. Koné", Assert.Single(page.QuerySelectorAll("figcaption")).TextContent);
        Assert.DoesNotContain("IMG_2034", page.DocumentElement.TextContent);
        Assert.Empty(page.QuerySelectorAll("p.pic"));
    }

    [Fact]
    public async Task Programs_are_told_of_our_own_picture_with_its_credit()
    {
        await using var house = await House.OpenAsync();
        var (address, item) = await DeliverAsync(house, new MediaView([new PictureSize(640, 480), new PictureSize(1280, 960)]), Photo);

        var page = Read.Page(await house.GetAsync(address));
        var image = System.Text.Json.JsonDocument.Parse(page.QuerySelector("script")!.TextContent).RootElement.GetProperty("image");

        Assert.Equal($"https://griot.example/items/{item}/1/media/1/1280", image.GetProperty("contentUrl").GetString());
        Assert.Equal(("A. Koné", 1280, 960), (image.GetProperty("creditText").GetString(), image.GetProperty("width").GetInt32(), image.GetProperty("height").GetInt32()));
        Assert.Equal($"https://griot.example/items/{item}/1/media/1/1280", page.QuerySelector("meta[property='og:image']")!.GetAttribute("content"));
        Assert.Equal("Un pont de fer", page.QuerySelector("meta[property='og:image:alt']")!.GetAttribute("content"));
    }

    [Fact]
    public async Task A_picture_stands_where_it_stood_in_the_text_and_no_word_is_added_or_parted()
    {
        await using var house = await House.OpenAsync();
        var card = await house.RegisterAsync(Written.Provider("Le Courrier"));
        const string body = "<p>Avant.</p><ul><li>Un</li><li>Deux</li></ul><p>Après.</p>";
        var files = new[] { Photo, Photo with { Uri = "ni:///sha-256;c" }, Photo with { Uri = "ni:///sha-256;d" } };
        var named = Named(files) with { Bodies = [new TextValue(body, ContentType: "text/html")] };
        var item = await house.DeliverAsync(card, named with { Associations = [named.Associations[0] with { Position = 4 }, named.Associations[1], named.Associations[2] with { Position = 2 }] }, files: files);
        foreach (var entry in house.Store.History(item).Skip(1)) house.Views.ByEntry[entry.Index] = (new MediaView([new PictureSize(640, 480)]), null);

        var text = Read.Page(await house.GetAsync($"/fr/{card.Slug}/{item}")).QuerySelector("div.body")!;

        Assert.Equal(["P", "UL", "P", "FIGURE"], text.Children.Select(child => child.TagName));
        Assert.Equal([$"/items/{item}/1/media/3/640", $"/items/{item}/1/media/1/640"], text.QuerySelectorAll("img").Select(picture => picture.GetAttribute("src")));
        Assert.Equal("LI", text.QuerySelector("img")!.ParentElement!.ParentElement!.TagName);
        Assert.Equal("Avant.UnDeuxAprès.", text.TextContent);
        Assert.Equal($"/items/{item}/1/media/2/640", Assert.Single(text.Owner!.QuerySelectorAll("article > figure img")).GetAttribute("src"));
    }

    [Fact]
    public async Task A_fetched_picture_stands_in_its_line_and_a_verifier_finds_the_words_that_were_sealed()
    {
        await using var house = await House.OpenAsync();
        var card = await house.RegisterAsync(Written.Provider("Le Courrier"));
        const string body = "<p>Avant <img src=\"https://x.example/a.png?a=1&amp;b=2\" alt=\"Un &quot;pont&quot; &lt;1&gt;\"> après.</p><p><img src=\"https://x.example/b.png\" alt=\"Sans suite\"></p>";
        var record = Written.Piece("Le pont rouvre") with { Bodies = [new TextValue(body, ContentType: "text/html")], Associations = [new Association("https://x.example/a.png?a=1&b=2", "image/png")] };
        var item = await house.DeliverAsync(card, record, files: [Photo with { Uri = "https://x.example/a.png?a=1&b=2" }, Photo with { Uri = "https://x.example/b.png" }]);
        house.Views.ByEntry[house.Store.History(item)[1].Index] = (new MediaView([new PictureSize(640, 480), new PictureSize(1280, 960)]), null);

        var html = await house.GetAsync($"/fr/{card.Slug}/{item}");

        var text = Read.Page(html).QuerySelector("div.body")!;
        var picture = Assert.Single(text.QuerySelectorAll("img"));
        Assert.Equal(($"/items/{item}/1/media/1/640", "Un \"pont\" <1>", "1280", "960", "lazy"), (picture.GetAttribute("src"), picture.GetAttribute("alt"), picture.GetAttribute("width"), picture.GetAttribute("height"), picture.GetAttribute("loading")));
        Assert.Equal("P", picture.ParentElement!.ParentElement!.TagName);
        Assert.Equal("Image · Sans suite", text.QuerySelectorAll("span.pic")[1].TextContent);
        Assert.Empty(text.Owner!.QuerySelectorAll("article > figure"));
        Assert.Empty(text.Owner!.QuerySelectorAll("p.pic"));
        Assert.Equal([" · Un \"pont\" <1>", "Image · Sans suite"], Griot.Record.Html.PageText.Read(html)!.Pictures);
    }

    [Fact]
    public async Task A_later_version_shows_the_picture_of_the_earlier_one_at_its_own_address()
    {
        await using var house = await House.OpenAsync();
        var card = await house.RegisterAsync(Written.Provider("Le Courrier"));
        var fetched = Photo with { Uri = "https://x.example/a.png" };
        var item = await house.DeliverAsync(card, Named(fetched), files: fetched);
        house.Views.ByEntry[house.Store.History(item)[1].Index] = (new MediaView([new PictureSize(640, 480)]), null);
        await house.DeliverAsync(card, Named(fetched) with { Signal = Signal.Update }, item);
        await house.DeliverAsync(card, Named() with { Signal = Signal.Update }, item);

        var (second, third) = (Read.Page(await house.GetAsync($"/fr/{card.Slug}/{item}/2")), Read.Page(await house.GetAsync($"/fr/{card.Slug}/{item}")));

        Assert.Equal($"/items/{item}/1/media/1/640", Assert.Single(second.QuerySelectorAll("figure img")).GetAttribute("src"));
        Assert.Empty(third.QuerySelectorAll("img"));
    }

    [Fact]
    public async Task A_picture_of_which_nothing_was_made_is_named_and_not_asked_for()
    {
        await using var house = await House.OpenAsync();
        var (address, _) = await DeliverAsync(house, null, Photo);

        var page = Read.Page(await house.GetAsync(address));

        Assert.Empty(page.QuerySelectorAll("img"));
        Assert.Contains("Le pont, au matin", page.QuerySelector("p.pic")!.TextContent);
    }

    [Fact]
    public async Task A_page_that_was_kept_before_its_pictures_were_made_is_asked_for_anew()
    {
        await using var house = await House.OpenAsync();
        var (address, item) = await DeliverAsync(house, null, Photo);
        using var before = await house.AskAsync(address);

        house.Views.ByEntry[house.Store.History(item)[1].Index] = (new MediaView([new PictureSize(640, 480)]), null);
        using var after = await house.AskAsync(address);

        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
    }

    [Fact]
    public async Task A_document_is_offered_with_its_kind_size_and_pages_and_its_text_can_be_read()
    {
        await using var house = await House.OpenAsync();
        var (address, item) = await DeliverAsync(house, new MediaView([], Pages: 12, HasText: true), "Le Conseil\nréuni.\n\nبيان", Note);

        var page = Read.Page(await house.GetAsync(address));
        var entry = page.QuerySelector(".docs li")!;
        Assert.Contains("communiqué.pdf", entry.TextContent);
        Assert.Contains("PDF · 340\u00A0ko · 12 pages", entry.TextContent);
        Assert.Equal($"/items/{item}/1/media/1", entry.QuerySelector("a[download]")!.GetAttribute("href"));

        var text = Read.Page(await house.GetAsync(entry.QuerySelector("a:not([download])")!.GetAttribute("href")!));
        Assert.Equal(["Le Conseil\nréuni.", "بيان"], text.QuerySelectorAll(".extract p").Select(paragraph => paragraph.TextContent));
        Assert.All(text.QuerySelectorAll(".extract p"), paragraph => Assert.Equal("auto", paragraph.GetAttribute("dir")));
        Assert.Contains("par une machine", text.QuerySelector(".alert")!.TextContent);
        Assert.Contains("noindex", text.QuerySelector("meta[name=robots]")!.GetAttribute("content"));
    }

    [Fact]
    public async Task H01_what_stands_in_a_document_is_text()
    {
        await using var house = await House.OpenAsync();
        var (address, _) = await DeliverAsync(house, new MediaView([], HasText: true), "<script>alert(1)</script><img src=x>\u202E", Note with { Title = "<b>\u202Efdp.exe" });

        var text = Read.Page(await house.GetAsync(address + "/1/document/1"));

        Assert.Empty(text.QuerySelectorAll(".extract script, .extract img"));
        Assert.Equal("<script>alert(1)</script><img src=x>", text.QuerySelector(".extract")!.TextContent.Trim());
        Assert.Equal("<b>fdp.exe", text.QuerySelector("h1")!.TextContent);
    }

    [Theory]
    [InlineData("text/html"), InlineData("image/svg+xml"), InlineData("application/x-msdownload"), InlineData("application/octet-stream")]
    public async Task M05_what_is_only_kept_is_named_and_has_no_address(string type)
    {
        await using var house = await House.OpenAsync();
        var file = Note with { Type = type, Title = "fichier" };
        var (address, item) = await DeliverAsync(house, new MediaView([], HasText: true), "texte", file);

        var page = Read.Page(await house.GetAsync(address));

        Assert.Contains("fichier", page.QuerySelector("p.pic")!.TextContent);
        Assert.DoesNotContain($"/items/{item}/1/media", page.DocumentElement.OuterHtml);
        using var text = await house.AskAsync(address + "/1/document/1");
        Assert.Equal(HttpStatusCode.NotFound, text.StatusCode);
    }

    [Fact]
    public async Task The_text_of_a_document_goes_with_its_piece()
    {
        await using var house = await House.OpenAsync();
        var card = await house.RegisterAsync(Written.Provider("Le Courrier"));
        var item = await house.DeliverAsync(card, Named(Note), files: Note);
        house.Views.ByEntry[house.Store.History(item)[1].Index] = (new MediaView([], HasText: true), "secret");
        await house.HoldAsync(card, item, new Notice { Reason = "legal" });

        using var answer = await house.AskAsync($"/fr/{card.Slug}/{item}/1/document/1");

        Assert.Equal((HttpStatusCode.Found, $"/fr/{card.Slug}/{item}/1"), (answer.StatusCode, answer.Headers.Location!.ToString()));
        using var unknown = await house.AskAsync($"/fr/{card.Slug}/{OpaqueId.New()}/1/document/1");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static Task<(string Address, string Item)> DeliverAsync(House house, MediaView? view, params MediaDescription[] files) => DeliverAsync(house, view, null, files);

    private static async Task<(string Address, string Item)> DeliverAsync(House house, MediaView? view, string? text, params MediaDescription[] files)
    {
        var card = await house.RegisterAsync(Written.Provider("Le Courrier"));
        var item = await house.DeliverAsync(card, Named(files), files: files);
        foreach (var entry in house.Store.History(item).Skip(1))
            if (view is not null) house.Views.ByEntry[entry.Index] = (view, text);
        return ($"/fr/{card.Slug}/{item}", item);
    }

    private static ArticleRecord Named(params MediaDescription[] files) => Written.Piece("Le pont rouvre") with
    {
        Associations = [.. files.Select(file => new Association(file.Uri, file.Type, file.Length, file.Title, file.Caption, file.Credit, file.AlternativeText))],
    };
}
