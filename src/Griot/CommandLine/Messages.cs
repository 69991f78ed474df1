namespace Griot.CommandLine;

/// <summary>Messages and progress, for people: on standard error, so that standard output holds facts only.</summary>
internal static class Messages
{
    internal static void Say(string message) => Console.Error.WriteLine(message);

    /// <summary>Shows how far long work has come, on one line of a terminal; silent where nobody watches.</summary>
    internal static void Progress(string what, int done, int of)
    {
        if (Console.IsErrorRedirected) return;
        Console.Error.Write($"\r{what} {done}/{of}");
        if (done == of) Console.Error.WriteLine();
    }

    /// <summary>The same for work whose end is not known beforehand; <see cref="EndProgress"/> takes the line away.</summary>
    internal static void Progress(string line)
    {
        if (!Console.IsErrorRedirected) Console.Error.Write($"\r{line}\u001b[K");
    }

    internal static void EndProgress() => Progress("");
}
