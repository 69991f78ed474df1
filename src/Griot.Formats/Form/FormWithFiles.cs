using System.Globalization;
using System.Text;

namespace Griot.Formats.Form;

/// <summary>
/// A posted form together with the files that were sent before it, while its sender looked at the preview: as
/// <c>multipart/form-data</c> (RFC 7578), the form byte by byte as it was sent last, each file byte by byte as it came. Every part
/// says its length, so that nothing in a file can end it.
/// </summary>
public static class FormWithFiles
{
    /// <summary>The format under which such a delivery is read.</summary>
    public const string FormatName = "form-files";

    private const string Boundary = "--griot-form-files";
    private const string LengthHeader = "Content-Length: ";
    private const string NameHeader = "Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''";
    private const string TypeHeader = "Content-Type: ";
    private const int LongestHeader = 4_000;
    private const int Most = 100;

    /// <summary>Writes the delivery.</summary>
    public static byte[] Compose(ReadOnlyMemory<byte> form, IReadOnlyList<SentFile> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var all = new MemoryStream();
        Part(all, "Content-Disposition: form-data; name=\"form\"\r\nContent-Type: application/x-www-form-urlencoded", form.Span);
        foreach (var file in files) Part(all, NameHeader + Uri.EscapeDataString(Whole(file.Name)) + "\r\n" + TypeHeader + Token(file.Type), file.Bytes.Span);
        all.Write(Encoding.ASCII.GetBytes(Boundary + "--\r\n"));
        return all.ToArray();
    }

    /// <summary>The form and the files; null for what <see cref="Compose"/> never wrote.</summary>
    internal static (ReadOnlyMemory<byte> Form, IReadOnlyList<SentFile> Files)? Read(ReadOnlyMemory<byte> delivery)
    {
        var files = new List<SentFile>();
        ReadOnlyMemory<byte>? form = null;
        for (var rest = delivery; ;)
        {
            if (rest.Span.SequenceEqual(Encoding.ASCII.GetBytes(Boundary + "--\r\n"))) return form is { } found ? (found, files) : null;
            if (PartOf(rest) is not { } part || files.Count == Most) return null;
            if (form is null) form = part.Content;
            else files.Add(new SentFile(part.Name, part.Type, part.Content));
            rest = rest[part.Length..];
        }
    }

    private static void Part(MemoryStream all, string headers, ReadOnlySpan<byte> content)
    {
        all.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Boundary}\r\n{headers}\r\n{LengthHeader}{content.Length}\r\n\r\n")));
        all.Write(content);
        all.Write("\r\n"u8);
    }

    private static (ReadOnlyMemory<byte> Content, string Name, string Type, int Length)? PartOf(ReadOnlyMemory<byte> rest)
    {
        var end = rest.Span[..Math.Min(rest.Length, LongestHeader)].IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;
        var lines = Encoding.ASCII.GetString(rest.Span[..end]).Split("\r\n");
        if (lines[0] != Boundary || !int.TryParse(After(lines, LengthHeader), NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return null;
        var whole = end + 4L + length + 2;
        if (whole > rest.Length || !rest.Span[(int)(whole - 2)..(int)whole].SequenceEqual("\r\n"u8)) return null;
        return (rest.Slice(end + 4, length), Uri.UnescapeDataString(After(lines, NameHeader) ?? ""), After(lines, TypeHeader) ?? "", (int)whole);
    }

    private static string? After(string[] lines, string header) =>
        lines.FirstOrDefault(line => line.StartsWith(header, StringComparison.Ordinal)) is { } line ? line[header.Length..] : null;

    private static string Token(string type) =>
        type.Length is > 0 and <= 100 && type.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '.' or '+' or '-' or '_') ? type : Values.FileType.Unknown;

    // Half a surrogate pair can't be written; and no more is kept of a name than anyone reads.
    private static string Whole(string name) => string.Concat(name.EnumerateRunes().Take(300).Select(rune => rune.ToString()));
}
