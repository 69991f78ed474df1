using System.Text;
using System.Xml;
using System.Xml.Linq;
using CsCheck;
using Griot.Formats.Outgoing;

namespace Griot.Formats.Tests.Writing;

/// <summary>Feeds that leave the house, as tests fill them, and a parser that forgives nothing.</summary>
internal static class Outgoing
{
    internal static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    internal static readonly XNamespace Tombstones = "http://purl.org/atompub/tombstones/1.0";
    internal static readonly XNamespace Seal = "urn:griot:1";

    private static readonly string[] Traps =
    [
        "]]>", "<![CDATA[", "</script>", "<script>alert(1)</script>", "&", "&amp;lt;b&gt;", "&#0;", "\0", "\u0001", "\u000B", "\u001B[2J", "\r", "\r\n", "\n", "\t",
        "\u0085", "\u2028", "\u2029", "\uFEFF", "\uFFFE", "\uFFFF", "\uD800", "\uDC00", "\uDC00\uD800", "\U0001F30D", "\u202E", "\u200D", "\"", "'", "<!--", "-->", "<?xml?>", "\\",
    ];

    /// <summary>Any UTF-16, halves of pairs included, and among it what has broken feeds before.</summary>
    internal static readonly Gen<string> AnyText = Gen.Frequency(
        (3, Gen.Char.Array[0, 30].Select(letters => new string(letters))),
        (3, Gen.Int[0, Traps.Length - 1].Array[1, 4].Select(picks => string.Concat(picks.Select(pick => Traps[pick])))));

    internal static OutgoingFeed Feed(params OutgoingEntry[] entries) => new()
    {
        Id = "urn:griot:feed:all",
        Title = "La maison",
        Operator = "La maison",
        Home = "https://griot.example/fr",
        Self = "https://griot.example/feeds/all.atom",
        Next = "https://griot.example/feeds/all.atom?before=7",
        Updated = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        Language = "fr",
        Entries = entries,
    };

    internal static OutgoingEntry Entry(string title = "Le pont rouvre") => new()
    {
        Id = "urn:griot:item:0123456789abcdefghjkmnpqrs",
        Title = title,
        Link = "https://griot.example/fr/kayes-hebdo/0123456789abcdefghjkmnpqrs",
        Published = new DateTimeOffset(2026, 11, 22, 17, 0, 0, TimeSpan.FromHours(1)),
        Updated = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero),
        Source = Source(),
        Seal = new OutgoingSeal(12, 1, "usable", "new", "full", "tls"),
    };

    internal static OutgoingTombstone Tombstone(string comment = "Publié par erreur.") => new()
    {
        Ref = "urn:griot:item:0123456789abcdefghjkmnpqrs",
        When = new DateTimeOffset(2026, 11, 23, 8, 30, 0, TimeSpan.Zero),
        By = "Kayes Hebdo",
        Comment = comment,
        Link = "https://griot.example/fr/kayes-hebdo/0123456789abcdefghjkmnpqrs",
        Source = Source(),
        Standing = "withdrawn",
        Entry = 13,
    };

    internal static OutgoingSource Source(string name = "Kayes Hebdo") =>
        new("kayes0000000000000000000ab", name, "https://griot.example/fr/kayes-hebdo", "press", ["independent"], "ML");

    /// <summary>What a strict parser reads; DTDs and characters that XML has no place for are errors.</summary>
    internal static XElement Parse(byte[] xml)
    {
        using var reader = XmlReader.Create(
            new MemoryStream(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = true });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
    }

    /// <summary>The text without what no feed can carry, written down a second time.</summary>
    internal static string Carried(string text) => string.Concat(
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).EnumerateRunes()
            .Where(rune => rune.Value is '\t' or '\n' or '\r' || (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF)))
            .Select(rune => rune.ToString()));
}
