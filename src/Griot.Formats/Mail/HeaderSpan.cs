namespace Griot.Formats.Mail;

/// <summary>
/// Bounds the headers of a message and of its parts before the parser meets them: the time that MimeKit takes for one header
/// grows with the square of its length (10 MB: 9 s and 12 GB allocated). Headers are what stands at the top, behind a line
/// that may be a boundary, and where those say that a message follows, behind them; up to the next empty line.
/// </summary>
internal static class HeaderSpan
{
    private const int Most = 256 * 1024;

    public static bool IsTooLarge(ReadOnlySpan<byte> bytes)
    {
        var (isHeader, length, nests) = (true, 0, false);
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..(end + 1)];
            bytes = bytes[line.Length..];
            if (line.StartsWith("--"u8)) (isHeader, length, nests) = (true, 0, false);
            else if (line is [(byte)'\n'] or [(byte)'\r', (byte)'\n']) (isHeader, length, nests) = (isHeader && nests, 0, false);
            else if (isHeader)
            {
                length += line.Length;
                if (length > Most) return true;
                nests |= line.IndexOf("essage/"u8) >= 0 || line.IndexOf("ESSAGE/"u8) >= 0;
            }
        }

        return false;
    }
}
