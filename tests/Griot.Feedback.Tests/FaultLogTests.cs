using System.Net;

namespace Griot.Feedback.Tests;

/// <summary>What is logged of requests that fail, on a real server.</summary>
public sealed class FaultLogTests : IAsyncLifetime
{
    private readonly FeedbackWorld world = new();
    private FeedbackServer server = null!;

    public async ValueTask InitializeAsync() => server = await FeedbackServer.StartAsync(world);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await world.DisposeAsync();
    }

    [Fact]
    public async Task A_request_that_always_fails_does_not_fill_the_log()
    {
        await FailAsync(25);
        Assert.Equal(10, Whole);

        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Contains(server.Log.Lines, line => line.Contains("15 more requests failed", StringComparison.Ordinal));

        await FailAsync(3);
        Assert.Equal(13, Whole);
        world.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(server.Log.Lines, line => line.Contains("more requests failed", StringComparison.Ordinal));
    }

    private int Whole => server.Log.Lines.Count(line => line.Contains("unhandled exception", StringComparison.OrdinalIgnoreCase));

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            using var answer = await server.Client.GetAsync("/fails");
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        }
    }
}
