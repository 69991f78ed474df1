using Griot.Web;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;

namespace Griot.Exporting;

/// <summary>
/// A server without a socket: the house answers here what it would answer in public, through everything that its answers pass,
/// and nobody else can ask. Questions may be put at the same time.
/// </summary>
internal sealed class InnerServer(Uri publicUrl) : IServer
{
    private Func<IFeatureCollection, Task> answer = static _ => throw new InvalidOperationException("The house is not open.");

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull
    {
        answer = features => AnswerAsync(application, features);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The answer to a GET, whole and uncompressed.</summary>
    /// <param name="address">From the site's root, escaped, with its query.</param>
    internal async Task<SiteAnswer> AskAsync(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? at : address.Length;
        var request = new HttpRequestFeature
        {
            Method = HttpMethods.Get,
            Scheme = publicUrl.Scheme,
            Path = Uri.UnescapeDataString(address[..query]),
            QueryString = address[query..],
            Protocol = "HTTP/1.1",
            Headers = new HeaderDictionary { ["Host"] = publicUrl.Authority },
        };
        using var body = new MemoryStream();
        var response = new AnswerHead();
        var features = new FeatureCollection();
        features.Set<IHttpRequestFeature>(request);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        await answer(features);
        return new SiteAnswer(address, response.StatusCode, response.Headers.ContentType.ToString(), response.Headers.Location.FirstOrDefault(), body.ToArray())
        {
            IsKept = response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status410Gone && features.Get<IEndpointFeature>()?.Endpoint?.Metadata.GetMetadata<KeptPage>() is not null,
        };
    }

    public void Dispose()
    {
    }

    private static async Task AnswerAsync<TContext>(IHttpApplication<TContext> application, IFeatureCollection features) where TContext : notnull
    {
        var context = application.CreateContext(features);
        try
        {
            await application.ProcessRequestAsync(context);
            await features.GetRequiredFeature<IHttpResponseBodyFeature>().CompleteAsync();
            await ((AnswerHead)features.GetRequiredFeature<IHttpResponseFeature>()).StartAsync();
            application.DisposeContext(context, null);
        }
        catch (Exception fault)
        {
            application.DisposeContext(context, fault);
            throw;
        }
    }

    // The framework's own feature forgets what wants to be done before an answer starts.
    private sealed class AnswerHead : HttpResponseFeature
    {
        private readonly Stack<(Func<object, Task> Work, object State)> before = new();

        public override void OnStarting(Func<object, Task> callback, object state) => before.Push((callback, state));

        internal async Task StartAsync()
        {
            while (before.TryPop(out var next)) await next.Work(next.State);
        }
    }
}

/// <summary>What the house answers to an address.</summary>
/// <param name="Address">That was asked.</param>
/// <param name="Status">HTTP's.</param>
/// <param name="Type">Of the bytes.</param>
/// <param name="Location">Where it has moved.</param>
/// <param name="Bytes">The body.</param>
internal sealed record SiteAnswer(string Address, int Status, string Type, string? Location, byte[] Bytes)
{
    internal bool IsPage => Type.StartsWith("text/html", StringComparison.Ordinal);

    /// <summary>True where the page says that what it hangs on is noted while it is made (<see cref="Griot.Record.PageReads"/>).</summary>
    internal bool IsKept { get; init; }
}
