using System.Text;
using System.Text.Json;
using Griot.Formats;

namespace Griot.Fuzz;

/// <summary>The cutter and the readers, through the door of their room.</summary>
internal static class FeedTargets
{
    private static readonly string?[] Types = [null, "text/xml", "text/xml; charset=utf-8", "text/html; charset=iso-8859-1", "application/rss+xml; charset=\"windows-1252\"", "application/json", "text/xml; charset=utf-7", "text/xml; charset=shift_jis"];
    private static readonly string?[] Formats = [null, null, null, null, "rss", "atom", "jsonfeed", "markdown", "ninjs", "text"];
    private static readonly Encoding[] Encodings = [Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.UTF32, new UTF32Encoding(true, false), Encoding.Latin1];

    internal static Func<string?> Cut(byte[] input, Meter meter)
    {
        var hints = new DocumentHints(Types[input.Length % Types.Length], "https://paper.example/feed?q=1", Formats[input.Length / 7 % Formats.Length], input.Length % 3 == 0 ? "https://base.example/" : null);
        var document = meter.Measure(() => FeedDocument.Open(input, hints));
        return () => FaultOf(document, input);
    }

    internal static Func<string?> Read(byte[] input, Meter meter) => Read(input, meter, new DocumentHints(null, "https://paper.example/feed"));

    // The bytes as they are under every declaration, and the text in other encodings, with and without a mark.
    internal static Func<string?> ReadEncoded(byte[] input, Meter meter)
    {
        if (input.Length % 2 == 0) return Read(input, meter, new DocumentHints(Types[input.Length / 2 % Types.Length]));
        var encoding = Encodings[input.Length / 2 % Encodings.Length];
        byte[] written = [.. input.Length % 3 == 0 ? encoding.GetPreamble() : [], .. encoding.GetBytes(Encoding.UTF8.GetString(input))];
        return Read(written, meter, new DocumentHints());
    }

    internal static Func<string?> ReadDate(byte[] input, Meter meter)
    {
        var text = Encoding.UTF8.GetString(input);
        var (xml, json) = (Escaped(text), JsonSerializer.Serialize(text));
        var document = Encoding.UTF8.GetBytes((input.Length % 3) switch
        {
            0 => $"<rss xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><lastBuildDate>{xml}</lastBuildDate><item><guid>1</guid><pubDate>{xml}</pubDate></item><item><guid>2</guid><dc:date>{xml}</dc:date></item></channel></rss>",
            1 => $"<feed xmlns='http://www.w3.org/2005/Atom'><updated>{xml}</updated><entry><id>1</id><published>{xml}</published><updated>{xml}</updated></entry></feed>",
            _ => $$"""{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","date_published":{{json}},"date_modified":{{json}},"_griot":{"embargoedUntil":{{json}},"expires":{{json}} } }]}""",
        });
        return Read(document, meter, new DocumentHints());
    }

    internal static Func<string?> ReadHousePiece(byte[] input, Meter meter)
    {
        var context = new ItemContext { Format = input.Length % 4 == 0 ? "withdrawal" : "markdown", Encoding = "utf-8", FeedId = "urn:piece", Language = "fr", FeedAuthors = ["A"], Origin = input.Length % 2 == 0 ? "produced" : null };
        var reading = meter.Measure(() => ItemReader.Read(input, context));
        return () => FaultOf(reading, ItemReader.Read(input, context), "piece");
    }

    // By itself, where its shape has to be known, and where a person says what it is.
    internal static Func<string?> ReadNinjs(byte[] input, Meter meter) => Read(input, meter, new DocumentHints(null, "https://wire.example/feed", input.Length % 3 == 0 ? "ninjs" : null));

    internal static Func<string?> ReadText(byte[] input, Meter meter) => Read(input, meter, new DocumentHints("text/plain", "https://paper.example/a.txt", TakesProse: true, Id: input.Length % 2 == 0 ? "door" : null));

    internal static Func<string?> ReadMarkdown(byte[] input, Meter meter) => Read(input, meter, new DocumentHints("text/markdown", null, TakesProse: true));

    // As a piece, and as an answer that corrects or withdraws one.
    internal static Func<string?> ReadMail(byte[] input, Meter meter)
    {
        meter.Readings = 3;
        var look = meter.Measure(() => MailLook.At(input, "ar"));
        var context = new ItemContext { Format = "mail", Encoding = "utf-8", Signal = (input.Length % 3) switch { 0 => "correction", 1 => "withdrawal", _ => null }, FeedId = "mid:a@b" };
        var answer = meter.Measure(() => ItemReader.Read(input, context));
        var read = Read(input, meter, new DocumentHints("message/rfc822"));
        return () => FaultOf(answer, ItemReader.Read(input, context), "answer")
            ?? (look is { FirstLine.Length: > 200 } ? "a first line without end" : null)
            ?? read();
    }

    private static Func<string?> Read(byte[] input, Meter meter, DocumentHints hints)
    {
        var document = meter.Measure(() => FeedDocument.Open(input, hints));
        var readings = document.Cuts.Select(cut => meter.Measure(() => ItemReader.Read(cut.Bytes, cut.Context))).ToList();
        return () => FaultOf(document, input) ?? document.Cuts.Select((cut, index) =>
            FaultOf(readings[index], ItemReader.Read(cut.Bytes, ItemContext.FromJson(cut.Context.ToJson())), $"item {index}")).FirstOrDefault(fault => fault is not null);
    }

    internal static string? FaultOf(FeedDocument document, byte[] input)
    {
        if (document.Format is null && document.Cuts.Count > 0) return "cuts of no format";
        if (document.Format is null && document.Incidents.Count == 0) return "nothing was read, and nothing says why";
        if (FaultOf(document.Incidents) is { } fault) return fault;
        var end = 0;
        foreach (var cut in document.Cuts)
        {
            if (cut.Offset < end || cut.Length <= 0 || cut.Offset + cut.Length > input.Length) return $"a cut at {cut.Offset} of {cut.Length} bytes, behind {end}, in {input.Length}";
            if (!input.AsSpan(cut.Offset, cut.Length).SequenceEqual(cut.Bytes.Span)) return $"the cut at {cut.Offset} is not its slice";
            if (!ItemContext.FromJson(cut.Context.ToJson()).ToJson().AsSpan().SequenceEqual(cut.Context.ToJson())) return $"the context of the cut at {cut.Offset} is not what was written";
            end = cut.Offset + cut.Length;
        }

        return null;
    }

    internal static string? FaultOf(ItemReading first, ItemReading second, string what) =>
        JsonSerializer.Serialize(first) != JsonSerializer.Serialize(second) ? $"{what} reads differently a second time"
        : first.Item is null && first.Incidents.Count == 0 ? $"{what} was refused, and nothing says why"
        : first.Item is { Id.Length: 0 } ? $"{what} has no id"
        : FaultOf(first.Incidents);

    private static string? FaultOf(IReadOnlyList<Incident> incidents) =>
        incidents.FirstOrDefault(incident => incident.Message.Length > 500 || incident.Message.Any(char.IsControl)) is { } bad ? $"the message of {bad.Code} is no plain sentence" : null;

    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace("]]>", "]]&gt;", StringComparison.Ordinal);
}
