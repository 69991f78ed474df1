using System.Net;
using CsCheck;
using Griot.Formats.Atom;
using Griot.Formats.JsonFeed;
using Griot.Formats.Ninjs;
using Griot.Formats.Outgoing;
using Griot.Formats.Rss;
using Griot.Testing;

namespace Griot.Formats.Tests.Writing;

/// <summary>
/// What of a piece comes back from each form that it is written in, read by our own readers. The table in
/// docs/formats.md says it, and these tests hold the table to it: what is called kept always is, what is not never wholly is.
/// </summary>
public sealed class KeptTests
{
    private static readonly OutgoingOperator House = new("La maison", "https://griot.example/fr");

    private static readonly Dictionary<string, Func<OutgoingEntry, byte[]>> Forms = new(StringComparer.Ordinal)
    {
        ["Atom"] = entry => AtomWriter.Write(Outgoing.Feed(entry) with { Language = null }),
        ["RSS"] = entry => RssWriter.Write(Outgoing.Feed(entry) with { Language = null }),
        ["JSON Feed"] = entry => JsonFeedWriter.Write(Outgoing.Feed(entry) with { Language = null }),
        ["ninjs 3.1"] = entry => NinjsWriter.Write(entry, House, NinjsVersion.V31),
        ["ninjs 2.2"] = entry => NinjsWriter.Write(entry, House, NinjsVersion.V22),
        ["ninjs 1.6"] = entry => NinjsWriter.Write(entry, House, NinjsVersion.V16),
    };

    private static readonly Dictionary<string, (Func<OutgoingEntry, object?> Written, Func<FeedItem, object?> Read)> Parts = new(StringComparer.Ordinal)
    {
        ["id"] = (entry => entry.Id, item => item.Id),
        ["page in the house"] = (entry => entry.Link, item => item.Link),
        ["page of the provider"] = (entry => entry.Original, item => item.Link),
        ["headline"] = (entry => entry.Title, item => item.Headline),
        ["byline"] = (entry => string.Join('|', entry.By), item => string.Join('|', item.Byline)),
        ["summary"] = (entry => entry.Summary, item => WebUtility.HtmlDecode(item.SummaryHtml)),
        ["text"] = (entry => entry.ContentHtml, item => item.BodyHtml),
        ["dates"] = (entry => (entry.Published, entry.Updated), item => (item.Published ?? default, item.Updated ?? default)),
        ["language"] = (entry => entry.Language, item => item.Language),
        ["terms"] = (entry => entry.Rights, item => item.Rights ?? item.UsageTerms),
        ["expiry"] = (entry => entry.Expires, item => item.Expires),
        ["name of the provider"] = (entry => entry.Source.Name, item => item.Source?.Title ?? item.Claims.FirstOrDefault(claim => claim.Role?.EndsWith("/origcont", StringComparison.Ordinal) == true)?.Name),
        ["subjects"] = (entry => string.Join('|', entry.Categories.Select(one => new Category(one.Term, one.Scheme, one.Label))), item => string.Join('|', item.Categories)),
        ["genres"] = (entry => string.Join('|', entry.Genres.Select(one => new Category(one.Term, one.Scheme, one.Label))), item => string.Join('|', item.Genres)),
        ["dateline"] = (entry => entry.Located, item => item.Located),
        ["places"] = (entry => string.Join('|', entry.Places.Select(place => new Location(place.Name, place.Latitude, place.Longitude))), item => string.Join('|', item.Places)),
        ["sources that it names"] = (entry => string.Join('|', entry.Claims.Select(claim => (claim.Name, claim.Uri))), item => string.Join('|', item.Claims.Where(claim => claim.Role?.EndsWith("Source", StringComparison.Ordinal) == true).Select(claim => (claim.Name, claim.Uri)))),
        ["pictures and files"] = (entry => string.Join('|', entry.Media.Select(one => new Media(one.Url, one.Type, one.Length, one.Title, one.Credit, one.Caption, one.AlternativeText))), item => string.Join('|', item.Media)),
        ["other pieces"] = (entry => string.Join('|', entry.Relations.Select(one => (one.Rel, one.Uri))), item => string.Join('|', item.InReplyTo.Select(one => ("inReplyTo", one.Id)).Concat(item.Relations.Select(one => (one.Rel, one.Id))))),
        ["that it is a correction"] = (entry => entry.Seal!.Signal == "correction", item => item.Signal == "correction"),
        ["number of the version"] = (entry => $"{entry.Seal!.Version}", item => item.Version),
        ["how it was made"] = (entry => entry.DigitalSourceType, item => item.DigitalSourceType),
        ["the provider's own id"] = (entry => entry.OwnId, item => item.AlternativeIds.FirstOrDefault(id => id.Role == "griot:uri")?.Value),
        ["hash of the record"] = (entry => entry.Seal!.RecordHash, item => item.AlternativeIds.FirstOrDefault(id => id.Role == "griot:sha256")?.Value),
    };

