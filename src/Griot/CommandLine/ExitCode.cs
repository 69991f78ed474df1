namespace Griot.CommandLine;

/// <summary>What a verb's exit code says; scripts rely on it.</summary>
internal static class ExitCode
{
    internal const int Done = 0;

    /// <summary>The thing asked about is wrong, or what was asked for failed.</summary>
    internal const int Wrong = 1;

    internal const int BadUsage = 2;

    /// <summary>The store is in use or frozen.</summary>
    internal const int StoreUnavailable = 3;
}
