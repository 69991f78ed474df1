using System.Globalization;

namespace Griot.Ingest.Channels.Mail;

/// <summary>The tags of a DKIM-Signature header (RFC 6376, 3.5), as far as a door goes by them.</summary>
internal sealed record DkimSignature
{
    private const int MostTags = 50;

    internal required string Domain { get; init; }
    internal required string Selector { get; init; }

    /// <summary>Names of the headers that it holds for, in small letters, as often as they are listed.</summary>
    internal required IReadOnlyList<string> Headers { get; init; }

    /// <summary>It holds for the beginning of the body alone (<c>l=</c>): anybody may write on below it.</summary>
    internal bool HoldsForPart { get; init; }

    internal DateTimeOffset? Expires { get; init; }

    internal bool Signs(string header) => Headers.Contains(header, StringComparer.Ordinal);

    /// <summary>Null where the header is none that can be read.</summary>
    internal static DkimSignature? Parse(string? header)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in (header ?? "").Split(';', MostTags + 1))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            // A tag that stands twice makes it none (3.2).
            if (equals > 0 && !tags.TryAdd(part[..equals].Trim(), Bare(part[(equals + 1)..]))) return null;
        }

        if (tags.Count > MostTags || !tags.TryGetValue("d", out var domain) || !tags.TryGetValue("s", out var selector) || !tags.TryGetValue("h", out var headers)) return null;
        return new DkimSignature
        {
            Domain = domain.TrimEnd('.').ToLowerInvariant(),
            Selector = selector,
            Headers = headers.ToLowerInvariant().Split(':'),
            HoldsForPart = tags.ContainsKey("l"),
            Expires = Time(tags.GetValueOrDefault("x")),
        };
    }

    private static string Bare(string value) => string.Concat(value.Where(letter => !char.IsWhiteSpace(letter)));

    private static DateTimeOffset? Time(string? seconds) =>
        long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var unix) && unix < 250_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(unix) : null;
}
