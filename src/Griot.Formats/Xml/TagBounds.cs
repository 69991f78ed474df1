namespace Griot.Formats.Xml;

/// <summary>
/// Counts attributes before the XML reader meets them: it takes a whole start tag at once, and its time grows faster
/// than the tag. Only tags long enough to hold too many are looked at.
/// </summary>
internal static class TagBounds
{
    /// <summary>Less than this can't hold more attributes than the cap: each needs five characters.</summary>
    private const int Suspicious = Limits.Attributes * 5;

    public static bool Exceeded(string xml)
    {
        for (var at = xml.IndexOf('<'); at >= 0 && at + Suspicious < xml.Length;)
        {
            var next = xml.IndexOf('<', at + 1);
            var tag = xml.AsSpan(at, (next < 0 ? xml.Length : next) - at);
            if (tag.Length > Suspicious && tag is not ['<', '!' or '?', ..] && Attributes(tag) > Limits.Attributes) return true;
            at = next;
        }

        return false;
    }

    /// <summary>Values in quotes up to the tag's end.</summary>
    private static int Attributes(ReadOnlySpan<char> tag)
    {
        var count = 0;
        while (tag.IndexOfAny('"', '\'', '>') is >= 0 and var at && tag[at] != '>')
        {
            var end = tag[(at + 1)..].IndexOf(tag[at]);
            if (end < 0) break;
            tag = tag[(at + end + 2)..];
            count++;
        }

        return count;
    }
}
