using System.CommandLine;
using System.CommandLine.Parsing;
using Griot.Serving;

namespace Griot.CommandLine;

/// <summary>Options that every verb takes.</summary>
internal static class CommonOptions
{
    /// <summary>A verb with its options and work; <c>--data</c> is added, and <c>--json</c> where it prints facts.</summary>
    internal static Command Verb(string name, string description, bool facts, Func<Invocation, CancellationToken, Task<int>> work, params Symbol[] symbols)
    {
        var data = new Option<DirectoryInfo>("--data") { Description = "The data folder.", DefaultValueFactory = _ => new DirectoryInfo("data"), HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = "Print facts as JSON." };
        var command = new Command(name, description) { data };
        if (facts) command.Add(json);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument) command.Add(argument);
            else if (symbol is Option option) command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            // A signal that comes before the first await would end the process with the signal's code, whatever the verb makes of it.
            await Task.Yield();
            return await work(new Invocation(parsed, parsed.GetValue(data)!.FullName, facts && parsed.GetValue(json)), cancellation);
        });
        return command;
    }

    /// <summary>A group of verbs.</summary>
    internal static Command Group(string name, string description, params Command[] verbs)
    {
        var command = new Command(name, description);
        foreach (var verb in verbs) command.Add(verb);
        return command;
    }

    internal static Option<string?> Text(string name, string description, string? helpName = null) =>
        new(name) { Description = description, HelpName = helpName ?? "TEXT" };
}

/// <summary>One call of a verb.</summary>
internal sealed record Invocation(ParseResult Parsed, string Data, bool Json)
{
    internal T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    internal T Get<T>(Argument<T> argument) => Parsed.GetRequiredValue(argument);

    /// <summary>What was said for a setting by a flag of this verb; null where the verb has no such flag, or it was not given.</summary>
    internal string? Flag(Setting setting) => Parsed.GetResult(setting.Flag) is OptionResult { Implicit: false } given ? given.GetValueOrDefault<string?>() : null;

    internal bool Has(Option option) => Parsed.GetResult(option) is { Implicit: false };
}
