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

    /// <summary>
    /// What it acknowledged after its end had begun. A machine without power says nothing; here the process lives a moment
    /// longer than its disk, and Linux may tell it that a write is safe which reaches the disk no more.
    /// </summary>
    internal List<(long Index, string Item)> Late { get; } = [];

    /// <summary>Signed notes, as they were published.</summary>
    internal List<byte[]> Signed { get; } = [];

    /// <summary>
    /// Lets it work for a while from its first word on, or its first signature, then does <paramref name="end"/>, which ends it
    /// and answers from when on its words count no more.
    /// </summary>
    internal async Task RunAsync(bool signsFirst, TimeSpan life, Func<Process, long> end)
    {
        var errors = process.StandardError.ReadToEndAsync();
        Task<long>? ending = null;
        var words = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Ready == default) Ready = TimeProvider.System.GetElapsedTime(started);
            words.Add(line);
            if (!signsFirst || line.StartsWith("signed", StringComparison.Ordinal)) ending ??= EndAsync(life, end);
        }

        var until = ending is null ? long.MaxValue : await ending;
        words.ForEach(line => Take(line, until));
        await process.WaitForExitAsync();
        // A kill says nothing; a fault of the program does.
        if (await errors is { Length: > 0 } fault && ending is null) throw new InvalidOperationException(fault);
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private async Task<long> EndAsync(TimeSpan life, Func<Process, long> end)
    {
        await Task.Delay(life, TimeProvider.System);
        return end(process);
    }

    // The last line of a killed process may be cut: only whole ones are words of it, and those end in a moment of full length.
    private void Take(string line, long until)
    {
        var words = line.Split(' ');
        if (words is not [.., var said] || said.Length < LengthOf(started) || !long.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var moment)) return;
        if (words is ["signed", var note, _] && moment < until) Signed.Add(Convert.FromBase64String(note));
        else if (words is [var index, { Length: 26 } item, _]) (moment < until ? Acknowledged : Late).Add((long.Parse(index, CultureInfo.InvariantCulture), item));
    }

    private static int LengthOf(long moment) => moment.ToString(CultureInfo.InvariantCulture).Length;
}
