using System.Text;
using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.Xml;

/// <summary>
/// Reads the elements beside the items. They are read in one go; where that fails, each alone, so that a broken one
/// costs only itself.
/// </summary>
internal static class FeedHeader
{
    private const int Longest = 1024 * 1024;

    public static FeedDraft Read(
        DecodedDocument document, List<Extent> parts, ItemContext context, Action<ElementReader, FeedDraft> take, List<Incident> incidents)
    {
        var text = new StringBuilder();
        var kept = new List<string>(parts.Count);
        foreach (var part in parts)
        {
            if (text.Length > Longest || part.End - part.Start > Longest) break;
            kept.Add(document.Text(document.Scannable.Span[part.Start..part.End]));
            text.Append(kept[^1]);
        }

        var draft = new FeedDraft();
        if (Take(text.ToString(), context, take, draft) is null) return draft;
        draft = new FeedDraft();
        foreach (var part in kept)
            if (Take(part, context, take, draft) is { } refusal && incidents.Count < 10) incidents.Add(new(IncidentCodes.UnreadableFeedField, refusal.Message));
        return draft;
    }

    private static Incident? Take(string xml, ItemContext context, Action<ElementReader, FeedDraft> take, FeedDraft draft)
    {
        using var reader = ElementReader.Open(xml, context);
        while (reader.NextChild(-1)) take(reader, draft);
        return reader.Refusal;
    }
}
