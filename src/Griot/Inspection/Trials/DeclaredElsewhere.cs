using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Griot.Formats;

namespace Griot.Inspection.Trials;

/// <summary>What feeds declare in elements that no reader needs for an item: how often they change, and Creative Commons licences. Pure.</summary>
/// <param name="Period">How often the feed says that it changes; null where it says nothing.</param>
/// <param name="Licences">Some of the licences named, as delivered.</param>
internal sealed partial record DeclaredElsewhere(TimeSpan? Period, IReadOnlyList<string> Licences)
{
    private const int Header = 256 * 1024;
    private const int MostItems = 200;

    internal static DeclaredElsewhere Of(ReadOnlySpan<byte> document, FeedDocument feed)
    {
        var first = feed.Cuts.Count > 0 ? feed.Cuts[0].Offset : document.Length;
        var header = Encoding.Latin1.GetString(document[..Math.Min(first, Header)]).Replace("\0", "", StringComparison.Ordinal);
        var items = feed.Cuts.Take(MostItems).Select(cut => Encoding.Latin1.GetString(cut.Bytes.Span)).Prepend(header);
        var licences = items.SelectMany(text => Licence().Matches(text)).Select(match => match.Groups["value"].Value.Trim());
        return new DeclaredElsewhere(PeriodOf(header), [.. licences.Where(licence => licence.Length is > 0 and < 300).Distinct(StringComparer.Ordinal).Take(3)]);
    }

    private static TimeSpan? PeriodOf(string header)
    {
        if (Ttl().Match(header) is { Success: true } ttl && Number(ttl) is { } minutes and > 0) return TimeSpan.FromMinutes(minutes);
        if (UpdatePeriod().Match(header) is not { Success: true } period) return null;
        var times = UpdateFrequency().Match(header) is { Success: true } frequency && Number(frequency) is { } number and > 0 ? number : 1;
        TimeSpan? one = period.Groups["value"].Value.ToLowerInvariant() switch
        {
            "hourly" => TimeSpan.FromHours(1),
            "daily" => TimeSpan.FromDays(1),
            "weekly" => TimeSpan.FromDays(7),
            "monthly" => TimeSpan.FromDays(30),
            "yearly" => TimeSpan.FromDays(365),
            _ => null,
        };
        return one / times;
    }

    private static int? Number(Match match) => int.TryParse(match.Groups["value"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1_000_000 ? number : null;

    [GeneratedRegex(@"<ttl\s*>\s*(?<value>\d{1,7})\s*<", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Ttl();

    [GeneratedRegex(@"<[a-z]+:updatePeriod\s*>\s*(?<value>[a-z]{1,10})\s*<", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex UpdatePeriod();

    [GeneratedRegex(@"<[a-z]+:updateFrequency\s*>\s*(?<value>\d{1,7})\s*<", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex UpdateFrequency();

    [GeneratedRegex(@"<(cc|creativeCommons):license(\s+rdf:resource\s*=\s*""(?<value>[^""<>]{1,400})""|\s*>(?<value>[^<]{1,400})<)|rel=""license""\s+(type=""[^""]{0,80}""\s+)?href=""(?<value>[^""<>]{1,400})""", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Licence();
}
