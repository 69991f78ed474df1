using System.Diagnostics;
using System.Globalization;

namespace Griot.Ledger.Tests.Crashes;

/// <summary>A process that appends and signs until it is killed, and everything that it said before.</summary>
internal sealed class Victim : IDisposable
{
    private readonly Process process;
    private readonly long started = TimeProvider.System.GetTimestamp();

    internal Victim(string folder) => process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Griot.Ledger.Writer.dll"), folder, "1000000", "sign"])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["DOTNET_TieredPGO"] = "0" },
    })!;

    /// <summary>From the start of the process to its first acknowledged entry.</summary>
    internal TimeSpan Ready { get; private set; }

    internal List<(long Index, string Item)> Acknowledged { get; } = [];

    /// <summary>Signed notes, as they were published.</summary>
    internal List<byte[]> Signed { get; } = [];

    /// <summary>Lets it work for a while from its first word on, or its first signature, then does <paramref name="end"/>, which ends it.</summary>
    internal async Task RunAsync(bool signsFirst, TimeSpan life, Action<Process> end)
    {
        var errors = process.StandardError.ReadToEndAsync();
        Task? ending = null;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Ready == default) Ready = TimeProvider.System.GetElapsedTime(started);
            Take(line);
            if (!signsFirst || Signed.Count > 0) ending ??= EndAsync(life, end);
        }

        if (ending is not null) await ending;
        await process.WaitForExitAsync();
        // A kill says nothing; a fault of the program does.
        if (await errors is { Length: > 0 } fault && ending is null) throw new InvalidOperationException(fault);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private async Task EndAsync(TimeSpan life, Action<Process> end)
    {
        await Task.Delay(life, TimeProvider.System);
        end(process);
    }

    // The last line of a killed process may be cut: only whole ones are words of it.
    private void Take(string line)
    {
        var words = line.Split(' ');
        if (words is ["signed", var note] && note.Length % 4 == 0 && Convert.TryFromBase64String(note, new byte[note.Length], out _)) Signed.Add(Convert.FromBase64String(note));
        else if (words is [var index, { Length: 26 } item] && long.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) Acknowledged.Add((number, item));
    }
}
