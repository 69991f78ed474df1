using Griot.CommandLine;

namespace Griot.Backups;

/// <summary>Tells on a terminal how far long work has come, in megabytes, and no more often than that changes.</summary>
internal sealed class MegabyteProgress(string what)
{
    private const int Megabyte = 1024 * 1024;

    private long told = -1;

    internal void Tell(long done, long of)
    {
        if (done / Megabyte == told) return;
        told = done / Megabyte;
        Messages.Progress($"{what} (MB)", (int)told, (int)(of / Megabyte));
    }
}
