using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Griot.Ingest.Tests.Folder;

/// <summary>X20: archives, honest and hostile. Each file in one is a document of its own; nothing is ever written under a name from one.</summary>
public sealed class ZipTests : IAsyncLifetime
{
    private FolderRoom room = null!;

    public async ValueTask InitializeAsync() => room = await FolderRoom.OpenAsync();

    public ValueTask DisposeAsync() => room.DisposeAsync();

    [Fact]
    public async Task Each_file_of_an_archive_is_a_document_of_its_own_and_a_bad_one_costs_itself()
    {
        room.Write("today.zip", Archive(("a/", ""), ("a/one.xml", Feeds.Rss(Feeds.Item("a"))), ("two.json", Feeds.Json(Feeds.Member("b", "<p>Autre.</p>"))), ("three.xml", "nothing"), ("four.md", "---\nid: c\n---\n# Le pont\n\nOuvert.\n"), ("__MACOSX/._one.xml", "junk"), (".DS_Store", "junk")));
        await room.LookTwiceAsync();
        Assert.Equal(["a", "b", "c"], room.Uris);
        Assert.Equal(["today.zip", "today.zip.why.txt"], room.Kept("refused"));
        Assert.Matches("^three.xml: [^\n]+\n$", room.Reason("today.zip"));
        Assert.Equal("today.zip/a_one.xml", room.World.EnvelopeOf(room.World.Entries()[0]).Headers!["Griot-File"]);
        Assert.Single(room.World.Store.Quarantine());
    }

    [Fact]
    public async Task An_archive_without_a_fault_lies_among_the_delivered()
    {
        room.Write("stored.zip", Archive(CompressionLevel.NoCompression, ("one.xml", Feeds.Rss(Feeds.Item("a")))));
        await room.LookTwiceAsync();
        Assert.Equal(["stored.zip"], room.Kept("delivered"));
        Assert.Equal(["a"], room.Uris);
    }

