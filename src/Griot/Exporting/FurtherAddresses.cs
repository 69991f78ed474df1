using System.Buffers;
using System.Text;

namespace Griot.Exporting;

/// <summary>
/// Addresses that stand in no page and belong to a copy: what goes with a version, and what the lists for machines lead on to.
/// Each is asked for, and copied where the house gives it.
/// </summary>
internal static class FurtherAddresses
{
    private static readonly SearchValues<byte> AddressEnd = SearchValues.Create("\"'<> \t\r\n&"u8);

    private static readonly SearchValues<byte> OfOurs = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-."u8);

    /// <summary>The proof of a version that a page lets its reader check, and what the proof opens.</summary>
    internal static IEnumerable<string> Beside(string link) => link.Split('/') is ["", _, "verify", var item, var version]
        ? ((string[])["proof", "record", "summary"]).Select(part => $"/items/{item}/{version}/{part}")
        : [];

    /// <summary>Archives of a feed, further pages of a list, parts of a sitemap: absolute addresses in the answer itself.</summary>
    internal static IEnumerable<string> In(string address, byte[] answer, string root) =>
        Begin(address) is { } begin ? Found(answer, Encoding.UTF8.GetBytes(root + begin), root.Length) : [];

    // JSON Feed has no archives, and those of RSS would be a second copy of each text.
    private static string? Begin(string address) => address.Split('?')[0].Split('/') switch
    {
        ["", "feeds", var name] when name.EndsWith(".atom", StringComparison.Ordinal) => $"/feeds/{name[..^".atom".Length]}/archive/",
        ["", "feeds", var name, "archive", var file] when file.EndsWith(".atom", StringComparison.Ordinal) => $"/feeds/{name}/archive/",
        ["", "withdrawals.json"] => "/withdrawals.json?before=",
        ["", "sitemap.xml"] => "/sitemaps/",
        _ => null,
    };

    private static List<string> Found(byte[] answer, byte[] prefix, int root)
    {
        var found = new List<string>();
        for (var at = 0; answer.AsSpan(at).IndexOf(prefix) is >= 0 and var next;)
        {
            var rest = answer.AsSpan(at + next);
            var length = rest.IndexOfAny(AddressEnd) is >= 0 and var end ? end : rest.Length;
            // A text may speak of such an address too: nothing but what the house writes is followed.
            if (rest[prefix.Length..length].IndexOfAnyExcept(OfOurs) < 0) found.Add(Encoding.UTF8.GetString(rest[root..length]));
            at += next + length;
        }

        return found;
    }
}
