using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Folder;

/// <summary>Which folder may be watched: whose owner can write there must not reach the house, nor another provider, by it.</summary>
public static class FolderPlaces
{
    /// <summary>The path that is registered, without any link in it, or why this folder is not to be watched.</summary>
    /// <param name="wanted">As it was typed.</param>
    /// <param name="own">Files and folders of the house's own.</param>
    /// <param name="ledger">Which knows the folders that are watched already.</param>
    public static (string? Path, string? Fault) Of(string wanted, IReadOnlyList<string> own, LedgerStore ledger)
    {
        if (!HeldFolder.IsPossible) return (null, "watched folders need Linux: elsewhere a provider's links can't be kept out");
        if (HeldFolder.RealPath(wanted) is not { } path) return (null, $"“{wanted}” is no folder that is there");
        if (path.Contains('\uFFFD', StringComparison.Ordinal)) return (null, "the folder's path is no UTF-8");
        if (path == "/") return (null, "all of the machine can't be watched");
        if (own.Select(Real).FirstOrDefault(mine => IsIn(mine, path) || IsIn(path, mine)) is { } met) return (null, $"the house keeps its own files there: {met}");
        var others = ledger.Channels().Select(known => known.Channel).Where(known => known is { Kind: ChannelKind.Folder, Address: not null }).ToList();
        if (others.Find(other => IsIn(other.Address!, path) || IsIn(path, other.Address!) || IsSame(other.Address!, path)) is { } taken) return (null, $"channel {taken.Id} watches {taken.Address} already; no folder may lie in another");
        return WhyNotOpened(path) is { } fault ? (null, fault) : (path, null);
    }

    private static string Real(string path) => HeldFolder.RealPath(path) ?? (HeldFolder.RealPath(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/") is { } folder ? Path.Combine(folder, Path.GetFileName(path)) : Path.GetFullPath(path));

    /// <summary>True where a path is the folder itself, or lies in it.</summary>
    private static bool IsIn(string path, string folder) => path == folder || path.StartsWith(folder.TrimEnd('/') + "/", StringComparison.Ordinal);

    // Under another name, such as another mount of the same disk.
    private static bool IsSame(string other, string path)
    {
        try
        {
            using var one = HeldFolder.Open(other);
            using var two = HeldFolder.Open(path);
            return one.Facts.Identity == two.Facts.Identity;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string? WhyNotOpened(string path)
    {
        try
        {
            using var folder = HeldFolder.Open(path);
            _ = folder.Names(1);
            return null;
        }
        catch (IOException fault)
        {
            return $"the folder can't be read by this account: {fault.Message}";
        }
    }
}

/// <summary>What a watched folder has brought, for its operator.</summary>
public static class FolderReport
{
    private const int Shown = 10;

    /// <summary>What lies in the house's own folders of a channel.</summary>
    public static FolderTally Of(string data, string channel) => HouseFolder.Tally(data, channel, Shown);

    /// <summary>Where they are.</summary>
    public static string PathOf(string data, string channel) => HouseFolder.PathOf(data, channel);
}
