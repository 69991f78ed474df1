namespace Griot.Net;

/// <summary>What is read of an answer's headers. They are an outsider's words: each is bounded, and none is trusted.</summary>
public static class ResponseHeaders
{
    /// <summary>Letters of a validator at most; a longer one is dropped, which costs a whole transfer and nothing else.</summary>
    public const int MostValidatorLetters = 1024;

    private const int MostLetters = 4096;

    /// <summary>The headers handed on with a fetched document.</summary>
    public static IReadOnlyList<string> HandedOn { get; } =
    [
        "Age", "Cache-Control", "Content-Disposition", "Content-Language", "Content-Location", "Date", "Expires", "Link",
        "TDM-Policy", "TDM-Reservation", "X-Robots-Tag",
    ];

    /// <summary>
    /// The headers by which servers and the services that protect them show who they are. They say why a document did not
    /// come, and nothing about one that did: they are never sealed.
    /// </summary>
    public static IReadOnlyList<string> SignNames { get; } =
        ["Server", "CF-Mitigated", "X-Amzn-Waf-Action", "X-DataDome", "X-Vercel-Mitigated"];

    /// <summary>True for a validator that can be kept and sent back: printable ASCII of at most 1 KB.</summary>
    internal static bool IsValidator(string? text) => text is { Length: > 0 and <= MostValidatorLetters } && IsHeaderText(text);

    /// <summary>True where the text can stand in a request header without becoming a second one.</summary>
    internal static bool IsHeaderText(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>The header's values joined as RFC 9110, section 5.3, joins them; null where absent or too long.</summary>
    internal static string? Read(HttpResponseMessage answer, string name)
    {
        if (!answer.Headers.NonValidated.TryGetValues(name, out var values)
            && !answer.Content.Headers.NonValidated.TryGetValues(name, out values)) return null;
        var text = values.ToString();
        return text.Length <= MostLetters ? text : null;
    }

    /// <summary>Two lengths for one body: RFC 9112, section 6.3, calls it an attempt at response splitting.</summary>
    internal static bool Contradicts(HttpResponseMessage answer) =>
        answer.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths) && lengths.Distinct(StringComparer.Ordinal).Count() > 1;

    internal static string? ReadValidator(HttpResponseMessage answer, string name) =>
        Read(answer, name) is { } text && IsValidator(text) ? text : null;

    internal static Dictionary<string, string> ReadHandedOn(HttpResponseMessage answer) => ReadAll(answer, HandedOn);

    internal static Dictionary<string, string> ReadSigns(HttpResponseMessage answer) => ReadAll(answer, SignNames);

    private static Dictionary<string, string> ReadAll(HttpResponseMessage answer, IReadOnlyList<string> names)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
            if (Read(answer, name) is { } text) found.Add(name, text);
        return found;
    }
}
