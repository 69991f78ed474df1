using System.Text.Json;
using System.Text.RegularExpressions;

namespace Griot.Outputs.Tests;

/// <summary>
/// Reads <c>/.well-known/tdmrep.json</c> as the TDM Reservation Protocol wants it read (W3C Community Group Report, 10 May 2024, section 6.1): a location is
/// a pattern of robots.txt, which matches from the beginning of a path on, and the first rule that matches is the one that holds.
/// </summary>
internal sealed class TdmAgent(string file)
{
    private readonly IReadOnlyList<(Regex Location, int Reservation)> rules =
        [.. JsonDocument.Parse(file).RootElement.EnumerateArray().Select(rule => (Pattern(rule.GetProperty("location").GetString()!), rule.GetProperty("tdm-reservation").GetInt32()))];

    /// <summary>1: reserved; 0: not reserved; null: nothing is said.</summary>
    public int? ReservationOf(string path) => rules.Where(rule => rule.Location.IsMatch(path)).Select(rule => (int?)rule.Reservation).FirstOrDefault();

    private static Regex Pattern(string location)
    {
        var text = Regex.Escape(location.TrimEnd('$')).Replace("\\*", ".*", StringComparison.Ordinal);
        return new Regex($"^{text}{(location.EndsWith('$') ? "$" : "")}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture);
    }
}
