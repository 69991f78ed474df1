using System.Globalization;

namespace Griot.Web;

/// <summary>
/// How many connections of readers there may be. Each is an open file, and a process that may open no more can't read its own store
/// either: .NET ends it. So readers get what the house does not need itself, and whoever opens thousands of connections is refused
/// before that.
/// </summary>
internal static class OpenFiles
{
    /// <summary>More than this serves nobody: one machine answers them one behind the other.</summary>
    internal const int Most = 5000;

    // Stores, the index of the search, feeds that are fetched, libraries.
    private const long OfTheHouse = 512;

    // Where nobody says, as most systems have it.
    private const long Usual = 1024;

    /// <summary>For this process, by what the system lets it open.</summary>
    internal static int MostConnections() => MostConnections(Limit());

    /// <summary>All but the house's own; of a limit that is small, half.</summary>
    internal static int MostConnections(long limit) => (int)Math.Clamp(Math.Max(limit - OfTheHouse, limit / 2), 1, Most);

    /// <summary>The limit in force ("soft") of a table as Linux gives it; the usual one where it says none.</summary>
    internal static long Read(IEnumerable<string> limits)
    {
        var said = limits.FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal))?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (said is not [_, _, _, var soft, ..]) return Usual;
        return soft == "unlimited" ? long.MaxValue : long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : Usual;
    }

    private static long Limit()
    {
        try
        {
            return Read(File.ReadLines("/proc/self/limits"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Usual;
        }
    }
}
