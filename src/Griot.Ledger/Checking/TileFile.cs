using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;

namespace Griot.Ledger.Checking;

/// <summary>The file of a full tile: its bytes, and whether nobody can write to it.</summary>
internal static class TileFile
{
    private const UnixFileMode Allowed = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>The hashes of a tile; null where its file is missing or is no tile, which is told where it must be there.</summary>
    internal static byte[]? Read(LogOptions options, TileId tile, bool isWanted, Findings findings)
    {
        var path = options.TileFile(tile.Path);
        try
        {
            var bytes = File.ReadAllBytes(path);
            findings.Tiles++;
            Mode(path, tile, findings);
            if (bytes.Length == TileId.FullWidth * MerkleTree.HashSize) return bytes;
            findings.Add($"tile {tile.Path}", $"has {bytes.Length} bytes, and not {TileId.FullWidth * MerkleTree.HashSize}");
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            if (isWanted) findings.Add($"tile {tile.Path}", "missing");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            findings.Add($"tile {tile.Path}", $"can't be read: {fault.Message}");
        }

        return null;
    }

    private static void Mode(string path, TileId tile, Findings findings)
    {
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) is var mode && (mode & ~Allowed) != UnixFileMode.None)
            findings.Add($"tile {tile.Path}", $"its file can be changed (mode {Convert.ToString((int)mode, 8).PadLeft(4, '0')}, and not 0444)");
    }
}
