using System.Diagnostics;
using System.Globalization;

namespace Griot.Ledger.Tests;

/// <summary>A process of its own that appends to a ledger, and what it said was acknowledged.</summary>
internal sealed class WriterProcess : IDisposable
{
    private readonly Process process;

    internal WriterProcess(string folder, int most)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Griot.Ledger.Writer.dll");
        process = Process.Start(new ProcessStartInfo("dotnet", [program, folder, most.ToString(CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Index and item of each acknowledged entry, until the process ends.</summary>
    /// <param name="killAfter">So many.</param>
    /// <param name="heard">Told of each index the moment it is acknowledged.</param>
    internal Task<List<(long Index, string Item)>> AcknowledgedAsync(int killAfter = int.MaxValue, Action<long>? heard = null) => ReadAsync(killAfter, heard);

    internal async Task<string> ErrorsAsync() => await process.StandardError.ReadToEndAsync();

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private async Task<List<(long Index, string Item)>> ReadAsync(int killAfter, Action<long>? heard)
    {
        var acknowledged = new List<(long Index, string Item)>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line of a killed process may be cut: only whole ones are words of it.
            if (line.Split(' ') is not [var index, { Length: 26 } item, _]) break;
            acknowledged.Add((long.Parse(index, CultureInfo.InvariantCulture), item));
            heard?.Invoke(acknowledged[^1].Index);
            if (acknowledged.Count == killAfter) process.Kill();
        }

        await process.WaitForExitAsync();
        return acknowledged;
    }
}
