using System.Text;
using Griot.Record;

namespace Griot.Exporting;

/// <summary>
/// Notes what each file of a copy is made of, for the next run. It takes the place of the former one once the copy is whole: a run
/// that was broken off leaves what the last whole one noted, and each file is held against its hash.
/// </summary>
internal sealed class CopyReadsNote : IDisposable
{
    private readonly string place;
    private readonly FileStream file;

    private CopyReadsNote(string place, FileStream file) => (this.place, this.file) = (place, file);

    private static string Part(string place) => place + ".part";

    /// <summary>Begins; null where another export notes there now, or nothing can be written: the next run asks for everything then.</summary>
    internal static CopyReadsNote? Begin(string place, string head)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
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
    internal void End()
    {
        file.Flush(flushToDisk: true);
        try
        {
            // Open as it is: nobody else begins to write there before it has its name.
            File.Move(Part(place), place, overwrite: true);
        }
        catch (IOException)
        {
            // Without notes the next run asks for everything.
        }
    }

    public void Dispose() => file.Dispose();

    private static IReadOnlyCollection<string> Things(PageReads reads) => reads.IsOfAll ? [ReadLine.Everything] : reads.Things;

    private void Put(string line) => file.Write(Encoding.UTF8.GetBytes(line + "\n"));
}