    [Fact]
    public async Task X20_names_that_lead_out_links_encrypted_and_nested_members_are_refused_alone()
    {
        var bytes = Archive(("../../etc/one.xml", Feeds.Rss(Feeds.Item("x1"))), ("/etc/two.xml", Feeds.Rss(Feeds.Item("x2"))), ("c:\\three.xml", Feeds.Rss(Feeds.Item("x3"))), ("..\\four.xml", Feeds.Rss(Feeds.Item("x4"))),
            ("link.xml", "/etc/passwd"), ("secret.xml", Feeds.Rss(Feeds.Item("x5"))), ("inner.zip", "PK\u0003\u0004 inside"), ("good.xml", Feeds.Rss(Feeds.Item("a"))));
        Patch(bytes, "link.xml", header => { header[5] = 3; BinaryPrimitives.WriteUInt32LittleEndian(header[38..], 0xA1FF0000); });
        Patch(bytes, "secret.xml", header => header[8] |= 1);
        room.Write("evil.zip", bytes);
        await room.LookTwiceAsync();
        Assert.Equal(["a"], room.Uris);
        Assert.Equal(7, room.Reason("evil.zip").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(["evil.zip", "evil.zip.why.txt"], room.Kept("refused"));
        Assert.False(File.Exists(Path.Combine(room.World.Folder, "etc", "one.xml")));
    }

    [Fact]
    public async Task X20_what_unpacks_without_end_is_stopped_and_counted_over_all_members()
    {
        var zeros = new string('0', 21 * 1024 * 1024);
        var quarter = new string('1', 19 * 1024 * 1024);
        room.Write("bomb.zip", Archive([("zeros.xml", zeros), .. Enumerable.Range(0, 14).Select(n => ($"part{n}.xml", quarter)), ("late.xml", Feeds.Rss(Feeds.Item("late")))]));
        room.Write("good.xml", Feeds.Rss(Feeds.Item("a")));
        Assert.True(new FileInfo(room.File("bomb.zip")).Length < 500_000);
        await room.LookTwiceAsync();
        Assert.Equal(["a"], room.Uris);
        var reasons = room.Reason("bomb.zip");
        Assert.StartsWith("zeros.xml: it unpacks to more", reasons, StringComparison.Ordinal);
        Assert.Contains("late.xml: it unpacks to more", reasons, StringComparison.Ordinal);
    }

    // 400 names for the same 19 MB, which turn out to be damaged at their end: 7 GB of work, if only what is whole were counted.
    [Fact]
    public async Task X20_what_unpacks_and_is_damaged_at_its_end_is_counted_as_well()
    {
        var bytes = Archive([("zeros.xml", new string('0', 19 * 1024 * 1024)), .. Enumerable.Range(0, 400).Select(n => ($"{n:D4}.xml", "x"))]);
        var end = Places(bytes, "PK\u0001\u0002"u8)[0];
        var packed = BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(end + 20));
        // The last bytes of what is packed become a block of a kind that there is none of.
        bytes.AsSpan((int)(30 + "zeros.xml".Length + packed) - 12, 12).Fill(0xFF);
        foreach (var at in Places(bytes, "PK\u0001\u0002"u8))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 20), packed);
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 42), 0);
        }

        room.Write("same.zip", bytes);
        room.Write("good.xml", Feeds.Rss(Feeds.Item("a")));
        await room.LookTwiceAsync();
        Assert.Equal(["a"], room.Uris);
        var reasons = room.Reason("same.zip").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("zeros.xml: it is damaged", reasons[0], StringComparison.Ordinal);
        Assert.Equal(391, reasons.Count(reason => reason.Contains("it unpacks to more", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task X20_a_list_that_names_more_files_than_it_counts_is_refused_whole()
    {
        var bytes = Archive(("one.xml", Feeds.Rss(Feeds.Item("a"))), ("two.xml", Feeds.Rss(Feeds.Item("b"))));
        var end = Places(bytes, "PK\u0005\u0006"u8)[^1];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(end + 10), 1);
        room.Write("short.zip", bytes);
        await room.LookTwiceAsync();
        Assert.Empty(room.World.Entries());
        Assert.Contains("damaged", room.Reason("short.zip"), StringComparison.Ordinal);
        Assert.Equal(bytes, Assert.Single(room.World.Store.Quarantine()).Content.Bytes);
    }

    [Fact]
    public async Task X20_sizes_that_lie_are_not_believed()
    {
        var bytes = Archive(("zeros.xml", new string('0', 30 * 1024 * 1024)), ("good.xml", Feeds.Rss(Feeds.Item("a"))));
        Patch(bytes, "zeros.xml", header => BinaryPrimitives.WriteUInt32LittleEndian(header[24..], 10));
        room.Write("liar.zip", bytes);
        await room.LookTwiceAsync();
        Assert.Equal(["a"], room.Uris);
        Assert.Matches("^zeros.xml: it unpacks to more[^\n]+\n$", room.Reason("liar.zip"));
    }

    [Fact]
    public async Task X20_more_than_a_thousand_members_are_refused_by_the_end_record_alone()
    {
        room.Write("many.zip", Archive([.. Enumerable.Range(0, 1_001).Select(n => ($"{n}.xml", Feeds.Rss(Feeds.Item($"a{n}"))))]));
        var end = new byte[22];
        "PK\u0005\u0006"u8.CopyTo(end);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), 0xFFFF);
        room.Write("million.zip", end);
        await room.LookTwiceAsync();
        Assert.Empty(room.World.Entries());
        Assert.Equal(["many.zip", "many.zip.why.txt", "million.zip", "million.zip.why.txt"], room.Kept("refused"));
        Assert.Equal("the archive holds more than 1000 files\n", room.Reason("million.zip"));
        Assert.Equal(2, room.World.Store.Quarantine().Count(row => row.Content.Code == "unreadable-archive"));
    }

    [Fact]
    public async Task X20_a_name_of_the_first_personal_computers_is_read()
    {
        var bytes = Archive(("cafX.xml", "nothing"));
        foreach (var at in Places(bytes, "cafX.xml"u8)) bytes[at + 3] = 0x82;
        room.Write("old.zip", bytes);
        await room.LookTwiceAsync();
        Assert.StartsWith("café.xml: ", room.Reason("old.zip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task X16_a_broken_off_or_damaged_archive_is_refused_and_kept()
    {
        var bytes = Archive(CompressionLevel.NoCompression, ("one.xml", Feeds.Rss(Feeds.Item("a"))), ("two.xml", Feeds.Rss(Feeds.Item("b", "<p>Autre.</p>"))));
        room.Write("cut.zip", bytes[..(bytes.Length * 6 / 10)]);
        var damaged = bytes.ToArray();
        damaged[Places(damaged, "fleuve"u8)[0]] = (byte)'F';
        room.Write("damaged.zip", damaged);
        await room.LookTwiceAsync();
        Assert.Equal(["b"], room.Uris);
        Assert.Equal("one.xml: it is damaged: its checksum is another\n", room.Reason("damaged.zip"));
        Assert.Contains("broken off", room.Reason("cut.zip"), StringComparison.Ordinal);
        Assert.Equal(bytes[..(bytes.Length * 6 / 10)], Assert.Single(room.World.Store.Quarantine()).Content.Bytes);
    }

    [Fact]
    public async Task X20_a_list_that_begins_behind_the_end_of_numbers_is_refused()
    {
        var bytes = Archive(("one.xml", Feeds.Rss(Feeds.Item("a"))));
        var end = Places(bytes, "PK\u0005\u0006"u8)[^1];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(end + 12), 0x20);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(end + 16), 0xFFFFFFF0);
        room.Write("wrapped.zip", bytes);
        await room.LookTwiceAsync();
        Assert.Contains("damaged", room.Reason("wrapped.zip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task X20_any_bytes_that_claim_to_be_an_archive_are_survived()
    {
        var good = Archive(("one.xml", Feeds.Rss(Feeds.Item("a"))), ("two.xml", "nothing"));
        var random = new Random(7);
        for (var n = 0; n < 60; n++)
        {
            var bytes = good.ToArray();
            for (var hits = 0; hits < 3; hits++) bytes[random.Next(2, bytes.Length)] = (byte)random.Next(256);
            room.Write($"{n}.zip", bytes);
        }

        await room.LookTwiceAsync();
        Assert.Empty(room.Lying());
        Assert.Equal(60, room.Kept("delivered").Count + room.Kept("refused").Count(name => !name.EndsWith(".why.txt", StringComparison.Ordinal)));
        Assert.All(room.World.Entries(), entry => Assert.Equal("a", room.World.RecordOf(entry).Uri));
    }

    internal static byte[] Archive(params (string Name, string Text)[] members) => Archive(CompressionLevel.SmallestSize, members);

    private static byte[] Archive(CompressionLevel level, params (string Name, string Text)[] members)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (member, text) in members)
            {
                using var writer = new StreamWriter(archive.CreateEntry(member, level).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }

        return bytes.ToArray();
    }

    // Changes the header of a member in the archive's list.
    private static void Patch(byte[] archive, string name, SpanAction change) => change(archive.AsSpan(Places(archive, Encoding.UTF8.GetBytes(name))[^1] - 46));

    private static List<int> Places(byte[] bytes, ReadOnlySpan<byte> text)
    {
        var places = new List<int>();
        for (var from = 0; bytes.AsSpan(from).IndexOf(text) is >= 0 and var at; from += at + 1) places.Add(from + at);
        return places;
    }

    private delegate void SpanAction(Span<byte> header);
}
