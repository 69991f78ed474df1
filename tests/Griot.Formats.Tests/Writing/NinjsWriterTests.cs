using System.Text;
using System.Text.Json;
using CsCheck;
using Griot.Formats.Ninjs;
using Griot.Formats.Outgoing;
using Griot.Record;
using Griot.Testing;

namespace Griot.Formats.Tests.Writing;

public sealed class NinjsWriterTests
{
    private static readonly OutgoingOperator House = new("La maison", "https://griot.example/fr");
    private static readonly NinjsVersion[] Versions = Enum.GetValues<NinjsVersion>();

    private static readonly OutgoingEntry Whole = Outgoing.Entry() with
    {
        By = ["A. Diarra", "F. Keita"],
        Summary = "Après deux mois.",
        ContentHtml = "<p>Après deux mois, le pont rouvre.</p>",
        Language = "fr",
        Rights = "Reproduction avec mention de la source.",
        Original = "https://kayes.example/pont",
        OwnId = "kayes-118",
        Located = "Kayes",
        Corrects = "https://griot.example/items/0123456789abcdefghjkmnpqrs/1",
        Expires = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero),
        DigitalSourceType = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        Categories = [new("Transports", "https://kayes.example/rubriques"), new("http://cv.iptc.org/newscodes/mediatopic/20000337", null, "transport"), new("commissioned", "urn:griot:origin")],
        Genres = [new("http://cv.iptc.org/newscodes/genre/Analysis", null, "Analyse"), new("Feature")],
        Places = [new("Kayes", 14.45, -11.43), new("Bamako")],
        Claims = [new("AFP", "https://afp.example/"), new("un témoin")],
        Media = [new("https://kayes.example/é.jpg", "image/jpeg", 99, "Le pont", "Vu du sud", "AMAP", "Un pont de fer"), new("https://kayes.example/a.mp3", "audio/mpeg"), new("https://kayes.example/x.pdf")],
        Relations = [new("inReplyTo", "tag:kayes.example,2026:1", "https://kayes.example/1"), new("see also", null, "https://kayes.example/2"), new("see also", "not an address", "https://kayes.example/3")],
        Seal = new OutgoingSeal(12, 2, "usable", "correction", "full", "tls", RecordHash: "ab12") { Rules = new UsageRules { Ai = AiUse.Licence, AiPolicy = "https://kayes.example/ai", Attribution = "© Kayes Hebdo" } },
    };

    [Fact]
    public void The_provider_is_named_and_the_seal_can_be_found()
    {
        foreach (var version in Versions)
        {
            var json = Json(NinjsWriter.Write(Whole, House, version));
            var (sources, name) = version == NinjsVersion.V16 ? (json.GetProperty("infosource"), "rel") : (json.GetProperty(version == NinjsVersion.V31 ? "infoSources" : "infosources"), "role");

            Assert.Equal([("Kayes Hebdo", "origcont"), ("La maison", "distributor"), ("AFP", "contentSource"), ("un témoin", "contentSource")],
                sources.EnumerateArray().Select(source => (source.GetProperty("name").GetString(), source.GetProperty(name).GetString()!.Split('/')[^1])));
            Assert.Equal("Kayes Hebdo", json.GetProperty(version == NinjsVersion.V31 ? "copyrightHolder" : "copyrightholder").GetString());
        }

        var third = Json(NinjsWriter.Write(Whole, House, NinjsVersion.V31));
        Assert.Equal("urn:griot:provider:kayes0000000000000000000ab", third.GetProperty("infoSources")[0].GetProperty("uri").GetString());
        Assert.Equal(["griot:sha256=ab12", "griot:log-index=12", "griot:uri=kayes-118"], third.GetProperty("altIds").EnumerateArray().Select(id => $"{id.GetProperty("role")}={id.GetProperty("value")}"));
        Assert.Equal("12", Json(NinjsWriter.Write(Whole, House, NinjsVersion.V16)).GetProperty("altids").GetProperty("griot:log-index").GetString());
    }

    [Theory]
    [InlineData(NinjsVersion.V16, "$standard", "1.6")]
    [InlineData(NinjsVersion.V22, "standard", "2.2")]
    [InlineData(NinjsVersion.V31, "standard", "3.1")]
    public void A_document_says_which_standard_it_keeps(NinjsVersion version, string member, string number)
    {
        var standard = Json(NinjsWriter.Write(Outgoing.Entry(), House, version)).GetProperty(member);

        Assert.Equal(("ninjs", number), (standard.GetProperty("name").GetString(), standard.GetProperty("version").GetString()));
        Assert.Equal($"application/json; profile=\"ninjs-{number}\"", NinjsWriter.MediaTypeOf(version));
        if (version == NinjsVersion.V31) Assert.Equal(NinjsWriter.MediaType, NinjsWriter.MediaTypeOf(version));
    }

    [Fact]
    public void The_line_that_has_to_stand_with_it_and_the_address_of_the_licence_are_told()
    {
        foreach (var version in Versions)
        {
            var json = Json(NinjsWriter.Write(Whole, House, version));
            var isThird = version == NinjsVersion.V31;

            Assert.Equal("© Kayes Hebdo", json.GetProperty(isThird ? "copyrightNotice" : "copyrightnotice").GetString());
            Assert.Equal("https://kayes.example/ai", json.GetProperty(isThird ? "rightsInfo" : "rightsinfo").GetProperty(isThird ? "linkedRights" : "linkedrights").GetString());
            var silent = Json(NinjsWriter.Write(Outgoing.Entry(), House, version));
            Assert.DoesNotContain(silent.EnumerateObject(), member => member.Name.ToUpperInvariant() is "RIGHTSINFO" or "COPYRIGHTNOTICE");
        }
    }

    [Fact]
    public void Never_more_than_the_terms_allow()
    {
        var json = Json(NinjsWriter.Write(Whole with { ContentHtml = null }, House, NinjsVersion.V31));

        Assert.False(json.TryGetProperty("bodies", out _));
        Assert.Equal("partial", json.GetProperty("representationType").GetString());
        Assert.Equal("Après deux mois.", json.GetProperty("descriptions")[0].GetProperty("value").GetString());
    }

    [Fact]
    public void A_tombstone_takes_the_piece_back_and_says_why()
    {
        foreach (var version in Versions)
        {
            var item = Feeds.Open(NinjsWriter.Write(Outgoing.Tombstone("Erreur <b>"), House, version)).Item();

            Assert.Equal((Outgoing.Tombstone().Ref, "withdrawal", "canceled"), (item.Id, item.Signal, item.Status));
            Assert.Equal(("Erreur &lt;b&gt;", null, Outgoing.Tombstone().Link), (item.SummaryHtml, item.BodyHtml, item.Link));
            Assert.Equal(Outgoing.Tombstone().When, item.Updated);
        }
    }

    [Fact]
    public void Every_text_is_inert_and_comes_back() => Outgoing.AnyText.Sample(text =>
    {
        foreach (var version in Versions)
        {
            var json = Json(NinjsWriter.Write(Outgoing.Entry(text) with { Located = text, Rights = text, By = [text], Categories = [new(text, text, text)] }, House, version));
            var carried = Outgoing.Carried(text);
            var title = version == NinjsVersion.V16
                ? json.TryGetProperty("headline", out var headline) ? headline.GetString() : ""
                : json.TryGetProperty("headlines", out var headlines) ? headlines[0].GetProperty("value").GetString() : "";

            Assert.Equal(carried, title);
        }
    });

    [Fact]
    public void What_is_written_is_valid_by_iptcs_schemas()
    {
        if (SharedMaterial.Find("schemas/ninjs") is not { } schemas) { Assert.Skip("schemas/ninjs is not present"); return; }
        if (Judges.Missing("ajv") is { } missing) { Assert.Skip(missing); return; }
        var entries = new List<OutgoingEntry> { Outgoing.Entry(), Whole, Whole with { ContentHtml = null, Language = "le français", DigitalSourceType = "à la main" } };
        var any = Gen.Select(Outgoing.AnyText, Outgoing.AnyText, Gen.Double[-90, 90]).Array[60].Single();
        foreach (var (first, second, degrees) in any)
            entries.Add(Whole with
            {
                Title = first,
                Summary = second,
                Rights = first,
                By = [second],
                Original = first,
                OwnId = second,
                Located = first,
                Corrects = second,
                DigitalSourceType = first,
                Categories = [new(first, second, first)],
                Genres = [new(second, first)],
                Places = [new(first, degrees, degrees)],
                Claims = [new(first, second), new(null, "urn:" + first)],
                Media = [new("https://a.example/" + first, second, 1, first, second, first, second)],
                Relations = [new(first, second, "https://a.example/" + second), new(second, "urn:x:" + first, null)],
                Seal = Whole.Seal! with { RecordHash = first, Rules = new UsageRules { Ai = AiUse.Licence, AiPolicy = second, Attribution = first } },
            });

        var lines = new StringBuilder();
        foreach (var version in Versions)
        {
            foreach (var entry in entries) Line(lines, version, NinjsWriter.Write(entry, House, version));
            Line(lines, version, NinjsWriter.Write(Outgoing.Tombstone(), House, version));
        }

        var said = Judges.Run("ninjs.mjs", Encoding.UTF8.GetBytes(lines.ToString()), schemas).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3 * (entries.Count + 1), said.Length);
        Assert.All(said.Zip(lines.ToString().Split('\n')), pair => Assert.True(pair.First == "valid", $"{pair.First}: {pair.Second}"));
    }

    [Fact]
    public void The_judge_agrees_with_iptc_about_its_own_suite()
    {
        if (SharedMaterial.Find("schemas/ninjs") is not { } schemas || SharedMaterial.Find("samples/ninjs/suite") is not { } suite) { Assert.Skip("schemas/ninjs or samples/ninjs/suite is not present"); return; }
        if (Judges.Missing("ajv") is { } missing) { Assert.Skip(missing); return; }
        var lines = new StringBuilder();
        var expected = new List<(string File, bool Pass)>();
        foreach (var version in (string[])["1.6", "2.2", "3.0", "3.1"])
            foreach (var file in Directory.EnumerateFiles(Path.Combine(suite, version), "*.json", SearchOption.AllDirectories))
            {
                lines.Append($"{{\"version\":\"{version}\",\"document\":{JsonSerializer.Serialize(Json(File.ReadAllBytes(file)))}}}\n");
                expected.Add((file, file.Contains("should_pass", StringComparison.Ordinal)));
            }

        var said = Judges.Run("ninjs.mjs", Encoding.UTF8.GetBytes(lines.ToString()), schemas).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        // Some of the suite's URIs are none: with formats on, the judge is stricter than the suite, never laxer.
        Assert.All(expected.Zip(said), pair => Assert.True(pair.First.Pass ? pair.Second == "valid" || pair.Second.Split("; ").All(fault => fault.Contains("must match format", StringComparison.Ordinal)) : pair.Second != "valid", $"{pair.First.File}: {pair.Second}"));
    }

    private static void Line(StringBuilder lines, NinjsVersion version, byte[] document) =>
        lines.Append($"{{\"version\":\"{NinjsWriter.MediaTypeOf(version)[^4..^1]}\",\"document\":{Encoding.UTF8.GetString(document)}}}\n");

    private static JsonElement Json(byte[] document)
    {
        using var json = JsonDocument.Parse(document);
        return json.RootElement.Clone();
    }
}
