using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Griot.Ingest.Tests.Poll;

/// <summary>Rows of the list of hostile inputs that are about what is kept of a document, and what is not concluded from it.</summary>
public sealed class HostileInputTests
{
    [Fact]
    public async Task X08_no_style_sheet_and_no_inclusion_is_fetched()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var there = world.Server.Address("/listener");

        var result = await world.PollAsync($"<?xml-stylesheet type=\"text/xsl\" href=\"{there}\"?>" + Feeds.Rss(
            Feeds.Item("1", more: $"<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"{there}\"/><enclosure url=\"{there}\" type=\"image/png\" length=\"1\"/><comments>{there}</comments>"),
            Feeds.Item("2", $"<img src=\"{there}\"><link rel=stylesheet href=\"{there}\">")));

        Assert.Equal((2, 0), (result.NewItems, world.Server.Asked("/listener")));
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 })]
    public async Task X12_bytes_that_are_no_utf8_are_sealed_as_they_came(byte[] wrong)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        byte[] item = [.. "<item><guid>1</guid><title>a"u8, .. wrong, .. "b</title></item>"u8];

        var result = await world.PollAsync([.. "<?xml version='1.0' encoding='utf-8'?><rss><channel>"u8, .. item, .. "</channel></rss>"u8]);

        Assert.Equal((1, 0, 0), (result.NewItems, result.Quarantined, result.Failed));
        Assert.Equal(item, world.DeliveryOf(world.Entries()[0]));
    }

    [Fact]
    public async Task X15_what_exceeds_a_cap_lies_in_quarantine_whole_and_the_items_beside_it_are_taken()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        string[] large =
        [
            $"<item><guid>a</guid><title>{new string('a', 1_000_000)}</title></item>", $"<item><guid>b</guid>{Times("<category>c</category>", 10_000)}</item>",
            $"<item><guid>c</guid>{Times("<author>c</author>", 5_000)}</item>", $"<item><guid>d</guid><description>{new string('d', 10 * 1024 * 1024)}</description></item>",
        ];

        var result = await world.PollAsync(Feeds.Rss([Feeds.Item("1"), .. large, Feeds.Item("2")]));

        Assert.Equal((2, 4, 0), (result.NewItems, result.Quarantined, result.Failed));
        Assert.Equal(large.Order(StringComparer.Ordinal), world.Store.Quarantine().Select(row => Encoding.UTF8.GetString(row.Content.Bytes)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task X16_a_document_cut_at_60_percent_takes_nothing_away_and_the_next_poll_repairs(bool json)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        string Of(int first, int count) => json ? Feeds.Json([.. Enumerable.Range(first, count).Select(i => Feeds.Member($"{i}"))]) : Feeds.Rss([.. Enumerable.Range(first, count).Select(i => Feeds.Item($"{i}"))]);
        await world.PollAsync(Of(0, 10));
        var whole = Encoding.UTF8.GetBytes(Of(5, 10));
        world.Time.Advance(TimeSpan.FromDays(1));

        var broken = await world.PollAsync(whole[..(whole.Length * 6 / 10)]);
        world.Time.Advance(TimeSpan.FromDays(1));
        var repaired = await world.PollAsync(whole);

        Assert.Equal(5, broken.NewItems + repaired.NewItems);
        Assert.Equal((0, 0), (broken.NewVersions + broken.Cosmetic, repaired.NewVersions + repaired.Cosmetic));
        Assert.All(world.Entries(), entry => Assert.Equal(Record.EntryKind.Article, entry.Entry.Kind));
        Assert.All(Enumerable.Range(0, 15), i => Assert.NotNull(world.Shelf.Take(world.Item($"{i}"))!.Record));
    }

    [Fact]
    public async Task X18_newsml_lies_in_quarantine_whole()
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        const string message = "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet><newsItem guid=\"urn:a\" version=\"1\"/><newsItem guid=\"urn:a\" version=\"1\"><x/></newsItem></itemSet></newsMessage>";

        var result = await world.PollAsync(message);

        Assert.Equal((1, 1, 0), (result.Failed, result.Quarantined, result.NewItems));
        Assert.Equal(message, Encoding.UTF8.GetString(Assert.Single(world.Store.Quarantine()).Content.Bytes));
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    [InlineData("bomb")]
    public async Task X20_a_package_in_place_of_a_feed_lies_in_quarantine_whole_and_nothing_of_it_is_unpacked(string kind)
    {
        await using var world = await World.OpenAsync();
        await world.AddAsync();
        var package = kind == "zip" ? Zip(Feeds.Rss(Feeds.Item("1"))) : kind == "bomb" ? Zip(new string('0', 30 * 1024 * 1024)) : TarGz();

        var result = await world.PollAsync(package);

        Assert.Equal((1, 1, 0), (result.Failed, result.Quarantined, result.NewItems));
        var row = Assert.Single(world.Store.Quarantine()).Content;
        Assert.Equal("not-a-feed", row.Code);
        Assert.Equal(package, row.Bytes);
        Assert.All(Directory.EnumerateFileSystemEntries(world.Folder), path => Assert.StartsWith("ledger.db", Path.GetFileName(path), StringComparison.Ordinal));
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(world.Folder)!, "griot-slipped")));
    }

    private static byte[] Zip(string text)
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in (string[])["../griot-slipped", "../../griot-slipped", "/tmp/griot-slipped", "D:\\griot-slipped", "caf\u0082.xml"])
            {
                using var entry = new StreamWriter(zip.CreateEntry(name, CompressionLevel.SmallestSize).Open());
                entry.Write(text);
            }

        return bytes.ToArray();
    }

    private static byte[] TarGz()
    {
        var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(gzip))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "/etc" });
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "../griot-slipped") { DataStream = new MemoryStream("x"u8.ToArray()) });
        }

        return bytes.ToArray();
    }

    private static string Times(string text, int count) => string.Concat(Enumerable.Repeat(text, count));
}
