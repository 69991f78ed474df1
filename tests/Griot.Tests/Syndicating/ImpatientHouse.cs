using System.Globalization;
using System.Net;
using Griot.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Griot.Tests.Syndicating;

/// <summary>A house that is asked for changes, has none, and wants to be left alone for a while first.</summary>
internal sealed class ImpatientHouse : IAsyncDisposable
{
    private readonly TaskCompletionSource<DateTimeOffset> second = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly WebApplication server;
    private int asked;

    private ImpatientHouse(TimeSpan patience, bool isDate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.MapGet("/changes", (HttpContext context) => Answer(context, patience, isDate));
    }

    internal Uri Address => new(server.Urls.First());

    /// <summary>The moment before which it does not want to be asked again.</summary>
    internal DateTimeOffset Until { get; private set; }

    internal static async Task<ImpatientHouse> OpenAsync(TimeSpan patience, bool isDate)
    {
        var house = new ImpatientHouse(patience, isDate);
        await house.server.StartAsync();
        return house;
    }

    /// <summary>When it was asked a second time.</summary>
    internal Task<DateTimeOffset> SecondAsync() => second.Task.WaitAsync(GriotProgram.Patience);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private IResult Answer(HttpContext context, TimeSpan patience, bool isDate)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (Interlocked.Increment(ref asked) > 1)
        {
            second.TrySetResult(now);
            return Results.Json(new { changes = Array.Empty<int>(), next = 0, size = 0 });
        }

        // A date of HTTP has whole seconds.
        Until = isDate ? DateTimeOffset.FromUnixTimeSeconds((now + patience).ToUnixTimeSeconds()) : now + patience;
        context.Response.Headers.RetryAfter = isDate ? Until.ToString("R", CultureInfo.InvariantCulture) : patience.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }
}
