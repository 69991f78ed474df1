namespace Griot.Net;

/// <summary>One redirect that was followed. User information is taken out of both addresses.</summary>
public sealed record Hop(int Status, Uri From, Uri To)
{
    /// <summary>301 and 308 (RFC 9110, section 15.4): the server says that the address has changed for good.</summary>
    public bool Permanent => Status is 301 or 308;

    public override string ToString() => $"{Status} {WebAddress.Shown(From)} -> {WebAddress.Shown(To)}";
}

/// <summary>
/// What came of a fetch. Messages, and <see cref="ToString"/>, hold no user information and no query, so that they may be
/// logged; the addresses keep their queries, for whoever must go there again.
/// </summary>
public abstract record FetchOutcome
{
    private FetchOutcome()
    {
    }

    /// <summary>The document came whole.</summary>
    /// <param name="Body">The bytes after transfer and content decoding, nothing else.</param>
    /// <param name="ContentType">As the server said it.</param>
    /// <param name="ETag">As the server said it; null where it is absent, longer than 1 KB or not printable ASCII.</param>
    /// <param name="LastModified">As <paramref name="ETag"/>.</param>
    /// <param name="FinalAddress">Where the document was found, after all hops.</param>
    /// <param name="Hops">The redirects followed, in order; what a permanent one means is the caller's decision.</param>
    /// <param name="Tls">True where the document came over TLS with a valid certificate.</param>
    /// <param name="TlsKeyHash">SHA-256 of the server's public key (SPKI, RFC 7469, section 2.4) in base64, of the newest connection to that host.</param>
    /// <param name="Headers">The headers that say something about the document; names as in <see cref="ResponseHeaders"/>.</param>
    public sealed record Fetched(
        byte[] Body,
        string? ContentType,
        string? ETag,
        string? LastModified,
        Uri FinalAddress,
        IReadOnlyList<Hop> Hops,
        bool Tls,
        string? TlsKeyHash,
        IReadOnlyDictionary<string, string> Headers) : FetchOutcome
    {
        /// <summary>The headers by which a server, or what stands before it, shows who it is: see <see cref="ResponseHeaders.SignNames"/>.</summary>
        public IReadOnlyDictionary<string, string> Signs { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>304: the document is as it was. Only ever the answer to a conditional request.</summary>
    public sealed record NotModified(
        string? ETag,
        string? LastModified,
        Uri FinalAddress,
        IReadOnlyList<Hop> Hops,
        bool Tls,
        string? TlsKeyHash) : FetchOutcome;

    /// <summary>
    /// This program would not go there. Codes: <c>scheme</c>, <c>host-form</c>, <c>special-address</c>, <c>own-port</c>,
    /// <c>downgrade</c>, <c>redirect-loop</c>, <c>too-many-redirects</c>, <c>request</c> (the request itself is malformed).
    /// </summary>
    public sealed record Refused(string Code, string Message) : FetchOutcome;

    /// <summary>
    /// It went wrong. Codes: <c>dns</c>, <c>connect</c>, <c>tls</c>, <c>timeout</c>, <c>protocol</c>, <c>cut-off</c>,
    /// <c>too-large</c>, <c>bad-encoding</c>, <c>http-status</c>.
    /// </summary>
    /// <param name="Status">The HTTP status, where there was one.</param>
    /// <param name="RetryAfter">How long the server asked to be left alone: 0 to 24 hours, or null.</param>
    /// <param name="Answer">What the server said instead of a document, where it said anything.</param>
    public sealed record Failed(string Code, string Message, int? Status = null, TimeSpan? RetryAfter = null, ErrorAnswer? Answer = null) : FetchOutcome;

    /// <summary>One line, fit for a log.</summary>
    public sealed override string ToString() => this switch
    {
        Fetched it => $"fetched {WebAddress.Shown(it.FinalAddress)}, {it.Body.Length} bytes",
        NotModified it => $"not modified {WebAddress.Shown(it.FinalAddress)}",
        Refused it => $"refused ({it.Code}): {it.Message}",
        Failed it => $"failed ({it.Code}): {it.Message}",
        _ => "",
    };
}
