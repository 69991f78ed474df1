using System.Collections.Frozen;
using System.Text;

namespace Griot.Record;

/// <summary>
/// The written form of the design's words, the same in entries, JSON, addresses and on the command line: lower case,
/// parts joined by a hyphen (<c>civil-society</c>).
/// </summary>
public static class Word
{
    /// <summary>The written form of <paramref name="value"/>.</summary>
    public static string Of<T>(T value) where T : struct, Enum => Forms<T>.Written[value];

    /// <summary>
    /// The value that <paramref name="text"/> writes, or null. Case and the choice of blank, hyphen or underscore do not
    /// matter, since people type these.
    /// </summary>
    public static T? Parse<T>(string? text) where T : struct, Enum =>
        text is not null && Forms<T>.Values.TryGetValue(Written(text), out var value) ? value : null;

    /// <summary>The value whose written form it is, to the letter; null where there is none.</summary>
    internal static T? Exactly<T>(ReadOnlySpan<char> text) where T : struct, Enum => Forms<T>.BySpan.TryGetValue(text, out var value) ? value : null;

    /// <summary>Every written form, in the order of the declaration: for messages that say what is possible.</summary>
    public static string All<T>() where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));

    private static string Written(string text) =>
        text.Trim().Replace(' ', '-').Replace('_', '-').ToLowerInvariant();

    private static string Hyphenated(string name)
    {
        var written = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && written.Length > 0) written.Append('-');
            written.Append(char.ToLowerInvariant(letter));
        }

        return written.ToString();
    }

    private static class Forms<T> where T : struct, Enum
    {
        internal static readonly FrozenDictionary<T, string> Written =
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => Hyphenated(value.ToString()));

        internal static readonly FrozenDictionary<string, T> Values =
            Written.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

        internal static readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> BySpan = Values.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
