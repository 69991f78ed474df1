using System.Security.Authentication;

namespace Griot.Net;

/// <summary>
/// The handler's exceptions as outcomes. Messages are made here and not taken over: an exception of the parser quotes the
/// server's bytes, and those may quote the query.
/// </summary>
internal static class FetchFaults
{
    public static FetchOutcome From(Exception fault, Uri address) =>
        Denied(fault) is { } denied ? denied.Outcome : new FetchOutcome.Failed(Code(fault), Message(fault, WebAddress.Shown(address)));

    public static FetchOutcome Timeout(Journey journey) =>
        new FetchOutcome.Failed("timeout", $"{WebAddress.Shown(journey.Here)} was not read whole within {journey.Request.Deadline.TotalSeconds:0.#} s.");

    public static FetchOutcome TooLarge(Journey journey) =>
        new FetchOutcome.Failed("too-large", $"{WebAddress.Shown(journey.Here)} is larger than {journey.Request.MaxBytes} bytes.");

    public static FetchOutcome BadFraming(Journey journey) =>
        new FetchOutcome.Failed("protocol", $"{WebAddress.Shown(journey.Here)} gives two lengths for one answer.");

    public static FetchOutcome BadEncoding(Journey journey, string? coding) =>
        new FetchOutcome.Failed("bad-encoding", $"{WebAddress.Shown(journey.Here)} is not in the content coding it claims: {Printable(coding)}.");

    private static ConnectionDenied? Denied(Exception? fault)
    {
        for (; fault is not null; fault = fault.InnerException)
            if (fault is ConnectionDenied denied) return denied;
        return null;
    }

    private static string Code(Exception fault) => Kind(fault) switch
    {
        HttpRequestError.NameResolutionError => "dns",
        HttpRequestError.ConnectionError => "connect",
        HttpRequestError.SecureConnectionError => "tls",
        HttpRequestError.ConfigurationLimitExceeded => "too-large",
        HttpRequestError.ResponseEnded => "cut-off",
        HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError => "protocol",
        _ => "cut-off",
    };

    private static HttpRequestError Kind(Exception fault) => fault switch
    {
        HttpRequestException request => request.HttpRequestError,
        HttpIOException body => body.HttpRequestError,
        _ => HttpRequestError.Unknown,
    };

    private static string Message(Exception fault, string shown) => Code(fault) switch
    {
        "connect" => $"No connection to {shown}.",
        "tls" => $"No trusted TLS connection to {shown}. {Certificate(fault)}",
        "too-large" => $"The headers of {shown} are too large.",
        "protocol" => $"{shown} did not answer in proper HTTP.",
        _ => $"The answer of {shown} broke off.",
    };

    private static string Certificate(Exception fault) => fault.InnerException is AuthenticationException tls ? Printable(tls.Message) : "";

    private static string Printable(string? text) =>
        new([.. (text ?? "").Take(200).Select(letter => char.IsControl(letter) ? ' ' : letter)]);
}
