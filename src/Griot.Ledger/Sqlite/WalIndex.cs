using System.Runtime.InteropServices;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// The header of a database's WAL-index: memory that all connections of all processes have in common, and that no commit leaves as it
/// was (SQLite, "WAL-mode File Format", section 2.1). It is read where SQLite has mapped it, without a lock and without a call into the
/// kernel, and nothing is ever written to it.
/// </summary>
internal sealed class WalIndex
{
    // SQLite's sqlite3.h: SQLITE_FCNTL_FILE_POINTER, and where xShmMap stands among the methods of a file, from the second version of these on.
    private const int FilePointer = 7, ShmMapPlace = 13, WithSharedMemory = 2;

    // The only version of the header there is, in the byte order of the machine; how large a piece of the index is mapped at a time.
    private const int HeaderVersion = 3007000, RegionSize = 32768;

    // A commit writes the second copy first, then the first. A byte of each says that it was made at all.
    private const int SizeOfCopy = 48, IsMadePlace = 12;

    private readonly SafeHandle database;
    private readonly nint header;

    private WalIndex(SafeHandle database, nint header) => (this.database, this.header) = (database, header);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ShmMap(nint file, int region, int size, int extend, out nint memory);

    /// <summary>Null where the database has none, or a SQLite is at work that does not show it.</summary>
    /// <param name="connection">An open one; as long as it stays open, and in its journal mode, the index can be read.</param>
    internal static WalIndex? Of(SqliteConnection connection)
    {
        // A connection knows of the log, and has mapped the index, once it has read.
        connection.ExecuteScalar<long>("PRAGMA schema_version");
        if (connection.ExecuteScalar<string>("PRAGMA journal_mode") != "wal") return null;
        try
        {
            return connection.Handle is { } database && Control(database, "main\0"u8.ToArray(), FilePointer, out var file) == 0 && HeaderOf(file) is { } header ? new WalIndex(database, header) : null;
        }
        catch (Exception other) when (other is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads what stands there. False while a commit is being written down, or where a process ended in the midst of that, until SQLite has
    /// mended it: then nothing can be told.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The database is closed; a pool may keep it open when its connection is not.</exception>
    internal bool TryRead(out Header copy)
    {
        var isHeld = false;
        try
        {
            // The memory stays mapped until this is let go: where the connection is closed meanwhile, the database is closed here.
            database.DangerousAddRef(ref isHeld);
            copy = Copy(header);
            var isMade = Marshal.ReadInt32(header) == HeaderVersion && Marshal.ReadByte(header, IsMadePlace) == 1;
            // The first copy before the second, and both before whatever is asked next, as SQLite's own readers do it.
            Volatile.ReadBarrier();
            var isWhole = copy == Copy(header + SizeOfCopy);
            Volatile.ReadBarrier();
            return isMade && isWhole;
        }
        finally
        {
            if (isHeld) database.DangerousRelease();
        }
    }

    private static nint? HeaderOf(nint file)
    {
        var methods = file == 0 ? 0 : Marshal.ReadIntPtr(file);
        if (methods == 0 || Marshal.ReadInt32(methods) < WithSharedMemory) return null;
        if (Marshal.ReadIntPtr(methods, ShmMapPlace * nint.Size) is not (not 0 and var method)) return null;
        var map = Marshal.GetDelegateForFunctionPointer<ShmMap>(method);
        return map(file, 0, RegionSize, 0, out var memory) == 0 && memory != 0 && Marshal.ReadInt32(memory) == HeaderVersion ? memory : null;
    }

    private static Header Copy(nint at) => new(Word(at, 0), Word(at, 1), Word(at, 2), Word(at, 3), Word(at, 4), Word(at, 5));

    private static long Word(nint at, int place) => Marshal.ReadInt64(at, place * sizeof(long));

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_file_control", CallingConvention = CallingConvention.Cdecl), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(SafeHandle database, byte[] name, int operation, out nint value);

    /// <summary>One copy: a count of changes, how long the log is, checksums. Compared, and never taken apart.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal readonly record struct Header(long First, long Second, long Third, long Fourth, long Fifth, long Sixth);
}
