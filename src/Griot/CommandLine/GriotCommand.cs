using System.CommandLine;
using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Serving;
using Griot.Verbs;

namespace Griot.CommandLine;

/// <summary>The whole command line: one verb a file in <c>Verbs</c>, listed here in the order of the help.</summary>
internal static class GriotCommand
{
    // SIGINT and SIGTERM end a server cleanly; one that hangs is ended all the same.
    private static readonly TimeSpan TimeToClose = TimeSpan.FromSeconds(20);

    internal static RootCommand Root() => new("A news syndication platform: keeps each article exactly as delivered, names its provider everywhere, seals it in a log that anyone can check.")
    {
        Demo.Command(), Run.Command(), Verbs.Inspect.Command(), Providers.Command(), Channels.Command(), Status.Command(), Check.Command(), Quarantine.Command(),
        Holds.HoldCommand(), Holds.RestoreCommand(), Remove.Command(), Removals.Command(), Rebuild.Command(), Verbs.Subjects.Command(), Verbs.Deliver.Command(), ImportVerb.Command(), Publish.Command(), Withdraw.Command(), Cases.Command(), Case.Command(), Verify.Command(), Verbs.Monitor.Command(), Backup.Command(), RestoreBackup.Command(), ExportVerb.Command(),
        CommonOptions.Group("log", "The public log: its keys, and the ways out where the store is behind it.", LogKey.Command(), LogRecover.Command(), LogSucceed.Command()), Config.Command(),
    };

    internal static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        if (IsUnknownVerb(parsed) || (parsed.Errors.Count > 0 && !args.Any(argument => argument is "--help" or "-h" or "-?" or "--version"))) return Refuse(parsed);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeToClose });
        }
        catch (SettingFault fault)
        {
            Messages.Say(fault.Message);
            return ExitCode.BadUsage;
        }
        catch (Exception fault) when (Told(fault) is { } message)
        {
            Messages.Say(message);
            return StoreFaults.IsInUse(fault) ? ExitCode.StoreUnavailable : ExitCode.Wrong;
        }
    }

    private static int Refuse(ParseResult parsed)
    {
        if (IsUnknownVerb(parsed)) Messages.Say($"unknown command: {parsed.UnmatchedTokens[0]}");
        else foreach (var error in parsed.Errors) Messages.Say(error.Message);
        Messages.Say($"“{Path(parsed)} --help” lists what is possible.");
        return ExitCode.BadUsage;
    }

    private static bool IsUnknownVerb(ParseResult parsed) => parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count > 0;

    private static string Path(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult) names.Push(result.Command.Name);
        names.Pop();
        return string.Join(' ', names.Prepend("griot"));
    }

    // Faults of the machine that an operator can mend are told in one line; all others are bugs and keep their trace.
    private static string? Told(Exception fault) => fault switch
    {
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } => $"{fault.Message} Choose another port with --port.",
        IOException or UnauthorizedAccessException => fault.Message,
        LogException or InvalidDataException => fault.Message,
        OperationCanceledException => "stopped",
        _ => StoreFaults.Explain(fault),
    };
}
