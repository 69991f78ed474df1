using System.Text;

namespace Griot.Formats.Form;

/// <summary>
/// The fields of a posted form (WHATWG URL, <c>application/x-www-form-urlencoded</c>), in UTF-8. Bytes that are none become
/// U+FFFD in what is read; the delivery keeps them. The first field of a name counts.
/// </summary>
public static class FormFields
{
    private const int Most = 64;

    /// <summary>Reads the fields; null where there are more than anyone needs.</summary>
    public static IReadOnlyDictionary<string, string>? Read(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in body.Split((byte)'&'))
        {
            var field = body[range];
            if (field.IsEmpty) continue;
            if (fields.Count == Most) return null;
            var equals = field.IndexOf((byte)'=');
            if (equals < 0) fields.TryAdd(Decoded(field), "");
            else fields.TryAdd(Decoded(field[..equals]), Decoded(field[(equals + 1)..]));
        }

        return fields;
    }

    private static string Decoded(ReadOnlySpan<byte> text)
    {
        var bytes = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && Hex(text[i + 1]) is >= 0 and var high && Hex(text[i + 2]) is >= 0 and var low)
            {
                bytes[length++] = (byte)((high << 4) | low);
                i += 2;
            }
            else
            {
                bytes[length++] = text[i] == '+' ? (byte)' ' : text[i];
            }
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        _ => -1,
    };
}
