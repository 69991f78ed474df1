using System.Text;

namespace Griot.Media.Cage;

/// <summary>
/// What runs inside the cage: this program once more, as a process of its own that reads one strange file from its input, writes
/// what it made to its output, and ends. It opens no store and no connection. Whatever a file does to it stays here.
/// </summary>
internal static class CagedWork
{
    /// <summary>The word by which this program knows that it is in the cage. It is no verb, and no help tells of it.</summary>
    internal const string Word = "in-the-cage";

    /// <summary>The file can't be read.</summary>
    internal const int CannotRead = 2;

    /// <summary>Nothing of this kind can be read on this machine.</summary>
    internal const int CannotWork = 3;

    internal static int Run(string mediaType, Stream input, Stream output)
    {
        try
        {
            using var file = new MemoryStream();
            input.CopyTo(file);
            MadeForm.Write(output, Make(mediaType, file.ToArray()));
            return 0;
        }
        catch (Exception fault) when (fault is DllNotFoundException or TypeInitializationException or BadImageFormatException or EntryPointNotFoundException && fault.GetBaseException() is not OutOfMemoryException)
        {
            Console.Error.WriteLine(fault.GetBaseException().Message);
            return CannotWork;
        }
        catch (Exception fault)
        {
            // A library may throw whatever it likes at a file that was written to make it do so.
            Console.Error.WriteLine($"{fault.GetType().Name}: {fault.Message}");
            return CannotRead;
        }
    }

    private static Made Make(string mediaType, byte[] file) => mediaType switch
    {
        "application/pdf" => PdfWork.Read(file),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => OfficeWork.ReadDocx(file),
        "application/vnd.oasis.opendocument.text" => OfficeWork.ReadOdt(file),
        _ => PictureWork.Make(file),
    };
}

/// <summary>What was made of one file.</summary>
internal sealed record Made
{
    public IReadOnlyList<MadePicture> Pictures { get; init; } = [];
    public int? Pages { get; init; }
    public string? Text { get; init; }
    public bool IsCut { get; init; }
}

/// <summary>A picture of a size.</summary>
internal sealed record MadePicture(int Width, int Height, byte[] Bytes);

/// <summary>The form in which it leaves the cage. Whoever reads it trusts nothing in it: each length has its cap.</summary>
internal static class MadeForm
{
    private const int MostPictures = 4;
    private const int LargestPicture = 4 * 1024 * 1024;
    private const int LongestText = 4 * 1024 * 1024;
    private const int Magic = 0x6772696F;

    /// <summary>No more than this is read.</summary>
    internal const int Largest = (MostPictures * LargestPicture) + LongestText + 1024;

    internal static void Write(Stream output, Made made)
    {
        using var writer = new BinaryWriter(output, Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(made.Pages ?? -1);
        writer.Write(made.IsCut);
        Bytes(writer, made.Text is null ? null : Encoding.UTF8.GetBytes(made.Text));
        writer.Write(made.Pictures.Count);
        foreach (var picture in made.Pictures)
        {
            writer.Write(picture.Width);
            writer.Write(picture.Height);
            Bytes(writer, picture.Bytes);
        }
    }

    /// <summary>Null where it is not of this form.</summary>
    internal static Made? Read(byte[] written)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(written), Encoding.UTF8);
            if (reader.ReadInt32() != Magic) return null;
            var (pages, isCut, text) = (reader.ReadInt32(), reader.ReadBoolean(), Bytes(reader, LongestText));
            var count = reader.ReadInt32();
            if (count is < 0 or > MostPictures) return null;
            var pictures = Enumerable.Range(0, count).Select(_ => new MadePicture(reader.ReadInt32(), reader.ReadInt32(), Bytes(reader, LargestPicture) ?? [])).ToList();
            return pictures.TrueForAll(IsTrue) ? new Made { Pages = pages < 0 ? null : pages, IsCut = isCut, Text = text is null ? null : Encoding.UTF8.GetString(text), Pictures = pictures } : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    // It says what it is, whoever wrote it.
    private static bool IsTrue(MadePicture picture) => PictureHeader.Read(picture.Bytes) is { } header && (header.Width, header.Height) == (picture.Width, picture.Height);

    private static void Bytes(BinaryWriter writer, byte[]? bytes)
    {
        writer.Write(bytes?.Length ?? -1);
        if (bytes is not null) writer.Write(bytes);
    }

    private static byte[]? Bytes(BinaryReader reader, int most)
    {
        var length = reader.ReadInt32();
        if (length > most) throw new EndOfStreamException();
        return length < 0 ? null : reader.ReadBytes(length) is var bytes && bytes.Length == length ? bytes : throw new EndOfStreamException();
    }
}
