namespace Griot.Net;

/// <summary>
/// One request whose answer is the point, not its document: to a hub, or to a subscriber of ours. Whoever is called was
/// named by an outsider.
/// </summary>
public sealed record CallRequest
{
    /// <summary>GET or POST.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Absolute, http or https. User information and fragment are not sent.</summary>
    public required Uri Address { get; init; }

    /// <summary>Who asks, as in RFC 9110, section 10.1.5; printable ASCII.</summary>
    public required string UserAgent { get; init; }

    /// <summary>The body of a POST.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The body's media type; printable ASCII.</summary>
    public string? ContentType { get; init; }

    /// <summary>Further headers; printable ASCII, or nothing is sent at all.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// True where the networks that the operator opened count. They are those of the guard that is asked: one that is made
    /// for feeds must not be, since an outsider names whom this goes to.
    /// </summary>
    public bool OpenedNetworks { get; init; }

    /// <summary>Bytes that are read of the answer's body at most; the rest is left.</summary>
    public int MostBytes { get; init; } = 4096;

    /// <summary>From the first connection to the last byte; waiting for one's turn at a host is not counted.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long it waits for its turn at the host; null: until it comes.</summary>
    public TimeSpan? TurnWithin { get; init; }

    /// <summary>Fit for a log: no user information, no query.</summary>
    public override string ToString() => $"{Method} {WebAddress.Shown(Address)}";
}
