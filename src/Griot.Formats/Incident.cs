namespace Griot.Formats;

/// <summary>Something that an operator should know about a document or an item.</summary>
/// <param name="Code">Stable, in kebab-case: see <see cref="IncidentCodes"/>.</param>
/// <param name="Message">One plain sentence, without control characters, of bounded length.</param>
public sealed record Incident(string Code, string Message)
{
    private const int Quoted = 80;

    /// <summary>An item that can be read, and whose text can't be made safe for showing.</summary>
    public static Incident NotShowable { get; } = new(IncidentCodes.TooDeep, "The text's markup is larger or nested deeper than can be shown.");

    /// <summary>A piece of foreign text as it may stand in a message: no control characters, at most 80 characters.</summary>
    internal static string Quote(string text)
    {
        var shown = text.Length > Quoted ? string.Concat(text.AsSpan(0, Quoted), "...") : text;
        return string.Create(shown.Length + 2, shown, static (letters, source) =>
        {
            letters[0] = letters[^1] = '"';
            for (var i = 0; i < source.Length; i++)
                letters[i + 1] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '?' : source[i];
        });
    }
}

/// <summary>The codes of <see cref="Incident"/>. They never change their meaning.</summary>
public static class IncidentCodes
{
    /// <summary>A date was given that is none; its text is kept.</summary>
    public const string BadDate = "bad-date";

    /// <summary>The item can't be read; its bytes are whole.</summary>
    public const string UnreadableItem = "unreadable-item";

    /// <summary>The item's markup is broken and was read by stated rules; its bytes are whole and unchanged.</summary>
    public const string Repaired = "repaired";

    /// <summary>Nothing tells the item apart from others.</summary>
    public const string NoIdentity = "no-identity";

    /// <summary>Nested deeper than any text needs.</summary>
    public const string TooDeep = "too-deep";

    /// <summary>Larger than its cap. It is never shortened: a shortened text is a changed text.</summary>
    public const string TooLarge = "too-large";

    /// <summary>Entities of the DOCTYPE that grow beyond their cap when written out.</summary>
    public const string EntityLimit = "entity-limit";

    /// <summary>An entity that stands outside the document. Nothing is ever fetched.</summary>
    public const string ExternalEntity = "external-entity";

    /// <summary>The document is no feed, for instance an error page.</summary>
    public const string NotAFeed = "not-a-feed";

    /// <summary>A mail that a machine wrote to say what became of another mail: no piece.</summary>
    public const string AutomaticMail = "automatic-mail";

    /// <summary>A known format that is not read.</summary>
    public const string UnsupportedFormat = "unsupported-format";

    /// <summary>A known encoding that is refused, or an unknown one.</summary>
    public const string UnsupportedEncoding = "unsupported-encoding";

    /// <summary>The declared encoding is not the one of the bytes.</summary>
    public const string WrongEncoding = "wrong-encoding";

    /// <summary>The document ends before its end; whole items were taken.</summary>
    public const string Truncated = "truncated";

    /// <summary>Items whose end tag is missing were taken up to where the next one begins.</summary>
    public const string UnclosedItem = "unclosed-item";

    /// <summary>The end of a CDATA section is missing: the items behind it, up to the next such end, are read as its text.</summary>
    public const string UnclosedCData = "unclosed-cdata";

    /// <summary>The document is ill-formed around its items; those before the fault were taken.</summary>
    public const string IllFormed = "ill-formed";

    /// <summary>A part of the feed's own description can't be read; the items were taken.</summary>
    public const string UnreadableFeedField = "unreadable-feed-field";

    /// <summary>An address that is neither http nor https was left out.</summary>
    public const string UnsafeAddress = "unsafe-address";

    /// <summary>A publishing status that the format does not have. One that is only misspelt is read; any other holds the piece back.</summary>
    public const string BadStatus = "bad-status";

    /// <summary>A text says that it is under embargo, and not surely until when: it is not published, and kept for its provider to say.</summary>
    public const string EmbargoUnclear = "embargo-unclear";

    /// <summary>Content in a form that is not read, such as inline base64; the summary stands in its place.</summary>
    public const string UnsupportedContent = "unsupported-content";
}
