using System.Diagnostics;
using System.Text;

namespace Griot.Tests.Running;

/// <summary>A server at work. Disposing of it ends it, whatever state the test left it in.</summary>
internal sealed class RunningGriot : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder messages = new();
    private readonly StringBuilder output = new();

    internal RunningGriot(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => Add(messages, line.Data);
        process.OutputDataReceived += (_, line) => Add(output, line.Data);
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    internal string Messages
    {
        get { lock (messages) return messages.ToString(); }
    }

    /// <summary>Waits until the server has said something; fails with all that it said when it ends or stays silent instead.</summary>
    internal async Task SaidAsync(string text)
    {
        await Eventually.TrueAsync(() => Messages.Contains(text, StringComparison.Ordinal) || process.HasExited, () => $"“{text}” was not said, but:\n{Messages}");
        Assert.True(Messages.Contains(text, StringComparison.Ordinal), $"“{text}” was not said before the end:\n{Messages}");
    }

    /// <summary>Sends <c>TERM</c> or <c>INT</c> and waits for the end.</summary>
    internal async Task<int> EndAsync(string signal)
    {
        using (var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        return await ExitAsync();
    }

    /// <summary>Kills the process, wherever it is.</summary>
    internal async Task KillAsync()
    {
        if (!process.HasExited) process.Kill();
        await ExitAsync();
    }

    internal bool HasEnded => process.HasExited;

    internal async Task<int> ExitAsync()
    {
        using var hung = new CancellationTokenSource(GriotProgram.Patience);
        await process.WaitForExitAsync(hung.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static void Add(StringBuilder to, string? line)
    {
        if (line is null) return;
        lock (to) to.AppendLine(line);
    }
}
