using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Griot.Ledger.Tlog;

/// <summary>
/// The values of the log's texts, each of which has one spelling only: what is read can be written again byte for byte,
/// so nobody can make a second text of the same meaning.
/// </summary>
internal static class Canonical
{
    private static readonly UTF8Encoding Utf8Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A decimal without sign or leading zero, at most 2^63-1; null for anything else.</summary>
    public static long? Number(string text)
    {
        if (text.Length is 0 or > 19 || (text[0] == '0' && text.Length > 1)) return null;
        foreach (var digit in text)
            if (!char.IsAsciiDigit(digit)) return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Padded standard Base 64 (RFC 4648, section 4) without white space or stray bits; null for anything else.</summary>
    public static byte[]? Base64(string text)
    {
        if (text.Length % 4 != 0 || !System.Buffers.Text.Base64.IsValid(text)) return null;
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var written) && Convert.ToBase64String(bytes, 0, written) == text
            ? bytes[..written]
            : null;
    }

    /// <summary>As <see cref="Base64"/>, of exactly one hash.</summary>
    public static byte[]? Hash(string text) =>
        text.Length == 44 && Base64(text) is { Length: MerkleTree.HashSize } hash ? hash : null;

    /// <summary>UTF-8 without control characters (below U+0020) but the newline, or null.</summary>
    public static string? Text(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            if (value < 0x20 && value != '\n') return null;
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : null;
    }

    /// <summary>The UTF-8 of a text; throws <see cref="ArgumentException"/> where it holds half a surrogate pair.</summary>
    public static byte[] Bytes(string text) => Utf8Strict.GetBytes(text);

    /// <summary>Whether a text may stand in a note: no control character but the newline, no half of a surrogate pair.</summary>
    public static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < ' ' && text[i] != '\n') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    /// <summary>A key's name (signed-note): not empty, no Unicode space, no plus, nothing that a note may not hold.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && IsText(name) && !name.Contains('+', StringComparison.Ordinal) && !name.Any(char.IsWhiteSpace);
}
