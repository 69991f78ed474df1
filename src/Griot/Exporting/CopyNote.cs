using System.Globalization;
using System.Text;
using Griot.Ledger.Tlog;

namespace Griot.Exporting;

/// <summary>
/// The word that the house signs on a copy (C2SP signed-note), with the key of its log. The first line says what it is, and the second
/// begins with a word: no reader takes it for a checkpoint, whose second line is a number.
/// </summary>
/// <param name="Origin">The name of the log.</param>
/// <param name="Size">Entries that the copy's checkpoint covers.</param>
/// <param name="Root">Its root, in base 64.</param>
/// <param name="Made">When the copy came to be as it is.</param>
/// <param name="Editions">The languages of the site in it.</param>
/// <param name="Files">How many there are.</param>
/// <param name="Bytes">Of all of them.</param>
/// <param name="Sums">SHA-256 of the list of their hashes, in hexadecimal.</param>
internal sealed record CopyNote(string Origin, long Size, string Root, string Made, string Editions, long Files, long Bytes, string Sums)
{
    private const string Form = "griot export v1";

    private static readonly string[] Words = ["log", "entries", "root", "made", "editions", "files", "bytes", "sha256"];

    /// <summary>What is signed.</summary>
    internal string Text => string.Create(CultureInfo.InvariantCulture,
        $"{Form}\nlog {Origin}\nentries {Size}\nroot {Root}\nmade {Made}\neditions {Editions}\nfiles {Files}\nbytes {Bytes}\nsha256 {Sums}\n");

    /// <summary>Reads a text; null for any other than <see cref="Text"/> gives.</summary>
    internal static CopyNote? Parse(string text)
    {
        var lines = text.Split('\n');
        if (lines.Length != Words.Length + 2 || lines[0] != Form) return null;
        var values = Words.Select((word, at) => lines[at + 1].StartsWith(word + " ", StringComparison.Ordinal) ? lines[at + 1][(word.Length + 1)..] : null).OfType<string>().ToArray();
        return values.Length == Words.Length && Number(values[1]) is { } size && Number(values[5]) is { } files && Number(values[6]) is { } bytes
            && new CopyNote(values[0], size, values[2], values[3], values[4], files, bytes, values[7]) is var note && note.Text == text ? note : null;
    }

    /// <summary>Reads the file of a copy: the note, and who signed it; nobody where the house could not sign.</summary>
    internal static (CopyNote? Note, SignedNote? Signed) Read(byte[] bytes)
    {
        if (SignedNote.Parse(bytes) is { } signed) return (Parse(signed.Text), signed);
        return (bytes.Length < 10_000 ? Parse(Encoding.UTF8.GetString(bytes)) : null, null);
    }

    /// <summary>True where the same is said of the same files, whenever it was said.</summary>
    internal bool IsOfTheSame(CopyNote other) => this == other with { Made = Made };

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
