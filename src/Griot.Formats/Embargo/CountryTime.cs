using System.Collections.Frozen;

namespace Griot.Formats.Embargo;

/// <summary>
/// The time of a country, for a moment that names no zone. Only countries that have one time, the same in all months, are
/// known by it; the table is the program's own, so that reading does not depend on the machine. All others are taken by UTC,
/// but for those whose clocks are behind it: there UTC would be too early.
/// </summary>
internal static class CountryTime
{
    private static readonly FrozenDictionary<string, int> Hours = new (int Hour, string Countries)[]
    {
        (-1, "CV"),
        (0, "BF CI GH GM GN GW IS LR ML MR SH SL SN ST TG"),
        (1, "AO BJ CF CG CM DZ GA GQ NE NG TD TN"),
        (2, "BI BW LS LY MW MZ NA RW SD SS SZ ZA ZM ZW"),
        (3, "BH DJ ER ET IQ KE KM KW MG QA SA SO TR TZ UG YE YT"),
        (4, "AE MU OM RE SC"),
    }.SelectMany(row => row.Countries.Split(' ').Select(country => (country, row.Hour))).ToFrozenDictionary(row => row.country, row => row.Hour, StringComparer.Ordinal);

    private static readonly FrozenSet<string> Behind = FrozenSet.ToFrozenSet(
        ("AG AI AR AS AW BB BL BM BO BQ BR BS BZ CA CK CL CO CR CU CW DM DO EC FK GD GF GL GP GT GY HN HT JM KN KY LC MF MQ MS MX NI NU PA PE PF PM "
        + "PN PR PT PY SR SV SX TC TT UM US UY VC VE VG VI").Split(' '), StringComparer.Ordinal);

    /// <summary>Minutes east of Greenwich; null where no sure moment comes of a time without a zone.</summary>
    /// <param name="country">ISO 3166-1 alpha-2; null where it is not known: UTC.</param>
    public static int? MinutesEast(string? country) =>
        country is null ? 0
        : Hours.TryGetValue(country.ToUpperInvariant(), out var hours) ? hours * 60
        : Behind.Contains(country.ToUpperInvariant()) ? null
        : 0;
}
