using System.Globalization;
using System.Text;

namespace Griot.Demonstration;

/// <summary>
/// The invented document of an invented provider: one page of A4 as PDF (ISO 32000), in the fonts and the Windows letters that every
/// reader of PDF has. The repository holds no documents.
/// </summary>
internal static class InventedDocument
{
    /// <summary>The same bytes for the same words, always: a headline, and lines below it.</summary>
    internal static byte[] Write(string headline, IEnumerable<string> lines)
    {
        var words = $"BT /F2 15 Tf 60 770 Td {Shown(headline)} /F1 10.5 Tf 0 -30 Td 16 TL {string.Concat(lines.Select(line => Shown(line) + " T* "))}ET";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R/Lang(fr)>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
            $"<</Length {words.Length}>>\nstream\n{words}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        ];
        var file = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        foreach (var one in objects)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{one}\nendobj\n");
        }

        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) file.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {places.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    // Whatever is not ASCII stands there as three octal digits, so each character of the file is a byte.
    private static string Shown(string line) => $"({string.Concat(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(line).Select(Letter))}) Tj";

    private static string Letter(byte letter) => letter switch
    {
        (byte)'(' or (byte)')' or (byte)'\\' => $"\\{(char)letter}",
        >= 32 and < 127 => ((char)letter).ToString(),
        _ => "\\" + Convert.ToString(letter, 8).PadLeft(3, '0'),
    };
}
