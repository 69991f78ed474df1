namespace Griot.Formats.Mail;

/// <summary>
/// Bounds the headers of a message and of its parts before the parser meets them: MimeKit makes room for a header 64 bytes at a
/// time, so that its work grows with the square of a header's length (190 kB: 290 MB allocated). One header may be as long as a
/// To with five hundred names, which is more than many mail servers pass on; all of a message, or of a part of it, 256 kB. Headers
/// are what stands at the top, behind a line that may be a boundary, and where those say that a message follows, behind them; up
/// to the next empty line.
/// </summary>
internal static class HeaderSpan
{
    private const int Most = 256 * 1024;
    private const int Longest = 40 * 1024;

    /// <summary>What is too large for the parser; null where nothing is.</summary>
    public static Incident? Fault(ReadOnlySpan<byte> bytes)
    {
        var (isHeader, all, one, nests) = (true, 0, 0, false);
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..(end + 1)];
            bytes = bytes[line.Length..];
            if (line.StartsWith("--"u8)) (isHeader, all, one, nests) = (true, 0, 0, false);
            else if (line is [(byte)'\n'] or [(byte)'\r', (byte)'\n']) (isHeader, all, one, nests) = (isHeader && nests, 0, 0, false);
            else if (isHeader)
            {
                all += line.Length;
                // A line that begins with a blank goes on with the header above it (RFC 5322, 2.2.3).
                one = line[0] is (byte)' ' or (byte)'\t' ? one + line.Length : line.Length;
                if (one > Longest) return TooLarge("A header of the message, or of a part of it, is longer than 40 kB.");
                if (all > Most) return TooLarge("The headers of the message, or of a part of it, are larger than 256 kB.");
                nests |= line.IndexOf("essage/"u8) >= 0 || line.IndexOf("ESSAGE/"u8) >= 0;
            }
        }

        return null;
    }

    private static Incident TooLarge(string message) => new(IncidentCodes.TooLarge, message);
}
