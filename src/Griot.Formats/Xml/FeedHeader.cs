using Griot.Formats.Encodings;
using Griot.Formats.Values;

namespace Griot.Formats.Xml;

/// <summary>Reads the elements beside the items, each alone: a broken one costs only itself.</summary>
internal static class FeedHeader
{
    private const int Longest = 1024 * 1024;
    private const int MostIncidents = 10;

    public static FeedDraft Read(
        DecodedDocument document, List<Extent> parts, ItemContext context, Action<ElementReader, FeedDraft> take, List<Incident> incidents)
    {
        var draft = new FeedDraft();
        var room = Longest;
        foreach (var part in parts)
        {
            if ((room -= part.End - part.Start) < 0) break;
            var reader = ElementReader.Open(document.Utf8(document.Scannable[part.Start..part.End]), context);
            while (reader.NextChild(-1)) take(reader, draft);
            if (reader.Refusal is { } refusal && incidents.Count < MostIncidents) incidents.Add(new(IncidentCodes.UnreadableFeedField, refusal.Message));
        }

        return draft;
    }
}
