using Griot.Formats;
using Griot.Net;
using Griot.Serving;

namespace Griot.Inspection;

/// <summary>Where <c>griot inspect</c> takes its input from: a file, or an address through the guard.</summary>
internal sealed class InputSource(Settings settings) : IDisposable
{
    private readonly Lazy<GuardedHttp> http = new(() =>
        new GuardedHttp(new AddressGuard(settings.Guard), settings.Politeness(TimeProvider.System), TimeProvider.System));

    internal async Task<(byte[]? Bytes, DocumentHints Hints, Incident? Fault)> ReadAsync(string input, DocumentHints hints, CancellationToken cancellation)
    {
        if (Uri.TryCreate(input, UriKind.Absolute, out var address) && address.Scheme is "http" or "https") return await FetchAsync(address!, hints, cancellation);
        try
        {
            return (await File.ReadAllBytesAsync(input, cancellation), hints, null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, hints, new Incident("unreadable-input", fault.Message));
        }
    }

    public void Dispose()
    {
        if (http.IsValueCreated) http.Value.Dispose();
    }

    private async Task<(byte[]? Bytes, DocumentHints Hints, Incident? Fault)> FetchAsync(Uri address, DocumentHints hints, CancellationToken cancellation)
    {
        var outcome = await http.Value.FetchAsync(new FetchRequest { Address = address, UserAgent = settings.Poll.UserAgent }, cancellation);
        return outcome switch
        {
            FetchOutcome.Fetched fetched => (fetched.Body, hints with { ContentType = hints.ContentType ?? fetched.ContentType, Address = fetched.FinalAddress.AbsoluteUri }, null),
            FetchOutcome.Failed failed => (null, hints, new Incident(failed.Code, failed.Message)),
            FetchOutcome.Refused refused => (null, hints, new Incident(refused.Code, refused.Message)),
            _ => (null, hints, new Incident("protocol", "The server answered 304 to a request that was not conditional.")),
        };
    }
}
