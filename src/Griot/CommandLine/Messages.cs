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
}
