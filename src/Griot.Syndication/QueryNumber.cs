using System.Globalization;

namespace Griot.Syndication;

/// <summary>A whole number of an address's query, in digits alone.</summary>
internal static class QueryNumber
{
    /// <summary>The number; <paramref name="otherwise"/> where none is given; null where it is none, or lies outside the bounds.</summary>
    internal static long? Parse(string? text, long otherwise, long least, long most)
    {
        if (text is null) return otherwise;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
    }
}
