using System.Security.Cryptography;

namespace Griot.Exporting;

/// <summary>Where an export may be written: a folder of its own, that is new, empty, or an export of this house.</summary>
internal static class ExportPlace
{
    /// <summary>Why a folder is not to be written to; null where it is.</summary>
    internal static string? Refusal(string folder, string? origin)
    {
        if (File.Exists(folder)) return $"{folder} is a file: name a folder";
        if (!Directory.Exists(folder) || !Directory.EnumerateFileSystemEntries(folder).Any()) return null;
        if (CopyFolder.Own.Select(name => Path.Combine(folder, name)).FirstOrDefault(path => new FileInfo(path).LinkTarget is not null) is { } link) return $"{link} is a link: an export follows none. Take it away, or choose another folder";
        if (Owner(folder) is not { } owner) return $"{folder} is not empty, and no export: name a new folder, or an empty one";
        return owner == origin || owner.Length == 0 ? null : $"{folder} is an export of another house, whose log is {owner}: name a new folder, or an empty one";
    }

    /// <summary>The same for a folder that lies within the data folder, or around it.</summary>
    internal static string? Refusal(string folder, string data, string? origin)
    {
        var (there, here) = (Whole(folder), Whole(data));
        return there.StartsWith(here, StringComparison.Ordinal) || here.StartsWith(there, StringComparison.Ordinal)
            ? $"{folder} lies within the data folder, or around it: what is there is not for the public"
            : Refusal(folder, origin);
    }

    /// <summary>SHA-256 of a file, in hexadecimal; null where it can't be read.</summary>
    internal static string? HashOf(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // By the word on the copy; of a first run that was broken off, by its journal; null where neither is there.
    private static string? Owner(string folder)
    {
        var (note, journal) = (Path.Combine(folder, CopyFolder.Note), Path.Combine(folder, CopyFolder.Journal));
        if (File.Exists(note)) return CopyNote.Read(File.ReadAllBytes(note)).Note?.Origin;
        if (File.Exists(journal)) return File.ReadLines(journal).FirstOrDefault() is { } first && first.StartsWith(CopyFolder.OfLog, StringComparison.Ordinal) ? first[CopyFolder.OfLog.Length..] : null;
        return Directory.EnumerateFileSystemEntries(folder).All(path => Path.GetFileName(path) is CopyFolder.Part or CopyFolder.Aside) ? "" : null;
    }

    private static string Whole(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
}
