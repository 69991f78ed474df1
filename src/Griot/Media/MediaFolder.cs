using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Griot.Ingest.Operator;
using Griot.Media.Cage;
using Griot.Record;

namespace Griot.Media;

/// <summary>
/// What was made of pictures and documents, as files under <c>derived/media</c> of the data folder: a folder for each, there as a
/// whole or not at all, named by what the entry commits to, so that no other store's picture is ever taken for this one's.
/// Everything in it can be made again, so it is in no backup; and it goes when its file is removed.
/// </summary>
internal sealed class MediaFolder(string data) : IMediaViews
{
    private const string ViewFile = "view.json", TextFile = "text.txt", Unfinished = ".part", WaitingFile = "waiting.json";

    private readonly string root = Path.Combine(data, "derived", "media");

    /// <inheritdoc/>
    public MediaView? Of(SealedEntry media) => Bytes(media, ViewFile) is { } view ? JsonSerializer.Deserialize(view, MediaFolderJson.Default.MediaView) : null;

    /// <inheritdoc/>
    public byte[]? Picture(SealedEntry media, int width) => Bytes(media, PictureFile(width));

    /// <inheritdoc/>
    public string? Text(SealedEntry media) => Bytes(media, TextFile) is { } text ? System.Text.Encoding.UTF8.GetString(text) : null;

    /// <summary>True where all that can be made of the entry's file was made, though it be nothing.</summary>
    internal bool Has(SealedEntry media) => Directory.Exists(Folder(media));

    /// <summary>Keeps what was made. Another process may have made the same meanwhile: then its own stays.</summary>
    internal void Keep(SealedEntry media, Made made)
    {
        var part = Folder(media) + Unfinished;
        Forget(part);
        Directory.CreateDirectory(part);
        foreach (var picture in made.Pictures) File.WriteAllBytes(Path.Combine(part, PictureFile(picture.Width)), picture.Bytes);
        if (made.Text is { } text) File.WriteAllText(Path.Combine(part, TextFile), text);
        var view = new MediaView([.. made.Pictures.Select(picture => new PictureSize(picture.Width, picture.Height))], made.Pages, made.Text is not null, made.IsCut);
        File.WriteAllBytes(Path.Combine(part, ViewFile), JsonSerializer.SerializeToUtf8Bytes(view, MediaFolderJson.Default.MediaView));
        if (Has(media)) Forget(part);
        else Directory.Move(part, Folder(media));
    }

    /// <summary>Notes how many wait, for whoever asks how the house stands; as of the last look, where no server runs.</summary>
    internal void Tell(long pictures, long documents)
    {
        if (pictures + documents > 0)
        {
            Directory.CreateDirectory(root);
            File.WriteAllBytes(Path.Combine(root, WaitingFile), JsonSerializer.SerializeToUtf8Bytes(new MediaWaiting(pictures, documents), MediaFolderJson.Default.MediaWaiting));
        }
        else if (Directory.Exists(root))
        {
            File.Delete(Path.Combine(root, WaitingFile));
        }
    }

    /// <summary>How many waited when that was looked at last.</summary>
    internal static MediaWaiting Waiting(string data)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(new MediaFolder(data).root, WaitingFile)), MediaFolderJson.Default.MediaWaiting) ?? new MediaWaiting(0, 0);
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            return new MediaWaiting(0, 0);
        }
    }

    /// <summary>Deletes what was made of an entry's file, and writes over it first.</summary>
    internal void Forget(SealedEntry media)
    {
        Forget(Folder(media));
        Forget(Folder(media) + Unfinished);
    }

    /// <summary>Deletes what was made of all files that a removal took. Its entry stands already: nobody makes them anew.</summary>
    internal static void Forget(string data, RemovalPlan plan)
    {
        var folder = new MediaFolder(data);
        foreach (var entry in plan.Entries.Where(entry => entry.Entry.Kind == EntryKind.Media)) folder.Forget(entry);
    }

    /// <summary>Deletes all that belongs to none of these entries, and whatever was left half made.</summary>
    internal void Sweep(IEnumerable<SealedEntry> media)
    {
        if (!Directory.Exists(root)) return;
        var known = media.Select(Folder).ToHashSet(StringComparer.Ordinal);
        foreach (var folder in Directory.EnumerateDirectories(root).SelectMany(Directory.EnumerateDirectories).Where(folder => !known.Contains(folder)).ToList()) Forget(folder);
    }

    private byte[]? Bytes(SealedEntry media, string file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(Folder(media), file));
        }
        catch (IOException fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static void Forget(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            stream.Write(new byte[stream.Length]);
            stream.Flush(flushToDisk: true);
        }

        Directory.Delete(folder, recursive: true);
    }

    private string Folder(SealedEntry media)
    {
        var name = Convert.ToHexStringLower((media.Entry.Delivery ?? [])[..16]);
        return Path.Combine(root, name[..2], name);
    }

    private static string PictureFile(int width) => width.ToString(CultureInfo.InvariantCulture) + ".webp";
}

/// <summary>Files of which what readers look at is still to be made.</summary>
internal sealed record MediaWaiting(long Pictures, long Documents);

[JsonSerializable(typeof(MediaView))]
[JsonSerializable(typeof(MediaWaiting))]
internal sealed partial class MediaFolderJson : JsonSerializerContext;