    // A headline of RSS or JSON Feed may be read as HTML: what looks like it is measured apart.
    private static readonly Gen<string> Words = Gen.String["abcéßЖعم漢字'\";]-"].Where(word => word.Length > 0).Array[1, 6].Select(words => string.Join(' ', words));

    private static readonly Gen<string> Address = Gen.Int[0, 9999].Select(number => $"https://kayes.example/{number}");

    private static readonly Gen<OutgoingEntry> Entries =
        from title in Words
        from summary in Words
        from body in Gen.String["abcéЖ<>&"]
        from names in Words.Array[1, 3].Select(names => names.Distinct().ToArray())
        from words in Words.Array[16]
        from addresses in Address.Array[4].Select(all => all.Select((one, index) => $"{one}/{index}").ToArray())
        from seconds in Gen.Long[946684800, 1795000000].Array[3]
        from degrees in Gen.Double[-90, 90].Array[2]
        from version in Gen.Int[1, 99]
        select Outgoing.Entry(title) with
        {
            By = names,
            Summary = summary,
            ContentHtml = $"<p>{WebUtility.HtmlEncode("a" + body)}</p>",
            Published = DateTimeOffset.FromUnixTimeSeconds(seconds[0]),
            Updated = DateTimeOffset.FromUnixTimeSeconds(seconds[1]),
            Expires = DateTimeOffset.FromUnixTimeSeconds(seconds[2]),
            Language = "fr-ML",
            Rights = words[0],
            Original = addresses[0],
            OwnId = words[1],
            Located = words[2],
            DigitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
            Categories = [new("t" + words[3], addresses[1] + "/", "l" + words[4])],
            Genres = [new("http://cv.iptc.org/newscodes/genre/Analysis", null, words[5])],
            Places = [new(words[6], degrees[0], degrees[1]), new(words[7])],
            Claims = [new(words[8], "https://afp.example/")],
            Media = [new(addresses[2], "image/jpeg", version, words[9], words[10], words[11], words[12]), new(addresses[3], "application/pdf", null, words[13])],
            Relations = [new("inReplyTo", "urn:other:1", null), new("seeAlso", "urn:other:2", null), new("seeAlso", "urn:other:3", null)],
            Seal = new OutgoingSeal(12, version, "usable", "correction", "full", "tls", RecordHash: "ab12"),
        };

    public static TheoryData<string> AllForms => [.. Forms.Keys];

    [Theory]
    [MemberData(nameof(AllForms))]
    public void The_table_says_what_comes_back(string form)
    {
        var column = Table()[form];
        Assert.Equal(Parts.Keys.Append("headline with `<` or `&`").Order(StringComparer.Ordinal), column.Keys.Order(StringComparer.Ordinal));
        var lost = new HashSet<string>(StringComparer.Ordinal);
        Entries.Sample(entry =>
        {
            var item = Feeds.Open(Forms[form](entry)).Item();
            foreach (var (name, part) in Parts)
            {
                if (Equals(part.Written(entry), part.Read(item))) continue;
                Assert.True(column[name] != "yes", $"{name}: {part.Written(entry)} came back as {part.Read(item)}");
                lock (lost) lost.Add(name);
            }
        }, iter: 200);

        Assert.Equal(Parts.Keys.Where(name => column[name] != "yes").Order(StringComparer.Ordinal), lost.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllForms))]
    public void A_headline_that_looks_like_markup_is_told_apart(string form)
    {
        string[] titles = ["1 < 2 & 3", "Un <b>mot</b>", "A &amp; B"];

        Assert.Equal(Table()[form]["headline with `<` or `&`"] == "yes", titles.All(title => Feeds.Open(Forms[form](Outgoing.Entry(title))).Item().Headline == title));
    }

    /// <summary>Columns by form, rows by part.</summary>
    private static Dictionary<string, Dictionary<string, string>> Table()
    {
        var lines = File.ReadLines(Path.Combine(SharedMaterial.Checkout(), "docs", "formats.md")).SkipWhile(line => !line.StartsWith("| Comes back |", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|')).ToList();
        var heads = Cells(lines[0]);
        return Forms.Keys.ToDictionary(form => form, form => lines.Skip(2).Select(Cells).ToDictionary(cells => cells[0], cells => cells[Array.IndexOf(heads, form)], StringComparer.Ordinal), StringComparer.Ordinal);
    }

    private static string[] Cells(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
}
