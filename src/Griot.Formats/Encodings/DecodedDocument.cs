using System.Runtime.InteropServices;
using System.Text;

namespace Griot.Formats.Encodings;

/// <summary>
/// A document in a form that scanners can walk: its own bytes where markup is ASCII in them, else a UTF-8 copy whose
/// places can be told in the original's bytes. The original is never changed.
/// </summary>
internal sealed class DecodedDocument
{
    private readonly Encoding scanEncoding;
    private readonly DetectedEncoding detected;

    private DecodedDocument(ReadOnlyMemory<byte> original, DetectedEncoding detected)
    {
        (Original, this.detected) = (original, detected);
        var same = WebEncoding.IsAsciiCompatible(detected.Encoding);
        scanEncoding = same ? detected.Encoding : WebEncoding.Utf8;
        Scannable = same
            ? original[detected.Preamble..]
            : WebEncoding.Utf8.GetBytes(detected.Encoding.GetString(original.Span[detected.Preamble..]));
    }

    public ReadOnlyMemory<byte> Original { get; }

    public ReadOnlyMemory<byte> Scannable { get; }

    public string EncodingName => detected.Encoding.WebName;

    public IReadOnlyList<Incident> Incidents => detected.Incidents;

    public static DecodedDocument Open(ReadOnlyMemory<byte> bytes, string? contentType) =>
        new(bytes, EncodingDetector.Detect(bytes.Span, contentType));

    /// <summary>The text of a part of <see cref="Scannable"/>.</summary>
    public string Text(ReadOnlySpan<byte> part) => scanEncoding.GetString(part);

    /// <summary>A part of <see cref="Scannable"/> in UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8(ReadOnlyMemory<byte> part) => scanEncoding is UTF8Encoding ? part : WebEncoding.Utf8.GetBytes(Text(part.Span));

    /// <summary>Cuts the original at places of <see cref="Scannable"/>, which must be in ascending order.</summary>
    /// <param name="brokenOff">The beginning of an item behind them, up to the end of the document; its cut says so.</param>
    public IReadOnlyList<ItemCut> Cut(List<Extent> extents, Extent? brokenOff, ItemContext context)
    {
        var map = new OffsetMap(detected.Encoding, detected.Preamble, Original, Scannable);
        var cuts = new List<ItemCut>(extents.Count + 1);
        foreach (var extent in extents)
        {
            var start = map.Original(extent.Start);
            Add(start, End(extent.End), context);
        }

        if (brokenOff is { } broken) Add(map.Original(broken.Start), Original.Length, context with { BrokenOff = true });
        return cuts;

        // Places of ASCII characters can be told: that of the ">" before, or that of the "<" behind.
        int End(int place) => Scannable.Span[place - 1] < 0x80 ? map.Original(place - 1) + map.UnitWidth
            : place < Scannable.Length ? map.Original(place)
            : Original.Length;

        void Add(int start, int end, ItemContext around) => cuts.Add(new(start, end - start, Original[start..end], around));
    }
}

/// <summary>A part of a document's scannable bytes, <paramref name="End"/> exclusive.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Extent(int Start, int End);
