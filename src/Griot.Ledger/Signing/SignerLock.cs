namespace Griot.Ledger.Signing;

/// <summary>
/// The signer's lock of a data folder: whoever holds it is the only one that signs, or that changes what there is to sign. It
/// falls with its process.
/// </summary>
internal static class SignerLock
{
    /// <summary>Null where another process holds it.</summary>
    internal static FileStream? Take(LogOptions options)
    {
        try
        {
            return new FileStream(options.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}

/// <summary>
/// Another process is signing this very log, so it can't be behind what that one publishes: the two were given different
/// copies of the checkpoint, or different keys. Nothing was changed.
/// </summary>
public sealed class SignerBusyException()
    : Exception("another process signs this log now (a server runs on this folder, and to it the log is not frozen): end it, or give both the same --checkpoint-copy; nothing was changed");
