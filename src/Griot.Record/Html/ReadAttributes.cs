using System.Collections.Frozen;

namespace Griot.Record.Html;

/// <summary>
/// The attributes that anybody here reads; no other one is taken into the tree. The parser resolves the addresses of
/// frames, style sheets and the like by itself while it makes them: a long one would cost seconds and gigabytes, for an
/// element that is never shown.
/// </summary>
internal static class ReadAttributes
{
    // The last line is read by the parser: where markup inside MathML and SVG is HTML again, and a field that may stand in a table.
    private static readonly FrozenSet<string> Anywhere = (
        "lang xml:lang dir title cite datetime value start reversed type colspan rowspan scope alt width height style class itemprop "
        + "encoding color face size").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Anywhere.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Has(ReadOnlySpan<char> element, ReadOnlySpan<char> attribute) => attribute switch
    {
        "href" => element is "a",
        "src" => element is "img" or "image",
        _ => Lookup.Contains(attribute),
    };
}
