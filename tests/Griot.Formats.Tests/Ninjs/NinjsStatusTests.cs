namespace Griot.Formats.Tests.Ninjs;

/// <summary>When a piece may be shown, and as what.</summary>
public sealed class NinjsStatusTests
{
    [Theory]
    [InlineData("usable", "usable", "new", null)]
    [InlineData("withheld", "withheld", "new", null)]
    [InlineData("canceled", "canceled", "withdrawal", null)]
    [InlineData("cancelled", "canceled", "withdrawal", IncidentCodes.BadStatus)]
    [InlineData("stat:usable", "usable", "new", null)]
    [InlineData("Usable", "usable", "new", null)]
    [InlineData("draft", "withheld", "new", IncidentCodes.BadStatus)]
    [InlineData("", "withheld", "new", IncidentCodes.BadStatus)]
    public void A_status_is_obeyed_and_an_unknown_one_holds_back(string given, string status, string signal, string? code)
    {
        foreach (var name in (string[])["pubStatus", "pubstatus"])
        {
            var reading = Pieces.Read($"\"{name}\": \"{given}\"");

            Assert.Equal((status, signal), (reading.Item!.Status, reading.Item.Signal));
            Assert.Equal(code, reading.Incidents.SingleOrDefault()?.Code);
        }
    }

    [Theory]
    [InlineData("\"2026-12-01T06:00:00Z\"", true, true)]
    [InlineData("\"\"", true, false)]
    [InlineData("\"  \"", true, false)]
    [InlineData("\"sometime\"", true, false)]
    [InlineData("true", true, false)]
    [InlineData("{}", true, false)]
    [InlineData("null", false, false)]
    [InlineData("false", false, false)]
    public void An_embargo_that_is_present_holds_and_an_empty_one_holds_without_end(string value, bool holds, bool hasEnd)
    {
        foreach (var name in (string[])["embargoedUntil", "embargoed"])
        {
            var item = Pieces.Item($"\"{name}\": {value}");

            Assert.Equal(holds ? "embargoed" : "usable", item.Status);
            Assert.Equal(hasEnd, item.EmbargoedUntil is not null);
        }
    }

    [Fact]
    public void What_is_taken_back_gives_its_reason_and_never_its_old_text()
    {
        var bare = Pieces.Item("\"pubStatus\": \"canceled\", \"edNote\": \"secret\", \"bodies\": [{\"value\": \"the old text\"}], \"descriptions\": [{\"role\": \"summary\", \"value\": \"old\"}]");
        var said = Pieces.Item("\"pubStatus\": \"canceled\", \"descriptions\": [{\"role\": \"reason\", \"contentType\": \"text/plain\", \"value\": \"Wrong <name>.\"}]");

        Assert.Equal((null, null), (bare.BodyHtml, bare.SummaryHtml));
        Assert.Equal((null, "Wrong &lt;name&gt;."), (said.BodyHtml, said.SummaryHtml));
    }

    [Theory]
    [InlineData("\"signal\": \"correction\"", "correction")]
    [InlineData("\"signal\": {\"qcode\": \"sig:correction\"}", "correction")]
    [InlineData("\"signal\": [{\"code\": \"update\"}, {\"code\": \"Correction\"}]", "correction")]
    [InlineData("\"signal\": [{\"code\": \"update\"}]", "update")]
    [InlineData("\"signal\": [{\"code\": \"alert\"}]", "new")]
    [InlineData("\"associations\": [{\"name\": \"v1\", \"rel\": \"corrects\", \"uri\": \"urn:paper:1\"}]", "correction")]
    [InlineData("\"associations\": {\"corrects\": {\"uri\": \"urn:paper:1\"}}", "correction")]
    // An editor's note, a higher version or a new date is no word of the provider about a correction.
    [InlineData("\"edNote\": \"CORRECTION: name in par 2\", \"version\": \"2\"", "new")]
    public void A_correction_is_one_where_its_provider_says_so(string members, string signal) =>
        Assert.Equal(signal, Pieces.Item(members).Signal);
}
