namespace Griot.Tests.Running;

/// <summary>Waits for what must come true, and no longer.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    internal static Task TrueAsync(Func<bool> condition, Func<string> otherwise) => TrueAsync(() => Task.FromResult(condition()), otherwise);

    internal static async Task TrueAsync(Func<Task<bool>> condition, Func<string> otherwise)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > GriotProgram.Patience) Assert.Fail(otherwise());
            await Task.Delay(Pause);
        }
    }
}
