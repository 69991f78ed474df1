using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Griot.Media.Cage;

namespace Griot.Media;

/// <summary>What came of a file.</summary>
internal abstract record WorkOutcome
{
    private WorkOutcome() { }

    /// <summary>Something was made of it.</summary>
    internal sealed record Done(Made Made) : WorkOutcome;

    /// <summary>Nothing can be made of it, today or tomorrow.</summary>
    internal sealed record Unreadable(string Why) : WorkOutcome;

    /// <summary>It took longer than anybody waits, though its share of the processor was not used up: the machine may be busy.</summary>
    internal sealed record Late : WorkOutcome;

    /// <summary>Nothing of its kind can be made here.</summary>
    internal sealed record Unable(string Why) : WorkOutcome;
}

/// <summary>
/// Has strange files read in a process of its own, the cage: memory, time and the size of what comes out have caps, and a file
/// that breaks its reader breaks nothing else (M06, X20). The caps are those of the kernel (<c>ulimit</c>), set before the
/// program starts.
/// </summary>
/// <param name="time">For its patience.</param>
/// <param name="shell">What sets the caps.</param>
internal sealed class Workshop(TimeProvider time, string shell = Workshop.Shell)
{
    /// <summary>Bytes of memory that the process may write to; what .NET itself needs is in it.</summary>
    private const long Memory = 768L * 1024 * 1024;

    private const string HeapLimit = "0x18000000"; // 384 MB

    private const int SecondsOfWork = 20;

    private const string Shell = "/bin/sh";

    // Nothing that it writes could grow a file, and no picture of its memory is left behind where it falls.
    private static readonly string Script = $"ulimit -c 0; ulimit -f 0; ulimit -t {SecondsOfWork}; ulimit -d {Memory / 1024} || exit {CagedWork.CannotWork}; exec \"$@\"";

    // Where the machine is busy, work takes longer than the processor's time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly string[] Kept = ["PATH", "DOTNET_ROOT", "LD_LIBRARY_PATH"];

    /// <summary>Makes what can be made of a file of this type.</summary>
    internal async Task<WorkOutcome> MakeAsync(string mediaType, byte[] file, CancellationToken cancellation)
    {
        if (mediaType.StartsWith("image/", StringComparison.Ordinal) && Refusal(file) is { } refusal) return new WorkOutcome.Unreadable(refusal);
        if (!File.Exists(shell)) return new WorkOutcome.Unable($"there is no {shell} that could set its caps");
        try
        {
            using var process = Process.Start(Describe(mediaType))!;
            return await WaitAsync(process, file, cancellation);
        }
        catch (Win32Exception fault)
        {
            return new WorkOutcome.Unable(fault.Message);
        }
    }

    private static string? Refusal(byte[] file) => PictureHeader.Read(file) is { } header ? header.Refusal : "it has no header of a picture";

    private async Task<WorkOutcome> WaitAsync(Process process, byte[] file, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var (made, said, given) = (ReadAsync(process.StandardOutput.BaseStream, MadeForm.Largest, ending.Token), ReadAsync(process.StandardError.BaseStream, 64 * 1024, ending.Token), GiveAsync(process, file, ending.Token));
            await Task.WhenAll(made, said, given);
            await process.WaitForExitAsync(ending.Token);
            return OutcomeOf(process.ExitCode, await made, System.Text.Encoding.UTF8.GetString(await said));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new WorkOutcome.Late();
        }
        catch (InvalidDataException fault)
        {
            return new WorkOutcome.Unreadable(fault.Message);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static WorkOutcome OutcomeOf(int code, byte[] made, string said) => code switch
    {
        0 when MadeForm.Read(made) is { } read => new WorkOutcome.Done(read),
        0 => new WorkOutcome.Unreadable("what came out can't be trusted"),
        CagedWork.CannotWork => new WorkOutcome.Unable(FirstLine(said)),
        CagedWork.CannotRead => new WorkOutcome.Unreadable(FirstLine(said)),
        _ => new WorkOutcome.Unreadable($"its reader was ended by a cap on memory or time, or fell ({code})"),
    };

    private static string FirstLine(string said) => said.Split('\n')[0] is var line && line.Length > 200 ? line[..200] : said.Split('\n')[0];

    private static async Task GiveAsync(Process process, byte[] file, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(file, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read all of it; its exit code says why.
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int most, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await stream.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (all.Length + read > most) throw new InvalidDataException("more came out than may");
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    // Of the environment only what .NET needs to start: no password that stands there reaches the cage.
    private ProcessStartInfo Describe(string mediaType)
    {
        var start = new ProcessStartInfo(shell, ["-c", Script, "griot", .. Itself(), CagedWork.Word, mediaType])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var name in start.Environment.Keys.Except(Kept).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("DOTNET_GCHeapHardLimit", HeapLimit), ("DOTNET_EnableDiagnostics", "0"), ("DOTNET_gcConcurrent", "0"), ("DOTNET_TieredPGO", "0"), ("DOTNET_EnableWriteXorExecute", "0")])
            start.Environment[name] = value;
        return start;
    }

    // A package starts itself (eng/package); else .NET starts the assembly.
    private static string[] Itself() =>
        Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "griot" ? [self] : [Dotnet(), typeof(CagedWork).Assembly.Location];

    // The one that runs this program, also where it was started under another name.
    private static string Dotnet() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet")) is var path && File.Exists(path) ? path : "dotnet";
}
