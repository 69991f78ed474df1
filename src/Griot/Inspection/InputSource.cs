using Griot.Formats;
using Griot.Net;
using Griot.Serving;

namespace Griot.Inspection;

/// <summary>Where <c>griot inspect</c> and <c>griot channel test</c> take their input from: a file, or an address through the guard.</summary>
internal sealed class InputSource(Settings settings) : IDisposable
{
    private readonly TimeProvider time = TimeProvider.System;

    private readonly Lazy<GuardedHttp> http = new(() =>
        new GuardedHttp(new AddressGuard(settings.Guard), settings.Politeness(TimeProvider.System), TimeProvider.System));

    internal async Task<Retrieved> ReadAsync(string input, DocumentHints hints, CancellationToken cancellation)
    {
        if (AddressOf(input) is { } address) return await FetchAsync(address, hints, isRegistered: true, cancellation);
        try
        {
            return new Retrieved(await File.ReadAllBytesAsync(input, cancellation), hints with { Address = hints.Address ?? input }, null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Retrieved(null, hints, new Incident("unreadable-input", fault.Message));
        }
    }

    /// <summary>
    /// Fetches what a page of <paramref name="typed"/> named. It is an outsider's word: networks that the operator opened
    /// count for the host and port that were typed and, as with a redirect, for nothing else that the page names.
    /// </summary>
    internal Task<Retrieved> FollowAsync(string typed, string named, CancellationToken cancellation)
    {
        var (origin, target) = (new Uri(typed), new Uri(named));
        var isOwn = origin.Port == target.Port && string.Equals(origin.Host, target.Host, StringComparison.OrdinalIgnoreCase);
        if (isOwn && origin.Scheme == target.Scheme && origin.UserInfo.Length > 0) target = new UriBuilder(target) { UserName = origin.UserInfo.Split(':')[0], Password = origin.UserInfo.Contains(':', StringComparison.Ordinal) ? origin.UserInfo.Split(':', 2)[1] : "" }.Uri;
        return FetchAsync(target, new DocumentHints(), isOwn, cancellation);
    }

    /// <summary>Asks for the same document once more, as a poll does that knows it; null where the server gave nothing to ask with.</summary>
    internal async Task<FetchOutcome?> AskAgainAsync(Retrieved first, CancellationToken cancellation)
    {
        if (first is not { Request: { } request, Answer: { } answer } || (answer.ETag is null && answer.LastModified is null)) return null;
        return await http.Value.FetchAsync(request with { ETag = answer.ETag, LastModified = answer.LastModified }, cancellation);
    }

    /// <summary>The address that an input is, or null where it is a file.</summary>
    internal static Uri? AddressOf(string input) => Uri.TryCreate(input, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;

    public void Dispose()
    {
        if (http.IsValueCreated) http.Value.Dispose();
    }

    private async Task<Retrieved> FetchAsync(Uri address, DocumentHints hints, bool isRegistered, CancellationToken cancellation)
    {
        var request = new FetchRequest { Address = address, UserAgent = settings.Poll.UserAgent, RegisteredAddress = isRegistered };
        var started = time.GetTimestamp();
        var outcome = await http.Value.FetchAsync(request, cancellation);
        var took = time.GetElapsedTime(started);
        return outcome switch
        {
            FetchOutcome.Fetched fetched => new Retrieved(fetched.Body, hints with { ContentType = hints.ContentType ?? fetched.ContentType, Address = fetched.FinalAddress.AbsoluteUri }, null)
            {
                Request = request,
                Answer = fetched,
                Took = took,
            },
            FetchOutcome.Failed failed => new Retrieved(null, hints, new Incident(failed.Code, failed.Message)) { Request = request, Status = failed.Status },
            FetchOutcome.Refused refused => new Retrieved(null, hints, new Incident(refused.Code, refused.Message)) { Request = request },
            _ => new Retrieved(null, hints, new Incident("protocol", "The server answered 304 to a request that was not conditional.")) { Request = request },
        };
    }
}

/// <summary>What was read of an input: its bytes, or why there are none.</summary>
internal sealed record Retrieved(byte[]? Bytes, DocumentHints Hints, Incident? Fault)
{
    /// <summary>How it was asked for; null for a file.</summary>
    internal FetchRequest? Request { get; init; }

    /// <summary>How the server answered; null for a file, and where nothing came.</summary>
    internal FetchOutcome.Fetched? Answer { get; init; }

    /// <summary>The status that a server answered with instead, where it did.</summary>
    internal int? Status { get; init; }

    internal TimeSpan Took { get; init; }
}
