using System.Net;
using System.Text;
using Griot.Formats.Tags;

namespace Griot.Exporting;

/// <summary>Where a page of a copy leads within it, as <see cref="CopiedPage"/> wrote it: paths, in order.</summary>
internal static class CopiedLinks
{
    internal static List<string> In(string path, byte[] page)
    {
        var found = new List<string>();
        var walk = new TagWalk(page, isPage: true);
        while (walk.Read())
        {
            if (walk.IsEnd) continue;
            var attributes = new TagAttributes(walk.Inside);
            while (attributes.Read())
            {
                if (attributes.Value.IsEmpty) continue;
                if (attributes.Is("href"u8) || attributes.Is("src"u8)) Add(found, path, Text(attributes.Value));
                else if (attributes.Is("srcset"u8)) foreach (var source in Text(attributes.Value).Split(',', StringSplitOptions.TrimEntries)) Add(found, path, source.Split(' ', 2)[0]);
            }
        }

        return found;
    }

    // What leaves the copy has a scheme; all else was written by us.
    private static void Add(List<string> found, string from, string link)
    {
        var to = link.Split('#')[0];
        if (to.Length == 0 || to.Contains(':', StringComparison.Ordinal)) return;
        List<string> parts = [.. from.Split('/')[..^1]];
        foreach (var part in to.Split('/'))
        {
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0) parts.RemoveAt(parts.Count - 1);
        }

        found.Add(string.Join('/', parts));
    }

    private static string Text(ReadOnlySpan<byte> value) => WebUtility.HtmlDecode(Encoding.UTF8.GetString(value));
}
