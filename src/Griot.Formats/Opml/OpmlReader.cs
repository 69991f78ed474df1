using System.Text;
using Griot.Formats.Discovery;
using Griot.Formats.Encodings;
using Griot.Formats.Tags;
using Griot.Formats.Values;

namespace Griot.Formats.Opml;

/// <summary>
/// Reads OPML 1.0, 1.1 and 2.0 (http://opml.org/spec2.opml), and what programs make of it: outlines outside the body,
/// naked ampersands, forgotten quotes, unclosed elements, a file that breaks off. Each outline stands for itself, so that
/// a fault costs none that a counter of tags would find. Nothing that a list includes or links to is fetched.
/// </summary>
public static class OpmlReader
{
    private const int MostOutlines = 100_000;
    private const int MostAttributes = 256;

    /// <summary>Never throws on input.</summary>
    public static OpmlDocument Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > Limits.Document) return new OpmlDocument(true, [], [new Incident(IncidentCodes.TooLarge, "The list is larger than 20 MB.")]);
        var document = DecodedDocument.Open(bytes, null);
        var outlines = new List<OpmlOutline>();
        var incidents = new List<Incident>(document.Incidents);
        var isOpml = Walk(document, outlines, incidents);
        return new OpmlDocument(isOpml, outlines, incidents);
    }

    private static bool Walk(DecodedDocument document, List<OpmlOutline> outlines, List<Incident> incidents)
    {
        var (isOpml, line, counted) = (false, 1, 0);
        var open = new Stack<int>();
        var text = document.Scannable.Span;
        var walk = new TagWalk(text, isPage: false);
        while (walk.Read())
        {
            isOpml |= walk.Is("opml"u8);
            if (!walk.Is("outline"u8)) continue;
            isOpml = true;
            line += text[counted..walk.Start].Count((byte)'\n');
            counted = walk.Start;
            if (walk.IsEnd)
            {
                open.TryPop(out _);
                continue;
            }

            if (outlines.Count == MostOutlines)
            {
                incidents.Add(new(IncidentCodes.TooLarge, $"The list has more than {MostOutlines} outlines; from line {line} on it was not read."));
                break;
            }

            outlines.Add(Outline(document, walk.Inside, line, open.TryPeek(out var parent) ? parent : null));
            if (!walk.IsEmpty) open.Push(outlines.Count - 1);
        }

        if (walk.IsCutOff) incidents.Add(new(IncidentCodes.Truncated, "The list ends inside a tag; the whole outlines in it were taken."));
        return isOpml;
    }

    private static OpmlOutline Outline(DecodedDocument document, ReadOnlySpan<byte> inside, int line, int? parent)
    {
        var said = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        var attributes = new TagAttributes(inside);
        for (var count = 0; count < MostAttributes && attributes.Read(); count++)
        {
            if (attributes.Value.Length is 0 or > Limits.Field || attributes.Name.Length > 64) continue;
            var name = Encoding.UTF8.GetString(attributes.Name);
            if (Text(document, attributes.Value) is not { Length: > 0 } value) continue;
            if (name.StartsWith("griot:", StringComparison.Ordinal)) own.TryAdd(name[6..], value);
            else said.TryAdd(name, value);
        }

        var type = said.GetValueOrDefault("type")?.ToLowerInvariant();
        var outline = new OpmlOutline
        {
            Line = line,
            Parent = parent,
            // In our own lists a name is a registered one: each of its blanks counts.
            Text = own.Count > 0 ? said.GetValueOrDefault("text") : Name(said.GetValueOrDefault("text")) ?? Name(said.GetValueOrDefault("title")),
            Type = type,
            Feed = said.GetValueOrDefault("xmlUrl"),
            Home = said.GetValueOrDefault("htmlUrl"),
            Language = Language(said.GetValueOrDefault("language")),
            Description = said.GetValueOrDefault("description"),
            Said = own,
        };
        var feed = outline.Feed ?? (outline.IsFeed ? said.GetValueOrDefault("url") : null);
        return outline with { Feed = feed is null ? null : FeedLook.WithoutFeedScheme(feed) };
    }

    // As XML has it: a line end in a value is a blank, one that is written as a reference is itself.
    private static string Text(DecodedDocument document, ReadOnlySpan<byte> value)
    {
        var text = document.Text(value);
        if (text.AsSpan().IndexOfAny('\t', '\r', '\n') >= 0) text = text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');
        return CharacterReference.Decode(text).Trim(' ');
    }

    private static string? Name(string? text) => text is null ? null : Headline.OfText(text);

    // OPML's own word for a language that nobody has told.
    private static string? Language(string? text) => string.Equals(text, "unknown", StringComparison.OrdinalIgnoreCase) ? null : LanguageTag.Normalise(text);
}
