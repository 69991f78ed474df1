namespace Griot.Net;

/// <summary>One GET, conditional where validators are given.</summary>
public sealed record FetchRequest
{
    /// <summary>The most that is read of one document, in decoded bytes, unless a request says otherwise: 20 MB.</summary>
    public const long DefaultMaxBytes = 20L * 1024 * 1024;

    /// <summary>
    /// Absolute, http or https. User information becomes Basic authentication for this origin only and never shows in an
    /// outcome.
    /// </summary>
    public required Uri Address { get; init; }

    /// <summary>Who asks, as in RFC 9110, section 10.1.5; printable ASCII.</summary>
    public required string UserAgent { get; init; }

    /// <summary>The validator of the last answer, as it came; null asks unconditionally.</summary>
    public string? ETag { get; init; }

    /// <summary>The date of the last answer, as it came, not rewritten; null asks unconditionally.</summary>
    public string? LastModified { get; init; }

    /// <summary>
    /// True for the address a channel is registered with: the operator's opened networks count for its host and port. False
    /// for pictures, hubs, links and everything else an outsider can name.
    /// </summary>
    public bool RegisteredAddress { get; init; } = true;

    /// <summary>Bytes of the body at most, before decoding and after.</summary>
    public long MaxBytes { get; init; } = DefaultMaxBytes;

    /// <summary>Time for all hops together, from the first connection to the last byte; waiting for one's turn at a host is not counted.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The Accept header; printable ASCII.</summary>
    public string Accept { get; init; } = "*/*";

    /// <summary>Fit for a log: no user information, no query.</summary>
    public override string ToString() => $"GET {WebAddress.Shown(Address)}";
}
