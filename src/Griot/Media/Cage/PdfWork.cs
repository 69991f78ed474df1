using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Griot.Media.Cage;

/// <summary>The words of a PDF, page by page, in the order in which they seem to be meant. A picture of a page has none.</summary>
internal static class PdfWork
{
    private const int MostPages = 300;

    internal static Made Read(byte[] file)
    {
        using var document = PdfDocument.Open(file, new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        var text = new PlainPages();
        for (var number = 1; number <= Math.Min(document.NumberOfPages, MostPages) && !text.IsFull; number++)
            text.Add(ContentOrderTextExtractor.GetText(document.GetPage(number), addDoubleNewline: true));
        return new Made { Pages = document.NumberOfPages, Text = text.Text, IsCut = text.IsFull || document.NumberOfPages > MostPages };
    }
}

/// <summary>Text that grows to a cap and no further.</summary>
internal sealed class PlainPages
{
    /// <summary>In UTF-16 units: some 300 pages.</summary>
    private const int Longest = 1_000_000;

    private readonly StringBuilder text = new();

    internal bool IsFull { get; private set; }

    /// <summary>Null where not a word was found.</summary>
    internal string? Text => text.ToString().Trim() is { Length: > 0 } words ? words : null;

    internal void Add(string page)
    {
        if (IsFull) return;
        if (text.Length > 0) text.Append("\n\n");
        var room = Longest - text.Length;
        IsFull = page.Length > room;
        text.Append(page, 0, Math.Clamp(room, 0, page.Length));
    }
}
