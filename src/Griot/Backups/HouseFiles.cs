using Griot.Enrichment.Labels;
using Griot.Feedback;
using Griot.Ledger;
using Griot.Ledger.Tlog;
using Griot.Serving;

namespace Griot.Backups;

/// <summary>
/// Which files of a data folder make a house, and belong into a backup of it. Nothing else is ever put into one, and nothing
/// else is taken out of one: a name in an archive that is none of these is an attack.
/// </summary>
internal static class HouseFiles
{
    internal const string Ledger = LedgerStore.FileName, Key = "log.key", Checkpoint = "log/checkpoint";

    private const UnixFileMode ReadableForAll = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const string Tiles = "log/tile/";

    /// <summary>The key that is going out while a rotation lasts, and the present one.</summary>
    private static readonly string[] Keys = [Key, Key + ".outgoing"];
    private static readonly string[] Plain = [Settings.FileName, OpenHouse.DemonstrationMark, HouseLabels.FileName];

    /// <summary>Folders of a house's own words and pictures, with what lies in them; nothing below them.</summary>
    internal static readonly (string Folder, string[] Endings)[] Own = [(Branding.EditionsFolder, [".json"]), (Branding.PicturesFolder, [".svg", ".png"])];

    internal static bool Has(string name) => name is Ledger or Desk.FileName or Checkpoint || Plain.Contains(name) || IsKey(name) || IsTile(name) || IsOwn(name);

    internal static bool IsKey(string name) => Keys.Contains(name);

    /// <summary>The small files that are there, with where they lie, in the order in which they are packed.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="keyFile">The key that signs the log, wherever it lies; null: it is left out.</param>
    internal static IEnumerable<(string Name, string Path)> Small(string data, string? keyFile) =>
        Plain.Concat(OwnIn(data)).Select(name => (name, Path.Combine(data, name)))
            .Concat(keyFile is null ? [] : Keys.Select(name => (name, keyFile + name[Key.Length..])))
            .Where(file => File.Exists(file.Item2));

    /// <summary>The full tiles of a log of this size that are there as files. Those of later entries are no part of it.</summary>
    internal static IEnumerable<string> TilesOf(string data, long size) =>
        TileId.Of(size).Where(tile => tile.Width == TileId.FullWidth).Select(tile => Tiles + tile.Path).Where(name => File.Exists(Path.Combine(data, name)));

    /// <summary>What others may do with it once it is restored: the log is public, the rest is not.</summary>
    internal static UnixFileMode ModeOf(string name) =>
        IsTile(name) ? ReadableForAll
        : name == Checkpoint ? ReadableForAll | UnixFileMode.UserWrite
        : UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static IEnumerable<string> OwnIn(string data) =>
        Own.Where(own => Directory.Exists(Path.Combine(data, own.Folder)))
            .SelectMany(own => Directory.EnumerateFiles(Path.Combine(data, own.Folder)).Select(path => $"{own.Folder}/{Path.GetFileName(path)}"))
            .Where(IsOwn).Order(StringComparer.Ordinal);

    // Plain names only: nothing that a system or an archive could read as something else.
    private static bool IsOwn(string name) => name.Split('/') is [var folder, [not '.', ..] file]
        && file.Length <= 100 && file.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
        && Array.Exists(Own, own => own.Folder == folder && own.Endings.Contains(Path.GetExtension(file)));

    private static bool IsTile(string name) =>
        name.StartsWith(Tiles, StringComparison.Ordinal) && TileId.ParsePath(name[Tiles.Length..]) is { Level: >= 0, Width: TileId.FullWidth };
}
