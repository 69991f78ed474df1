using System.Diagnostics;
using System.Text.RegularExpressions;
using Griot.Testing;
using Griot.Tests.Running;

namespace Griot.Tests.House;

/// <summary>
/// Runs what the documents tell people to type. In each Markdown file the blocks fenced as <c>sh</c> are run in their order,
/// in one folder that holds nothing but links to <c>demo</c> and <c>editions</c>, with the program built beside these tests: lines begin with <c>./griot</c>, <c>#</c> begins a comment,
/// a line that ends with <c>&amp;</c> starts a server that is ended with its block. A command for a machine of its own
/// (<c>sudo</c>, <c>docker</c> ...) belongs into a block fenced as <c>console</c>, which is not run. A block whose fence names a file after its language
/// (<c>json house/griot.json</c>) is that file, for the commands behind it.
/// </summary>
public sealed partial class DocumentedCommandTests
{
    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(Checkout.Root, "*.md").Concat(Directory.Exists(Path.Combine(Checkout.Root, "docs")) ? Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories) : [])
            .Select(file => Path.GetRelativePath(Checkout.Root, file)).Order(StringComparer.Ordinal)];

    [Theory, Trait("Speed", "slow")]
    [MemberData(nameof(Documents))]
    public async Task Every_command_of_a_document_works(string document)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "demo", "editions" }) Directory.CreateSymbolicLink(folder.File(name), Path.Combine(Checkout.Root, name));
        foreach (Match block in Blocks().Matches(Checkout.Read(document)))
        {
            if (block.Groups["file"].Value is { Length: > 0 } file) Put(folder.File(file), block.Groups["lines"].Value);
            else await RunAsync(Lines(block.Groups["lines"].Value), folder.Path);
        }
    }

    private static void Put(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static async Task RunAsync(IEnumerable<string> lines, string folder)
    {
        var port = GriotProgram.FreePort();
        var servers = new List<RunningGriot>();
        try
        {
            foreach (var line in lines)
            {
                Assert.True(line.StartsWith("./griot ", StringComparison.Ordinal), $"“{line}” is no command of the program");
                var command = Adapted(line, port);
                if (command.EndsWith('&')) servers.Add(await ServeAsync(command[..^1], folder));
                else await DoAsync(command, folder);
            }
        }
        finally
        {
            foreach (var server in servers) await server.DisposeAsync();
        }
    }

    private static async Task<RunningGriot> ServeAsync(string command, string folder)
    {
        var server = new RunningGriot(Process.Start(Shell("exec " + command, folder))!);
        await server.SaidAsync(command.Contains(" demo", StringComparison.Ordinal) ? "Ctrl+C ends" : "is open");
        return server;
    }

    private static async Task DoAsync(string command, string folder)
    {
        using var process = Process.Start(Shell(command, folder))!;
        process.StandardInput.Close();
        using var hung = new CancellationTokenSource(GriotProgram.Patience);
        var output = process.StandardOutput.ReadToEndAsync(hung.Token);
        var messages = process.StandardError.ReadToEndAsync(hung.Token);
        await process.WaitForExitAsync(hung.Token);
        Assert.True(process.ExitCode == 0, $"{command}\nexit {process.ExitCode}\n{await output}\n{await messages}");
    }

    private static ProcessStartInfo Shell(string command, string folder)
    {
        var start = GriotProgram.Describe([], folder);
        var program = start.ArgumentList[0];
        start.FileName = "sh";
        start.ArgumentList.Clear();
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(command.Replace("./griot ", $"dotnet {program} ", StringComparison.Ordinal));
        start.Environment["GRIOT_ALLOW_NETWORK"] = "127.0.0.0/8";
        return start;
    }

    // The documents' port may be taken on this machine; each block has one of its own.
    private static string Adapted(string line, int port)
    {
        var own = port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var adapted = line.Replace("--port 8080", "--port " + own, StringComparison.Ordinal).Replace("127.0.0.1:8080", "127.0.0.1:" + own, StringComparison.Ordinal).Replace("localhost:8080", "127.0.0.1:" + own, StringComparison.Ordinal);
        var serves = adapted.EndsWith('&') && !adapted.Contains(own, StringComparison.Ordinal);
        return serves ? $"{adapted[..^1].TrimEnd()} --port {own} &" : adapted;
    }

    private static IEnumerable<string> Lines(string block) =>
        block.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => !line.StartsWith('#'));

    [GeneratedRegex("(?m)^```(?:sh|[a-z]+ (?<file>[^ \n]+))\n(?<lines>[^`]*)^```", RegexOptions.NonBacktracking)]
    private static partial Regex Blocks();
}
