using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Griot.Ingest.Channels.Folder;

/// <summary>A call of the system that failed, with its number.</summary>
internal sealed class UnixFaultException(string what, int number) : IOException($"{what}: {new Win32Exception(number).Message}")
{
    internal int Number => number;

    /// <summary>Of the call that has just failed.</summary>
    internal static UnixFaultException Last(string what) => new(what, Marshal.GetLastPInvokeError());
}
