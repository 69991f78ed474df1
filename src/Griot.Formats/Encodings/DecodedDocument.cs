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

    /// <summary>Cuts the original at places of <see cref="Scannable"/>, which must be in ascending order.</summary>
    public IReadOnlyList<ItemCut> Cut(List<Extent> extents, ItemContext context)
    {
        var map = new OffsetMap(detected.Encoding, detected.Preamble, Original, Scannable);
        var cuts = new ItemCut[extents.Count];
        for (var i = 0; i < cuts.Length; i++)
        {
            var start = map.Original(extents[i].Start);
            var length = map.Original(extents[i].End - 1) + map.UnitWidth - start;
            cuts[i] = new(start, length, Original.Slice(start, length), context);
        }

        return cuts;
    }
}

/// <summary>A part of a document's scannable bytes, <paramref name="End"/> exclusive.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Extent(int Start, int End);
