using System.Text;
using Griot.Record;

namespace Griot.Exporting;

/// <summary>
/// Notes what each file of a copy is made of, for the next run. It takes the place of the former one once the copy is whole: a run
/// that was broken off leaves what the last whole one noted, and each file is held against its hash. A copy needs none of it: where it
/// can't be written, as on a full disk, there is none, and the next run asks for everything.
/// </summary>
internal sealed class CopyReadsNote : IDisposable
{
    // Of a choice of languages that nobody exports any more.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(60);

    private readonly string place;
    private readonly FileStream file;
    private bool isDropped;

    private CopyReadsNote(string place, FileStream file) => (this.place, this.file) = (place, file);

    private static string Part(string place) => place + ".part";

    /// <summary>Begins; null where another export notes there now, or nothing can be written: the next run asks for everything then.</summary>
    /// <param name="place">Where the note is to lie.</param>
    /// <param name="head">Its first line.</param>
    /// <param name="time">Of the house.</param>
    internal static CopyReadsNote? Begin(string place, string head, TimeProvider time)
    {
        try
        {
            var folder = Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            foreach (var other in folder.EnumerateFiles().Where(other => other.Name != Path.GetFileName(place) && other.Name != Path.GetFileName(Part(place)))) Tidy(other, time.GetUtcNow().UtcDateTime - Kept);
            var note = new CopyReadsNote(place, new FileStream(Part(place), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 64 * 1024));
            note.Put(head);
            return note;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Notes a file.</summary>
    /// <param name="file">As the walk found it.</param>
    /// <param name="hash">Of its bytes as they lie there.</param>
    internal void Add(WalkedFile file, string hash) =>
        Put((file.Left ?? new ReadLine(file.Path, file.Address, file.Reads is { Words: { } words } reads ? new MadeOf(file.Depth, file.Status, file.IsPage, hash, Things(reads), words, file.Beside) : null)).Text);

    /// <summary>The copy is whole: from now on this is what was noted last.</summary>
    internal void End() => Try(() =>
    {
        file.Flush(flushToDisk: true);
        // Open as it is: nobody else begins to write there before it has its name.
        File.Move(Part(place), place, overwrite: true);
    });

    public void Dispose()
    {
        try
        {
            file.Dispose();
        }
        catch (IOException)
        {
            // What was not written yet can't be.
        }
    }

    private static IReadOnlyCollection<string> Things(PageReads reads) => reads.IsOfAll ? [ReadLine.Everything] : reads.Things;

    private void Put(string line) => Try(() => file.Write(Encoding.UTF8.GetBytes(line + "\n")));

    private void Try(Action write)
    {
        if (isDropped) return;
        try
        {
            write();
        }
        catch (IOException)
        {
            isDropped = true;
            Drop();
        }
    }

    // While it is held: afterwards it may be another's.
    private void Drop()
    {
        try
        {
            File.Delete(Part(place));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next run writes over it; or the whole folder was forgotten.
        }

        Dispose();
    }

    // What broke off left its part behind; who still writes one holds it.
    private static void Tidy(FileInfo other, DateTime since)
    {
        if (other.Extension != ".part" && other.LastWriteTimeUtc >= since) return;
        try
        {
            using var held = new FileStream(other.FullName, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Next time.
        }
    }
}
