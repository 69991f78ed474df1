using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Griot.Record;
using Griot.Web;

namespace Griot.Exporting;

/// <summary>
/// Which file of a copy holds an address. It depends on the address alone, so that a link can be written before the file that it
/// leads to; two addresses never share a file, on a file system that knows no capital letters neither; and every name can be
/// borne on FAT32, exFAT, NTFS and by any host: small letters, digits, point, hyphen and underscore.
/// </summary>
/// <param name="typeOf">The media type of a document, by item, version and number; null where there is none.</param>
internal sealed class CopyPaths(Func<string, int, int, string?> typeOf)
{
    private const int LongestName = 80, Shelf = 2;

    private static readonly string[] Devices = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

    /// <summary>The page that says what a copy is and can't do, in an edition.</summary>
    internal static string About(string edition) => $"/copy/{edition}";

    /// <summary>The list of days, in an edition.</summary>
    internal static string Days(string edition) => About(edition) + "/days";

    /// <summary>The page that chooses an edition.</summary>
    internal const string Front = "/copy";

    /// <summary>The path of an address in the copy, with <c>/</c> between its parts.</summary>
    /// <param name="address">From the site's root, escaped, with its query.</param>
    internal string Of(string address)
    {
        var query = address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? at : address.Length;
        string[] parts = [.. address[..query].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        var asked = address[query..].TrimStart('?');
        return parts switch
        {
            [] or ["copy"] => $"index{Query(asked)}.html",
            [var edition] when Editions.Find(edition) is not null => $"{Name(edition)}/index{Query(asked)}.html",
            [var edition, ..] when edition == "copy" || Editions.Find(edition) is not null => File([.. parts[..^1], parts[^1] + ".html"], asked),
            ["items", var item, .. var rest] when OpaqueId.IsWellFormed(item) => $"items/{item[..Shelf]}/{item}{string.Concat((rest is [var version, "proof"] ? [version] : rest).Select(part => "." + Name(part)))}{Query(asked)}{Ending(item, rest)}",
            ["log", "entry", ..] => $"{string.Join('/', parts.Select(Name))}{Query(asked)}.json",
            _ => File(parts, asked),
        };
    }

    /// <summary>How a file of the copy is reached from another one.</summary>
    internal static string Relative(string from, string to)
    {
        var (here, there) = (from.Split('/'), to.Split('/'));
        var common = 0;
        while (common < here.Length - 1 && common < there.Length - 1 && here[common] == there[common]) common++;
        return string.Concat(Enumerable.Repeat("../", here.Length - 1 - common)) + string.Join('/', there[common..]);
    }

    /// <summary>True for a path that <see cref="Of"/> could have given: it leads nowhere but into the folder.</summary>
    internal static bool IsSafe(string path) =>
        path.Length is > 0 and <= 1000 && path.Split('/').All(part => part.Length is > 0 and <= 255 && part is not ("." or "..") && !IsDevice(part) && part.All(IsLetter));

    /// <summary>What is kept of a path where a million of them are kept: its hash.</summary>
    internal static UInt128 Key(string path)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(path), hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private static string File(string[] parts, string asked)
    {
        var last = parts[^1];
        var point = last.LastIndexOf('.');
        var hasEnding = point > 0 && last.Length - point is > 1 and <= 10 && last[(point + 1)..].All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter));
        var (stem, ending) = hasEnding ? (last[..point], last[point..]) : (last, "");
        if (parts is [.., "country", _]) stem = Country(stem);
        return string.Join('/', [.. parts[..^1].Select(Name), Name(stem) + Query(asked) + ending]);
    }

    // A picture is always drawn anew; a document ends as what it is, and bytes as they were delivered are for nobody's programs to open.
    private string Ending(string item, string[] rest) => rest switch
    {
        [_, "record" or "summary"] => ".json",
        [_, "proof"] => ".tlog-proof",
        [_, "delivery"] => ".bin",
        [_, "media", _, _] => ".webp",
        [var version, "media", var number] when int.TryParse(version, out var of) && int.TryParse(number, out var place) => typeOf(item, of, place) switch
        {
            "application/pdf" => ".pdf",
            "application/vnd.oasis.opendocument.text" => ".odt",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => ".docx",
            { } type when type.StartsWith("image/", StringComparison.Ordinal) => ".webp",
            _ => ".bin",
        },
        _ => ".json",
    };

    // Countries are written in capital letters: those are the ones that stay readable.
    private static string Country(string code) =>
        code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'] ? code.ToLowerInvariant() : code is [>= 'a' and <= 'z', >= 'a' and <= 'z'] ? code.ToUpperInvariant() : code;

    private static string Query(string asked) => Named(string.Join('&', asked.Split('&').Select(part => part.Split('=') is ["country", var code] ? "country=" + Country(code) : part)));

    private static string Named(string asked) => asked.Length == 0 ? "" : "_" + Marked(asked, asked.Replace('=', '-').Replace('&', '_'), asked.Split('&').All(IsPlain));

    // name=value, of letters that stay as they are: the first hyphen parts them again.
    private static bool IsPlain(string part) =>
        part.Split('=') is [{ Length: > 0 } name, { Length: > 0 } value] && name.All(char.IsAsciiLetterLower) && value.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static string Name(string part) => part == ".well-known" ? part : Marked(part, part, IsPlainName(part));

    // Of the copy's own files: no address has their names.
    private static bool IsPlainName(string part) =>
        part is not ("" or "index" or "export") && part[0] is not ('.' or '-') && part[^1] != '.' && !IsDevice(part) && part.All(letter => IsLetter(letter) && letter != '_');

    // What can't stand as it is keeps what can be read of it, and a mark of its own, that no plain name holds.
    private static string Marked(string whole, string shown, bool isPlain)
    {
        if (isPlain && whole.Length <= LongestName) return shown;
        var kept = new string([.. shown.ToLowerInvariant().Where(letter => IsLetter(letter) && letter != '.').Take(40)]);
        return $"{kept}__{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)).AsSpan(0, 8))}";
    }

    private static bool IsLetter(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.' or '_';

    private static bool IsDevice(string name)
    {
        var first = name.Split('.')[0];
        return Devices.Contains(first) || (first.Length == 4 && (first.StartsWith("com", StringComparison.Ordinal) || first.StartsWith("lpt", StringComparison.Ordinal)) && char.IsAsciiDigit(first[3]));
    }
}
