using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Griot.Formats.Form;
using Griot.Record;

namespace Griot.Newsroom.Tests.Links;

/// <summary>Files on the page of a link: they outlive the preview, are sealed as they came, and leave nothing behind where they are not sent.</summary>
public sealed class LinkFileTests : IAsyncLifetime
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE1, .. Encoding.ASCII.GetBytes("Exif GPS 12.65 N")];
    private static readonly byte[] Note = Encoding.ASCII.GetBytes("%PDF-1.4\r\n--griot-form-files\r\nnote");
    private static readonly (string, string)[] Piece = [("lang", "fr"), ("act", "deliver"), ("headline", "Le fleuve monte"), ("text", "Il monte.")];

    private LinkHouse house = null!;

    public async ValueTask InitializeAsync() => house = await LinkHouse.OpenAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task What_was_chosen_once_is_previewed_and_sealed_byte_for_byte_without_being_sent_again()
    {
        var token = await house.LinkAsync();

        var preview = await PostAsync(token, [.. Piece, ("step", "preview")], ("IMG_1.jpg", "image/jpeg", Photo), ("note.pdf", "application/pdf", Note));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Empty(house.Entries());
        Assert.Contains("note.pdf", preview.Page, StringComparison.Ordinal);
        Assert.Single(LinkHouse.Parse(preview.Page).QuerySelectorAll("figure img"));
        var done = await house.PostAsync(token, [.. Hidden(preview.Page), ("step", "deliver")]);

        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal([EntryKind.Article, EntryKind.Media, EntryKind.Media], house.Entries().Select(entry => entry.Entry.Kind));
        var shown = new Shelf(house.Ledger).Take(house.Entries()[0].Entry.Item!)!;
        Assert.Equal([("IMG_1.jpg", "image/jpeg"), ("note.pdf", "application/pdf")], shown.Media.Select(media => (media.Description.Title!, media.Description.Type)));
        Assert.Equal([Photo, Note], shown.Media.Select(media => house.Ledger.Content(media.Entry.Index, Part.Delivery)!));
        Assert.Equal("Le fleuve monte", shown.Summary!.Headline);
        Assert.Empty(house.Links.FilesOf(token));
    }

    [Fact]
    public async Task The_delivery_holds_the_form_as_it_was_sent_last_and_each_file_as_it_came()
    {
        var token = await house.LinkAsync();
        var preview = await PostAsync(token, [.. Piece, ("step", "preview")], ("note.pdf", "application/pdf", Note));
        using var form = new FormUrlEncodedContent([.. Hidden(preview.Page).Select(field => KeyValuePair.Create(field.Item1, field.Item2)), KeyValuePair.Create("step", "deliver")]);
        var bytes = await form.ReadAsByteArrayAsync(Cancellation);

        await house.PostAsync(token, form);

        var delivery = house.Ledger.Content(house.Entries()[0].Index, Part.Delivery)!;
        Assert.True(delivery.AsSpan().IndexOf(bytes) > 0);
        Assert.True(delivery.AsSpan().IndexOf(Note) > 0);
        Assert.Equal(FormWithFiles.Compose(bytes, [new SentFile("note.pdf", "application/pdf", Note)]), delivery);
        Assert.DoesNotContain(token, Encoding.Latin1.GetString(delivery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_and_a_headline_are_a_piece()
    {
        var token = await house.LinkAsync();
        var preview = await PostAsync(token, [("act", "deliver"), ("headline", "Communiqué"), ("text", ""), ("step", "preview")], ("note.pdf", "application/pdf", Note));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Equal(HttpStatusCode.OK, (await house.PostAsync(token, [.. Hidden(preview.Page), ("step", "deliver")])).Status);
        Assert.Equal(("Communiqué", Answer.Whole), (new Shelf(house.Ledger).Take(house.Entries()[0].Entry.Item!)!.Summary!.Headline, new Shelf(house.Ledger).Take(house.Entries()[0].Entry.Item!)!.Answer));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync(await house.LinkAsync(), [("act", "deliver"), ("text", ""), ("step", "preview")], ("note.pdf", "application/pdf", Note))).Status);
    }

    [Fact]
    public async Task Changing_the_text_keeps_the_files_and_one_can_be_taken_out_and_another_added()
    {
        var token = await house.LinkAsync();
        var first = await PostAsync(token, [.. Piece, ("step", "preview")], ("IMG_1.jpg", "image/jpeg", Photo), ("note.pdf", "application/pdf", Note));

        var form = await house.PostAsync(token, [.. Hidden(first.Page), ("step", "change")]);
        var boxes = LinkHouse.Parse(form.Page).QuerySelectorAll("input[type=checkbox][name^='kept.']");
        Assert.Equal(2, boxes.Length);
        Assert.All(boxes, box => Assert.True(box.HasAttribute("checked")));
        var preview = await PostAsync(token, [.. Piece, (boxes[1].GetAttribute("name")!, boxes[1].GetAttribute("value")!), ("step", "preview")], ("b.pdf", "application/pdf", "%PDF-b"u8.ToArray()));
        await house.PostAsync(token, [.. Hidden(preview.Page), ("step", "deliver")]);

        Assert.Equal(["note.pdf", "b.pdf"], new Shelf(house.Ledger).Take(house.Entries()[0].Entry.Item!)!.Media.Select(media => media.Description.Title));
    }

    [Fact]
    public async Task A_correction_keeps_the_files_of_the_piece_unless_they_are_taken_out()
    {
        var token = await house.LinkAsync();
        var preview = await PostAsync(token, [.. Piece, ("step", "preview")], ("IMG_1.jpg", "image/jpeg", Photo), ("note.pdf", "application/pdf", Note));
        await house.PostAsync(token, [.. Hidden(preview.Page), ("step", "deliver")]);
        var item = house.Entries()[0].Entry.Item!;
        var other = await house.LinkAsync(item);
        var boxes = LinkHouse.Parse((await house.GetAsync(other)).Page).QuerySelectorAll("input[type=checkbox][name^='kept.'][checked]");
        Assert.Equal(2, boxes.Length);

        await house.PostAsync(other, ("act", "correct"), ("headline", "Le fleuve monte"), ("text", "Il baisse."), (boxes[0].GetAttribute("name")!, boxes[0].GetAttribute("value")!), ("step", "deliver"));

        var corrected = new Shelf(house.Ledger).Take(item)!;
        Assert.Equal((2, "IMG_1.jpg"), (corrected.Version.Entry.Version, Assert.Single(corrected.Media).Description.Title));
        Assert.Equal(Photo, house.Ledger.Content(corrected.Media[0].Entry.Index, Part.Delivery));
    }

    [Fact]
    public async Task A_link_that_ends_or_is_used_by_another_form_leaves_no_file_behind()
    {
        var (ended, used) = (await house.LinkAsync(), await house.LinkAsync());
        await PostAsync(ended, [.. Piece, ("step", "preview")], ("note.pdf", "application/pdf", Note));
        await PostAsync(used, [.. Piece, ("step", "preview")], ("note.pdf", "application/pdf", Note));
        await house.Ledger.ForgetLapsedFilesAsync(Cancellation);
        Assert.Single(house.Links.FilesOf(ended));
        await house.PostAsync(used, [.. Piece, ("step", "deliver")]);
        Assert.Empty(house.Links.FilesOf(used));
        house.Time.Advance(TimeSpan.FromDays(1));
        await house.Ledger.ForgetLapsedFilesAsync(Cancellation);
        Assert.Empty(house.Links.FilesOf(ended));
    }

    [Fact]
    public async Task Too_many_or_too_large_files_are_said_and_nothing_is_kept_of_them()
    {
        var token = await house.LinkAsync();
        var six = Enumerable.Range(0, 6).Select(number => ($"{number}.pdf", "application/pdf", Encoding.ASCII.GetBytes($"%PDF-{number}"))).ToArray();
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(token, [.. Piece, ("step", "preview")], six)).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(token, [.. Piece, ("step", "preview")], ("a.pdf", "application/pdf", new byte[21 * 1024 * 1024]))).Status);
        Assert.Empty(house.Links.FilesOf(token));
        Assert.Equal(HttpStatusCode.OK, (await house.GetAsync(token)).Status);
    }

    [Fact]
    public async Task A_file_that_is_named_and_not_there_is_asked_for_again()
    {
        var answer = await house.PostAsync(await house.LinkAsync(), [.. Piece, ("kept.0", new string('0', 32)), ("step", "deliver")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("choisissez-le de nouveau", answer.Page, StringComparison.Ordinal);
        Assert.Empty(house.Entries());
    }

    [Fact]
    public async Task M05_the_preview_shows_pictures_as_readers_will_see_them_and_nothing_else_of_what_waits()
    {
        var (token, other) = (await house.LinkAsync(), await house.LinkAsync());
        await PostAsync(token, [.. Piece, ("step", "preview")], ("IMG_1.jpg", "image/jpeg", Photo), ("page.html", "text/html", "<script>alert(1)</script>"u8.ToArray()));
        var files = house.Links.FilesOf(token);

        using var picture = await house.Client.GetAsync($"{NewsroomRoom.PathOf(token)}/file/{files[0].Key}", Cancellation);
        Assert.Equal(("image/webp", "drawn anew"), (picture.Content.Headers.ContentType!.ToString(), await picture.Content.ReadAsStringAsync(Cancellation)));
        Assert.True(picture.Headers.CacheControl!.NoStore);
        foreach (var address in (string[])[$"{NewsroomRoom.PathOf(token)}/file/{files[1].Key}", $"{NewsroomRoom.PathOf(other)}/file/{files[0].Key}", $"{NewsroomRoom.PathOf("nobodys")}/file/{files[0].Key}"])
        {
            using var nothing = await house.Client.GetAsync(address, Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
        }
    }

    [Fact]
    public async Task M04_names_are_labels_however_they_are_written()
    {
        var token = await house.LinkAsync();
        var preview = await PostAsync(token, [.. Piece, ("step", "preview")], ("../../é\u202Ex.pdf", "application/pdf", Note), (new string('n', 400), "text/html", Photo));
        await house.PostAsync(token, [.. Hidden(preview.Page), ("step", "deliver")]);
        var media = new Shelf(house.Ledger).Take(house.Entries()[0].Entry.Item!)!.Media;
        Assert.Equal(("image/jpeg", null), (media[1].Description.Type, media[1].Description.Title));
        Assert.EndsWith("x.pdf", media[0].Description.Title);
        Assert.DoesNotContain('/', media[0].Description.Title!);
    }

    [Theory]
    [InlineData("form-data; name=\"files\"; filename*")]
    [InlineData("form-data; name")]
    [InlineData("form-data; name=\"files\"; filename*=x")]
    [InlineData("")]
    public async Task M04_a_part_that_is_described_wrongly_is_no_fault_of_ours(string disposition)
    {
        var body = new ByteArrayContent(Encoding.ASCII.GetBytes($"--b\r\nContent-Disposition: {disposition}\r\n\r\nx\r\n--b--\r\n"));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        Assert.InRange((int)(await house.PostAsync(await house.LinkAsync(), body)).Status, 200, 499);
        Assert.Empty(house.Entries());
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static (string, string)[] Hidden(string page) => [.. LinkHouse.Parse(page).QuerySelectorAll("form input[type=hidden]").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))];

    private async Task<(HttpStatusCode Status, string Page)> PostAsync(string token, (string Name, string Value)[] fields, params (string Name, string Type, byte[] Bytes)[] files)
    {
        using var form = new MultipartFormDataContent("a-browser-boundary");
        foreach (var (name, value) in fields) form.Add(new StringContent(value), $"\"{name}\"");
        foreach (var (name, type, bytes) in files)
        {
            var part = new ByteArrayContent(bytes);
            part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            form.Add(part, "\"file\"", name);
        }

        return await house.PostAsync(token, form);
    }
}
