using System.Text;

namespace Griot.Ingest.Channels.Folder;

/// <summary>
/// The name that a provider gave a file, for people: letters, digits and a few marks. Whatever else stands in it (other encodings,
/// line ends, marks that turn the line around) is an underscore. Nothing is ever looked up by it.
/// </summary>
internal static class FileLabel
{
    private const int Longest = 100;
    private const int LongestEnding = 12;
    private const string Marks = "-_. ()+,@'";

    internal static string Of(ReadOnlySpan<byte> name) => Of(Encoding.UTF8.GetString(name));

    internal static string Of(string name)
    {
        var clean = string.Create(name.Length, name, static (to, from) =>
        {
            for (var i = 0; i < from.Length; i++) to[i] = char.IsLetterOrDigit(from[i]) || Marks.Contains(from[i]) ? from[i] : '_';
        }).TrimStart('.', ' ');
        return clean.Length == 0 ? "_" : Encoding.UTF8.GetByteCount(clean) <= Longest ? clean : Shortened(clean);
    }

    // What a file is can be told by the end of its name: that stays.
    private static string Shortened(string name)
    {
        var ending = Path.GetExtension(name);
        if (Encoding.UTF8.GetByteCount(ending) > LongestEnding) ending = "";
        var room = Longest - Encoding.UTF8.GetByteCount(ending);
        var kept = 0;
        for (var bytes = 0; kept < name.Length && (bytes += Encoding.UTF8.GetByteCount(name.AsSpan(kept, 1))) <= room;) kept++;
        return name[..kept] + ending;
    }
}
