namespace Griot.Formats.Wxr;

/// <summary>An item in a stream: where it began, and its bytes; null where it is larger than its cap.</summary>
internal sealed record StreamedItem(long Offset, byte[]? Bytes);

/// <summary>
/// Cuts the <c>item</c> elements out of a document that is too large to be in memory. Tags inside CDATA and comments are text; an item
/// without an end tag ends where the next one begins. What lies in memory is bounded by the cap of one item.
/// </summary>
internal sealed class XmlItemStream(Stream stream)
{
    private const int Chunk = 256 * 1024;
    private const int LongestMark = 16;
    private const int LongestTag = 64 * 1024;

    private byte[] buffer = new byte[Chunk];
    private int position;
    private int filled;
    private long before;

    /// <summary>Where the item, or the head, begins that is being read; -1 where nothing is to be kept.</summary>
    private int kept = -1;
    private bool isTooLarge;

    /// <summary>The document has ended. Another may be written behind it, and its items are items.</summary>
    private bool isEnded;

    internal long Position => before + position;

    /// <summary>Something of the document is in no item: it ends too early, or an item ends that never began.</summary>
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
        (kept, isEnded) = (position, false);
        var offset = Position;
        var end = EmptyTag();
        position += Math.Max(1, end);
        if (end == 0 && !Find(isStart: false))
        {
            IsBrokenOff = true;
            return null;
        }

        // At the next item it stands where that one had no end tag.
        if (!IsStart(buffer.AsSpan(position, filled - position)))
        {
            while (buffer.AsSpan(position, filled - position).IndexOf((byte)'>') < 0 && More()) { }
            position += buffer.AsSpan(position, filled - position).IndexOf((byte)'>') + 1;
        }

        return new StreamedItem(offset, isTooLarge || position - kept > Limits.Document ? null : buffer[kept..position]);
    }

    private static bool IsStart(ReadOnlySpan<byte> here) => IsTag(here, "<item"u8);

    private static bool IsTag(ReadOnlySpan<byte> here, ReadOnlySpan<byte> mark) =>
        here.StartsWith(mark) && here.Length > mark.Length && here[mark.Length] is (byte)'>' or (byte)'/' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    // Goes to the next tag that begins an item, or also to one that ends it.
    private bool Find(bool isStart)
    {
        while (true)
        {
            var tag = buffer.AsSpan(position, filled - position).IndexOf((byte)'<');
            position = tag < 0 ? filled : position + tag;
            while (filled - position < LongestMark && More()) { }
            if (position >= filled)
            {
                IsBrokenOff |= isStart && kept < 0 && !isEnded;
                return false;
            }

            var here = buffer.AsSpan(position, filled - position);
            if (here.StartsWith("<![CDATA["u8)) Skip("]]>"u8, 9);
            else if (here.StartsWith("<!--"u8)) Skip("-->"u8, 4);
            else if (isStart ? IsStart(here) : IsTag(here, "</item"u8) || (IsStart(here) && EmptyTag() == 0)) return true;
            else
            {
                isEnded |= isStart && here.StartsWith("</rss"u8);
                // The end of an item that never began: what stood before it is in no item.
                IsBrokenOff |= isStart && IsTag(here, "</item"u8);
                position++;
            }
        }
    }

    /// <summary>How far ahead a start tag that ends its item, too, ends (<c>item/</c>); 0 for any other.</summary>
    private int EmptyTag()
    {
        for (var ahead = 1; ahead < LongestTag && (position + ahead < filled || More());)
        {
            var rest = buffer.AsSpan(position + ahead, filled - position - ahead);
            var next = rest.IndexOfAny(">\"'<"u8);
            ahead += next < 0 ? rest.Length : next;
            if (next < 0) continue;
            if (rest[next] == '>') return buffer[position + ahead - 1] == '/' ? ahead : 0;
            if (rest[next] == '<') return 0;
            ahead = BehindQuote(ahead);
        }

        return 0;
    }

    // A quote that nothing closes is one character, and so is one behind which no value can stand.
    private int BehindQuote(int at)
    {
        if (!buffer.AsSpan(position, at).TrimEnd(" \t\r\n"u8).EndsWith("="u8)) return at + 1;
        for (var ahead = at + 1; ahead < LongestTag && (position + ahead < filled || More());)
        {
            var rest = buffer.AsSpan(position + ahead, filled - position - ahead);
            var next = rest.IndexOfAny(buffer[position + at], (byte)'<');
            if (next >= 0) return rest[next] == '<' ? at + 1 : ahead + next + 1;
            ahead += rest.Length;
        }

        return at + 1;
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
            (position, IsBrokenOff) = (filled, true);
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
