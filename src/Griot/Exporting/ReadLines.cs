using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Griot.Exporting;

/// <summary>The lines of a file, each with its place. What does not end with a line's end was broken off, and is none.</summary>
internal sealed class ReadLines(SafeFileHandle file)
{
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly List<byte> line = [];
    private long read;
    private int begin, end;

    internal (long At, int Length, string Text)? Next()
    {
        line.Clear();
        while (true)
        {
            var length = buffer.AsSpan(begin..end).IndexOf((byte)'\n');
            line.AddRange(buffer.AsSpan(begin, length < 0 ? end - begin : length));
            begin = length < 0 ? end : begin + length + 1;
            if (length >= 0) return (read - end + begin - line.Count - 1, line.Count, Encoding.UTF8.GetString([.. line]));
            (begin, end) = (0, RandomAccess.Read(file, buffer, read));
            read += end;
            if (end == 0) return null;
        }
    }
}
