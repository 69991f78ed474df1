namespace Griot.Formats;

/// <summary>What is known of a document besides its bytes. Everything may be missing.</summary>
/// <param name="ContentType">The Content-Type header as received; only its <c>charset</c> and media type are used.</param>
/// <param name="Address">Where the document came from: the base of last resort for relative addresses. User
/// information, query and fragment are never copied from it.</param>
/// <param name="Format">Forces a format, by its name (<see cref="FeedDocument.Format"/>).</param>
/// <param name="Base">A base given by a person; taken before the feed's own link, after <c>xml:base</c>.</param>
/// <param name="TakesProse">The door takes single texts: what comes as <c>text/plain</c> or <c>text/markdown</c>, or bears
/// such a file name, is a piece. Never for polled addresses, where a text is somebody's error page.</param>
/// <param name="Id">The id that the door gives a text that names none.</param>
/// <param name="Country">The provider's country, for a text that names an embargo without a zone.</param>
public sealed record DocumentHints(
    string? ContentType = null, string? Address = null, string? Format = null, string? Base = null, bool TakesProse = false, string? Id = null, string? Country = null);
