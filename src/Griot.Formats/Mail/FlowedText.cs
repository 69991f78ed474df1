using System.Text;

namespace Griot.Formats.Mail;

/// <summary>
/// Text that its sender's program broke into lines for travelling (<c>format=flowed</c>, RFC 3676), with those breaks taken
/// back. Line ends that the writer made stay, and so does the line that parts a signature from the text.
/// </summary>
internal static class FlowedText
{
    /// <param name="text">As it travelled.</param>
    /// <param name="deletesSpace">The blank at a broken line's end was added by the program (<c>delsp=yes</c>).</param>
    public static string Unfold(string text, bool deletesSpace)
    {
        var unfolded = new StringBuilder(text.Length);
        var (isOpen, depth) = (false, 0);
        foreach (var whole in text.AsSpan().EnumerateLines())
        {
            var quoted = Depth(whole);
            var line = whole[quoted..];
            if (line is [' ', ..]) line = line[1..];
            var isSeparator = line is "-- ";
            if (unfolded.Length > 0 && !(isOpen && quoted == depth && !isSeparator)) unfolded.Append('\n');
            if (!(isOpen && quoted == depth) || isSeparator) Quote(unfolded, quoted);
            isOpen = line is [.., ' '] && !isSeparator;
            unfolded.Append(isOpen && deletesSpace ? line[..^1] : line);
            depth = quoted;
        }

        return unfolded.ToString();
    }

    private static int Depth(ReadOnlySpan<char> line)
    {
        var depth = 0;
        while (depth < line.Length && line[depth] == '>') depth++;
        return depth;
    }

    private static void Quote(StringBuilder text, int depth)
    {
        if (depth > 0) text.Append('>', depth).Append(' ');
    }
}
