using System.Collections.Frozen;

namespace Griot.Formats.Values;

/// <summary>Names of time zones as RFC 822 has them, and those of places that write them into feeds.</summary>
internal static class ZoneName
{
    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Hours =
        new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
        {
            ["UT"] = 0,
            ["TU"] = 0,
            ["UTC"] = 0,
            ["GMT"] = 0,
            ["WET"] = 0,
            ["Z"] = 0,
            ["EST"] = -5,
            ["EDT"] = -4,
            ["CST"] = -6,
            ["CDT"] = -5,
            ["MST"] = -7,
            ["MDT"] = -6,
            ["PST"] = -8,
            ["PDT"] = -7,
            ["AKST"] = -9,
            ["AKDT"] = -8,
            ["HST"] = -10,
            ["BRT"] = -3,
            ["ART"] = -3,
            ["BST"] = 1,
            ["WEST"] = 1,
            ["CET"] = 1,
            ["MEZ"] = 1,
            ["WAT"] = 1,
            ["CEST"] = 2,
            ["MESZ"] = 2,
            ["EET"] = 2,
            ["CAT"] = 2,
            ["SAST"] = 2,
            ["EEST"] = 3,
            ["EAT"] = 3,
            ["MSK"] = 3,
            ["TRT"] = 3,
            ["PKT"] = 5,
            ["WIB"] = 7,
            ["WITA"] = 8,
            ["HKT"] = 8,
            ["SGT"] = 8,
            ["AWST"] = 8,
            ["WIT"] = 9,
            ["JST"] = 9,
            ["KST"] = 9,
            ["AEST"] = 10,
            ["AEDT"] = 11,
            ["NZST"] = 12,
            ["NZDT"] = 13,
        }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Minutes east of Greenwich. A single letter says nothing reliable and is UTC (RFC 1123, 5.2.14).</summary>
    public static bool Read(ReadOnlySpan<char> name, out int minutes)
    {
        minutes = 0;
        if (name.Length <= 1) return name.Length == 1 && char.IsAsciiLetter(name[0]);
        if (!Hours.TryGetValue(name, out var east)) return false;
        minutes = east * 60;
        return true;
    }
}
