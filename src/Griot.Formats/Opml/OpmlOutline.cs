namespace Griot.Formats.Opml;

/// <summary>A list of subscriptions, read.</summary>
/// <param name="IsOpml">False for a document with neither an <c>opml</c> nor an <c>outline</c> element.</param>
/// <param name="Outlines">Every outline, in the order of the document, wherever in it it stands.</param>
/// <param name="Incidents">What is odd about the document as a whole.</param>
public sealed record OpmlDocument(bool IsOpml, IReadOnlyList<OpmlOutline> Outlines, IReadOnlyList<Incident> Incidents);

/// <summary>One outline, as plain text. Addresses are as delivered: nobody has judged them.</summary>
public sealed record OpmlOutline
{
    /// <summary>Line of the document, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>Place of the outline around it among <see cref="OpmlDocument.Outlines"/>; null at the top.</summary>
    public int? Parent { get; init; }

    /// <summary>Its <c>text</c>, else its <c>title</c>; null where both are missing or blank.</summary>
    public string? Text { get; init; }

    /// <summary>In small letters.</summary>
    public string? Type { get; init; }

    /// <summary>Its <c>xmlUrl</c>, however that is spelt; of an outline of a feed's type, else its <c>url</c>.</summary>
    public string? Feed { get; init; }

    /// <summary>Its <c>htmlUrl</c>.</summary>
    public string? Home { get; init; }

    public string? Language { get; init; }

    public string? Description { get; init; }

    /// <summary>What Griot's own attributes (<c>griot:kind</c> and the like) say, by their local names; a list of another program has none.</summary>
    public IReadOnlyDictionary<string, string> Said { get; init; } = Nothing;

    /// <summary>True for a type that only feeds have.</summary>
    public bool IsFeed => Feed is not null || Type is "rss" or "atom" or "feed" or "rss1" or "rss2" or "rdf";

    private static IReadOnlyDictionary<string, string> Nothing { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
