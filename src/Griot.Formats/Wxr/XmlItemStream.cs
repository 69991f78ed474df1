namespace Griot.Formats.Wxr;

/// <summary>An item in a stream: where it began, and its bytes; null where it is larger than its cap.</summary>
internal sealed record StreamedItem(long Offset, byte[]? Bytes);

/// <summary>
/// Cuts the <c>item</c> elements out of a document that is too large to be in memory. Tags inside CDATA and comments are text. What
/// lies in memory is bounded by the cap of one item.
/// </summary>
internal sealed class XmlItemStream(Stream stream)
{
    private const int Chunk = 256 * 1024;
    private const int LongestMark = 16;

    private byte[] buffer = new byte[Chunk];
    private int position;
    private int filled;
    private long before;

    /// <summary>Where the item, or the head, begins that is being read; -1 where nothing is to be kept.</summary>
    private int kept = -1;
    private bool isTooLarge;

    internal long Position => before + position;

    internal bool IsBrokenOff { get; private set; }

    /// <summary>Everything up to the first item; null where there is none within the cap of a document.</summary>
    internal byte[]? Head()
    {
        kept = 0;
        var found = Find(isStart: true);
        return found && !isTooLarge && position <= Limits.Document ? buffer[..position] : null;
    }

    /// <summary>The next item; null at the end.</summary>
    internal StreamedItem? Next()
    {
        (kept, isTooLarge) = (-1, false);
        if (!Find(isStart: true)) return null;
        kept = position;
        var offset = Position;
        position++;
        if (!Find(isStart: false))
        {
            IsBrokenOff = true;
            return null;
        }

        while (buffer.AsSpan(position, filled - position).IndexOf((byte)'>') < 0 && More()) { }
        position += buffer.AsSpan(position, filled - position).IndexOf((byte)'>') + 1;
        return new StreamedItem(offset, isTooLarge || position - kept > Limits.Document ? null : buffer[kept..position]);
    }

    // Goes to the tag that begins or ends an item.
    private bool Find(bool isStart)
    {
        var mark = isStart ? "<item"u8 : "</item"u8;
        while (true)
        {
            var tag = buffer.AsSpan(position, filled - position).IndexOf((byte)'<');
            position = tag < 0 ? filled : position + tag;
            while (filled - position < LongestMark && More()) { }
            if (position >= filled)
            {
                IsBrokenOff |= isStart && kept < 0;
                return false;
            }

            var here = buffer.AsSpan(position, filled - position);
            if (here.StartsWith("<![CDATA["u8)) Skip("]]>"u8, 9);
            else if (here.StartsWith("<!--"u8)) Skip("-->"u8, 4);
            else if (here.StartsWith(mark) && here.Length > mark.Length && here[mark.Length] is (byte)'>' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') return true;
            else if (isStart && here.StartsWith("</rss"u8)) return false;
            else position++;
        }
    }

    private void Skip(ReadOnlySpan<byte> end, int opening)
    {
        position += opening;
        while (true)
        {
            var at = buffer.AsSpan(position, filled - position).IndexOf(end);
            if (at >= 0)
            {
                position += at + end.Length;
                return;
            }

            // The end may lie across two reads.
            position = Math.Max(position, filled - end.Length + 1);
            if (More()) continue;
            position = filled;
            return;
        }
    }

    // Reads on; what is not needed any more makes room. False at the end of the stream.
    private bool More()
    {
        if (kept >= 0 && filled - kept > Limits.Document) (isTooLarge, kept) = (true, -1);
        var from = kept >= 0 ? kept : position;
        if (from > 0)
        {
            buffer.AsSpan(from, filled - from).CopyTo(buffer);
            (before, position, filled, kept) = (before + from, position - from, filled - from, kept >= 0 ? 0 : -1);
        }

        if (buffer.Length - filled < Chunk) Array.Resize(ref buffer, Math.Max(buffer.Length * 2, filled + Chunk));
        var read = stream.Read(buffer, filled, buffer.Length - filled);
        filled += read;
        return read > 0;
    }
}
