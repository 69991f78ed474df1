using System.Security.Cryptography;
using System.Text;

namespace Griot.Formats.Values;

/// <summary>
/// Tells items apart that give no id and no link: <c>griot:</c> and the SHA-256 (hex, of UTF-8) of title, line feed,
/// date; where both are missing, of the text; where that is missing too, of the whole cut. A change of what it is made
/// of makes another item: nothing better can be known.
/// </summary>
internal static class Fingerprint
{
    /// <param name="cut">The decoded cut; null for an item that holds nothing.</param>
    public static string? Of(string? title, string? date, string? text, string? cut)
    {
        var known = title is null && date is null ? text ?? cut : $"{title}\n{date}";
        return known is null ? null : $"griot:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(known)))}";
    }
}
