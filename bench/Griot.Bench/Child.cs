using System.Diagnostics;
using System.Text;

namespace Griot.Bench;

/// <summary>A process that the benchmark starts, with the most memory that it held at a time.</summary>
internal sealed class Child(string program, string? assembly) : IDisposable
{
    private readonly StringBuilder kept = new();
    private Process? process;

    /// <summary>Griot: an assembly that .NET starts, or a package that starts itself (eng/package).</summary>
    internal static Child Griot(string path, bool quiet = false) => path.EndsWith(".dll", StringComparison.Ordinal) ? new("dotnet", path) { IsQuiet = quiet } : new(path, "") { IsQuiet = quiet };

    /// <summary>What it says on its way is kept, and told only where it fails: a table is not broken by it.</summary>
    internal bool IsQuiet { get; init; }

    /// <summary>One that measures how long others take: it compiles nothing beside them, and nobody looks at what it holds.</summary>
    internal bool IsMeasuring { get; init; }

    internal long PeakBytes { get; private set; }

    /// <summary>What it took of the processor, as of the last look before it ended.</summary>
    internal TimeSpan Processor { get; private set; }

    internal void Start(params string[] args)
    {
        var start = new ProcessStartInfo(assembly is null ? Environment.ProcessPath! : program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true, RedirectStandardError = true };
        if (assembly is { Length: > 0 }) start.ArgumentList.Add(assembly);
        foreach (var arg in args) start.ArgumentList.Add(arg);
        if (IsMeasuring) start.Environment["DOTNET_TieredCompilation"] = "0";
        process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not { Length: > 0 } text) return;
            if (IsQuiet) kept.AppendLine(text);
            else Console.Error.WriteLine(text);
        };
        process.BeginErrorReadLine();
    }

    internal void WaitReady()
    {
        while (process!.StandardOutput.ReadLine() is { } line) if (line == "ready") return;
        throw new InvalidOperationException("The feed server ended before it was ready.");
    }

    internal void Say(string line)
    {
        process!.StandardInput.WriteLine(line);
        WaitReady();
    }

    internal async Task<string> ReadAllAsync()
    {
        var reading = process!.StandardOutput.ReadToEndAsync();
        while (!IsMeasuring && !reading.IsCompleted)
        {
            Look();
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System));
        }

        var told = await reading;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) await Console.Error.WriteAsync(kept);
        return told;
    }

    // It may end between the question and the answer.
    private void Look()
    {
        try
        {
            process!.Refresh();
            PeakBytes = Math.Max(PeakBytes, process.PeakWorkingSet64);
            Processor = process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
        }
    }

    public void Dispose()
    {
        if (process is { HasExited: false }) process.Kill();
        process?.Dispose();
    }
}
