using System.Diagnostics;
using System.Text.Json.Nodes;
using Griot.Tests.House;

namespace Griot.Tests.Syndicating;

/// <summary>The client of docs/api.md, as a process that is killed and started again on one store.</summary>
internal sealed class DocumentedClient(Uri house, string store) : IDisposable
{
    private const string Dump = """
        import json, sqlite3, sys
        db = sqlite3.connect(sys.argv[1])
        print(json.dumps({"next": db.execute("SELECT next FROM place").fetchone()[0],
            "changes": db.execute("SELECT entry, kind, uri FROM changes ORDER BY entry").fetchall(),
            "pieces": [[uri, standing, json.loads(ninjs)] for uri, standing, ninjs in db.execute("SELECT * FROM pieces ORDER BY uri")]}))
        """;

    private Process? process;

    internal static bool CanRun
    {
        get
        {
            try
            {
                using var python = Process.Start(new ProcessStartInfo("python3", ["-c", "import sqlite3"]) { UseShellExecute = false })!;
                python.WaitForExit();
                return python.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }
    }

    internal int Kills { get; private set; }

    internal void Start()
    {
        process = Process.Start(Python(Path.Combine(Checkout.Root, "docs", "changes-client"), house.AbsoluteUri, store))!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.ErrorDataReceived += (_, line) => LastWord = line.Data ?? LastWord;
        process.BeginErrorReadLine();
    }

    internal string LastWord { get; private set; } = "";

    /// <summary>Kills it, wherever it is. That it has ended by itself is a fault.</summary>
    internal async Task KillAsync()
    {
        Assert.False(process!.HasExited, $"the client has ended by itself: {LastWord}");
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        Kills++;
    }

    /// <summary>What its store holds; null before it holds anything.</summary>
    internal async Task<JsonNode?> HoldsAsync()
    {
        using var python = Process.Start(Python("-c", Dump, store))!;
        python.ErrorDataReceived += (_, _) => { };
        python.BeginErrorReadLine();
        var text = await python.StandardOutput.ReadToEndAsync();
        await python.WaitForExitAsync();
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public void Dispose()
    {
        if (process is { } running)
        {
            try
            {
                running.Kill();
            }
            catch (InvalidOperationException)
            {
                // It has gone already.
            }
        }
    }

    private static ProcessStartInfo Python(params IEnumerable<string> arguments) =>
        new("python3", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
}
