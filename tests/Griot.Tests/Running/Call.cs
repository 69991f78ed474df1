using System.Diagnostics;

namespace Griot.Tests.Running;

/// <summary>One call of the program, with its environment, its folder and what is typed into it.</summary>
internal sealed class Call(IEnumerable<string> arguments)
{
    internal Dictionary<string, string> Environment { get; init; } = [];
    internal string? Folder { get; init; }
    internal string Typed { get; init; } = "";

    internal async Task<Outcome> RunAsync()
    {
        var start = GriotProgram.Describe(arguments, Folder);
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var hung = new CancellationTokenSource(GriotProgram.Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(hung.Token);
            var messages = process.StandardError.ReadToEndAsync(hung.Token);
            await process.StandardInput.WriteAsync(Typed);
            process.StandardInput.Close();
            await process.WaitForExitAsync(hung.Token);
            return new Outcome(process.ExitCode, await output, await messages);
        }
        catch (OperationCanceledException fault)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"griot {string.Join(' ', start.ArgumentList.Skip(1))} did not end within {GriotProgram.Patience}", fault);
        }
    }
}
