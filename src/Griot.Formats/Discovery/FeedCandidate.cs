namespace Griot.Formats.Discovery;

/// <summary>Something that may be a feed of a page.</summary>
/// <param name="Address">Absolute, http or https, without fragment. Named by an outsider: to be fetched as such.</param>
/// <param name="Title">Plain text, or null.</param>
/// <param name="Type">The media type that the page gives it, in small letters, or null.</param>
/// <param name="Language">Its language as the page says, or null.</param>
/// <param name="How">What speaks for it.</param>
/// <param name="Of">What it seems to be a feed of.</param>
public sealed record FeedCandidate(string Address, string? Title, string? Type, string? Language, FeedEvidence How, FeedScope Of);

/// <summary>What speaks for a feed, from the strongest to the weakest.</summary>
public enum FeedEvidence
{
    /// <summary>A <c>link</c> element that calls it a feed.</summary>
    LinkElement,

    /// <summary>A <c>Link</c> header (RFC 8288) that calls it a feed.</summary>
    LinkHeader,

    /// <summary>A link in the text whose address looks like that of a feed.</summary>
    Anchor,

    /// <summary>Nothing but habit: many sites have one there.</summary>
    CommonPlace,
}

/// <summary>What a feed seems to be of, by its address and title: in the order in which they are tried.</summary>
public enum FeedScope { Site, Section, Comments, Elsewhere }

/// <summary>What was found in a page.</summary>
/// <param name="IsPage">False for a document that is no HTML page: nothing was looked for.</param>
/// <param name="Candidates">The best first.</param>
/// <param name="Unresolved">Relative addresses that were left out, since the page's own address is not known.</param>
/// <param name="Places">Where such a site may have its feed although the page doesn't say so: addresses to be tried one after another.</param>
public sealed record FoundFeeds(bool IsPage, IReadOnlyList<FeedCandidate> Candidates, int Unresolved, IReadOnlyList<string> Places);
