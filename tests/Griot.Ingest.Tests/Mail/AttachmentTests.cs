using System.Text;
using Griot.Ingest.Channels.Mail;
using Griot.Ingest.Operator;
using Griot.Ledger.Checking;
using Griot.Ledger.Signing;
using Griot.Record;
using MimeKit;

namespace Griot.Ingest.Tests.Mail;

/// <summary>What is attached to a mail becomes media of its item: sealed with it, named by it, and gone with it.</summary>
public sealed class AttachmentTests
{
    private static readonly byte[] Picture = [0xFF, 0xD8, 0xFF, 0xE1, .. Encoding.ASCII.GetBytes("Exif GPS 12.65 N 8.00 W")];
    private static readonly byte[] Document = Encoding.ASCII.GetBytes("%PDF-1.4\nCommuniqué");

    [Fact]
    public async Task Each_file_is_sealed_behind_its_version_with_its_bytes_and_its_description()
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(With(("pont.jpg", "image/jpeg", Picture), ("communiqué.pdf", "application/pdf", Document)));

        Assert.Equal(MailDeed.Published, result.Deed);
        Assert.Equal([EntryKind.Article, EntryKind.Media, EntryKind.Media], room.Ledger.History(result.Item!).Select(entry => entry.Entry.Kind));
        var shown = new Shelf(room.Ledger).Take(result.Item!)!.Media;
        Assert.Equal([("pont.jpg", "image/jpeg", Picture.Length), ("communiqué.pdf", "application/pdf", Document.Length)], shown.Select(one => (one.Description.Title!, one.Description.Type, (int)one.Description.Length)));
        Assert.Equal([Picture, Document], shown.Select(one => room.Ledger.Content(one.Entry.Index, Part.Delivery)!));
        Assert.All(shown, one => Assert.Equal((1, room.Card.Id), (one.Entry.Entry.Version, one.Entry.Entry.Provider)));
        Assert.Empty(await FaultsAsync(room));
    }

    [Fact]
    public async Task A_picture_that_stands_within_the_text_of_a_mail_is_sealed_with_its_place_and_the_words_are_not_touched()
    {
        await using var room = await MailRoom.OpenAsync();
        var body = new BodyBuilder { HtmlBody = "<p>Avant.</p><p><img src=\"cid:pont%40x\" alt=\"Le pont\"></p><p>Après.</p>" };
        var picture = body.LinkedResources.Add("pont.jpg", Picture, new ContentType("image", "jpeg"));
        picture.ContentId = "pont@x";
        body.Attachments.Add("communiqué.pdf", Document, new ContentType("application", "pdf"));

        var result = await room.TakeAsync(With("Le pont", "1@courrier.example", message => message.Body = body.ToMessageBody()));

        var record = new Shelf(room.Ledger).Take(result.Item!)!.Record!;
        Assert.Equal([("pont.jpg", 1), ("communiqué.pdf", (int?)null)], record.Associations.Select(one => (one.Title!, one.Position)));
        Assert.Equal("<p>Avant.</p><p>Après.</p>", record.Body!.Trim());
        Assert.Empty(await FaultsAsync(room));
    }

    [Fact]
    public async Task The_next_version_follows_and_brings_its_own()
    {
        await using var room = await MailRoom.OpenAsync();
        var first = await room.TakeAsync(With(("a.jpg", "image/jpeg", Picture)));

        var second = await room.TakeAsync(With("Rectificatif : Le pont", "2@courrier.example", message => message.InReplyTo = "1@courrier.example", ("b.pdf", "application/pdf", Document)));

        Assert.Equal((MailDeed.Corrected, first.Item, 2), (second.Deed, second.Item, second.Version));
        var shelf = new Shelf(room.Ledger);
        Assert.Equal("a.jpg", Assert.Single(shelf.Take(first.Item!, 1)!.Media).Description.Title);
        Assert.Equal("b.pdf", Assert.Single(shelf.Take(first.Item!)!.Media).Description.Title);
    }

    [Theory]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("dossier\\CON", "CON")]
    [InlineData("facture\u202Egpj.exe", "factureexe")]
    public async Task M04_a_name_is_a_label_and_never_a_path(string name, string label)
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(With((name, "application/pdf", Document)));

        var title = Assert.Single(new Shelf(room.Ledger).Take(result.Item!)!.Media).Description.Title!;
        Assert.DoesNotContain('\u202E', title);
        Assert.True(title == label || title == "facturegpj.exe", title);
    }

    [Fact]
    public async Task M04_a_name_of_300_letters_is_none()
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(With((new string('a', 300) + ".pdf", "application/pdf", Document)));

        Assert.Null(Assert.Single(new Shelf(room.Ledger).Take(result.Item!)!.Media).Description.Title);
    }

    [Theory]
    [InlineData("photo.jpg", "image/jpeg", "<html><script>alert(1)</script>", "application/octet-stream")]
    [InlineData("photo.html", "text/html", "GIF89a/*", "image/gif")]
    [InlineData("page.pdf", "application/pdf", "<html>%PDF-1.4", "application/octet-stream")]
    [InlineData("dessin.svg", "image/svg+xml", "<svg onload='alert(1)'/>", "application/octet-stream")]
    [InlineData("outil.exe", "application/pdf", "MZ\u0090", "application/octet-stream")]
    public async Task M05_a_file_is_what_it_begins_with_whatever_its_sender_says(string name, string declared, string content, string type)
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(With((name, declared, Encoding.Latin1.GetBytes(content))));

        Assert.Equal(type, Assert.Single(new Shelf(room.Ledger).Take(result.Item!)!.Media).Description.Type);
    }

    [Fact]
    public async Task A_press_release_that_is_only_a_document_has_its_subject_as_headline()
    {
        await using var room = await MailRoom.OpenAsync();

        var result = await room.TakeAsync(MailRoom.Signed("Communiqué du Conseil des ministres", change: message => message.Body = new MimePart("application", "pdf") { Content = new MimeContent(new MemoryStream(Document)), FileName = "conseil.pdf", ContentTransferEncoding = ContentEncoding.Base64 }));

        Assert.Equal(MailDeed.Published, result.Deed);
        var piece = new Shelf(room.Ledger).Take(result.Item!)!;
        Assert.Equal(("Communiqué du Conseil des ministres", Answer.Whole), (piece.Summary!.Headline, piece.Answer));
        Assert.True(Assert.Single(piece.Media).Description.IsDocument);
    }

    [Fact]
    public async Task The_log_opens_a_document_as_it_came_and_of_a_picture_only_what_is_said_of_it()
    {
        await using var room = await MailRoom.OpenAsync();
        var result = await room.TakeAsync(With(("pont.jpg", "image/jpeg", Picture), ("note.pdf", "application/pdf", Document)));
        var shelf = new Shelf(room.Ledger);

        var opened = shelf.Take(result.Item!)!.Media.Select(one => shelf.Opened(one.Entry)).ToList();

        Assert.Equal([Part.Record], opened[0].Select(part => part.Part));
        Assert.Equal([Part.Record, Part.Delivery], opened[1].Select(part => part.Part));
        Assert.Equal(Document, opened[1][1].Bytes);
    }

    [Fact]
    public async Task Files_of_an_embargoed_version_are_not_there_until_it_is_released()
    {
        await using var room = await MailRoom.OpenAsync();
        var result = await room.TakeAsync(With(("pont.jpg", "image/jpeg", Picture)));
        var media = new Shelf(room.Ledger).Take(result.Item!)!.Media[0].Entry;
        await new Holding(room.Ledger).HoldAsync(result.Item!, HoldReason.Legal, null, Cancellation);

        var shelf = new Shelf(room.Ledger);

        Assert.Equal(Answer.Gone, shelf.Media(result.Item!, 1, 1).Answer);
        Assert.Empty(shelf.Opened(media));
        Assert.Equal(Answer.Absent, shelf.Media(OpaqueId.New(), 1, 1).Answer);
    }

    [Fact]
    public async Task A_removed_item_leaves_no_byte_and_no_salt_of_its_files()
    {
        await using var room = await MailRoom.OpenAsync();
        var result = await room.TakeAsync(With(("pont.jpg", "image/jpeg", Picture), ("note.pdf", "application/pdf", Document)));
        var media = new Shelf(room.Ledger).Take(result.Item!)!.Media;

        await RemoveAsync(room, new RemovalRequest(result.Item));

        Assert.All(media, one => Assert.Equal((null, null, null), (room.Ledger.Content(one.Entry.Index, Part.Delivery), room.Ledger.Content(one.Entry.Index, Part.Record), room.Ledger.Salt(one.Entry.Index, Part.Delivery))));
        Assert.DoesNotContain("GPS 12.65", Latin(room));
        Assert.Equal(Answer.Gone, new Shelf(room.Ledger).Media(result.Item!, 1, 1).Answer);
        Assert.Empty(await FaultsAsync(room));
    }

    [Fact]
    public async Task A_picture_that_is_removed_by_itself_goes_from_the_mail_and_from_every_version_that_brought_it()
    {
        await using var room = await MailRoom.OpenAsync();
        var first = await room.TakeAsync(With(("a.jpg", "image/jpeg", Picture), ("note.pdf", "application/pdf", Document)));
        await room.TakeAsync(With("Rectificatif : Le pont", "2@courrier.example", message => message.InReplyTo = "1@courrier.example", ("b.jpg", "image/jpeg", Picture)));
        var shelf = new Shelf(room.Ledger);
        var (old, newer) = (shelf.Take(first.Item!, 1)!.Media[0].Entry, shelf.Take(first.Item!)!.Media[0].Entry);

        var plan = await RemoveAsync(room, new RemovalRequest(null, Entry: old.Index));

        Assert.Equal([old.Index, newer.Index], plan.Entries.Select(entry => entry.Index));
        Assert.All((SealedEntry[])[old, newer], entry => Assert.Null(room.Ledger.Content(entry.Index, Part.Delivery)));
        Assert.All(shelf.Take(first.Item!)!.State.Versions, version => Assert.Null(room.Ledger.Content(version.Index, Part.Delivery)));
        Assert.DoesNotContain("GPS 12.65", Latin(room));
        Assert.DoesNotContain(Convert.ToBase64String(Picture)[..24], Latin(room));
        Assert.Equal((Answer.Gone, Answer.Whole), (shelf.Media(first.Item!, 1, 1).Answer, shelf.Media(first.Item!, 1, 2).Answer));
        Assert.Equal(2, Assert.Single(shelf.Take(first.Item!, 1)!.Media).Number);
        Assert.Equal("Le pont", shelf.Take(first.Item!, 1)!.Summary!.Headline);
        Assert.Empty(await FaultsAsync(room));
    }

    [Fact]
    public async Task Nor_does_a_removed_picture_lie_on_in_the_same_mail_that_was_held_or_came_again_and_others_of_the_channel_are_told()
    {
        await using var room = await MailRoom.OpenAsync();
        var held = await room.TakeAsync(MailRoom.Unsigned(id: "0@courrier.example", change: message => Attach(message, ("a.jpg", "image/jpeg", Picture))));
        await room.TakeAsync(MailRoom.Unsigned("La foire", "Elle aura lieu dimanche.", "9@courrier.example"));
        var first = await room.TakeAsync(With(("a.jpg", "image/jpeg", Picture)));
        var again = await room.TakeAsync(With("Le pont", "2@courrier.example", _ => { }, ("a.jpg", "image/jpeg", Picture)));
        Assert.Equal((MailDeed.Held, first.Item, 1), (held.Deed, again.Item, room.Ledger.History(first.Item!).Count(entry => entry.Entry.Kind.IsVersion)));
        var picture = new Shelf(room.Ledger).Take(first.Item!)!.Media[0].Entry;

        var plan = await RemoveAsync(room, new RemovalRequest(null, Entry: picture.Index));

        Assert.DoesNotContain(Convert.ToBase64String(Picture)[..24], Latin(room));
        Assert.DoesNotContain("GPS 12.65", Latin(room));
        Assert.Equal([1L], plan.Quarantined);
        Assert.Equal([2L], plan.Unsure);
        Assert.Equal([room.Card.Channels[^1].Id], plan.Channels);
        Assert.Equal("Le pont", new Shelf(room.Ledger).Take(first.Item!)!.Summary!.Headline);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<RemovalPlan> RemoveAsync(MailRoom room, RemovalRequest request)
    {
        var done = Assert.IsType<RemovalAnswer.Done>(await new Removing(room.Ledger).RemoveAsync(request, new RemovalOrder([1], RemovalReason.CourtOrder, "ML", null), Cancellation));
        Assert.True(await room.Ledger.WipeAsync(TimeSpan.FromSeconds(30), Cancellation));
        return done.Plan;
    }

    // The house has no log of its own here: what is said of its key and tiles is not asked.
    private static async Task<IReadOnlyList<string>> FaultsAsync(MailRoom room)
    {
        var faults = new List<string>();
        await new StoreCheck(new LogOptions(room.StoreFolder), TimeProvider.System).RunAsync(fault => { if (fault.Entry is not null) faults.Add(fault.ToString()); }, _ => { }, Cancellation);
        return faults;
    }

    private static string Latin(MailRoom room) => string.Concat(Directory.GetFiles(room.StoreFolder, "ledger.db*").Select(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Encoding.Latin1.GetString(bytes.ToArray());
    }));

    private static byte[] With(params (string Name, string Type, byte[] Bytes)[] files) => With("Le pont", "1@courrier.example", _ => { }, files);

    private static byte[] With(string subject, string id, Action<MimeMessage> change, params (string Name, string Type, byte[] Bytes)[] files) => MailRoom.Signed(subject, id: id, change: message =>
    {
        Attach(message, files);
        change(message);
    });

    private static void Attach(MimeMessage message, params (string Name, string Type, byte[] Bytes)[] files)
    {
        var mixed = new Multipart("mixed") { message.Body! };
        foreach (var (name, type, bytes) in files)
            mixed.Add(new MimePart(ContentType.Parse(type)) { Content = new MimeContent(new MemoryStream(bytes)), FileName = name, ContentTransferEncoding = ContentEncoding.Base64 });
        message.Body = mixed;
    }
}
