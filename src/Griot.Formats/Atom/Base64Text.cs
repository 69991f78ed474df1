using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Griot.Formats.Atom;

/// <summary>
/// Text that Atom carries as base64, which it must where the type is neither text nor XML (RFC 4287, 4.1.3.3). Bytes
/// that are no text, such as a picture's, are none here either.
/// </summary>
internal static class Base64Text
{
    public static bool Is(string text) => !string.IsNullOrWhiteSpace(text) && Base64.IsValid(text.AsSpan());

    /// <summary>The text, or null: the value is no base64, or its bytes are no UTF-8 or hold control characters.</summary>
    public static string? Decode(string text)
    {
        if (!Is(text)) return null;
        var bytes = Convert.FromBase64String(text);
        if (!Utf8.IsValid(bytes)) return null;
        var decoded = Encoding.UTF8.GetString(bytes);
        return decoded.Any(letter => char.IsControl(letter) && letter is not ('\t' or '\r' or '\n')) ? null : decoded;
    }
}
