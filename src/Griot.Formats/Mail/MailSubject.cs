using System.Collections.Frozen;
using Griot.Record;

namespace Griot.Formats.Mail;

/// <summary>
/// The subject as a headline: without what mail programs put in front of it when they answer or pass on, in the languages
/// of our providers and their neighbours.
/// </summary>
internal static class MailSubject
{
    private const int LongestPrefix = 16;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Prefixes = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "re", "ré", "rép", "réf", "fw", "fwd", "tr", "aw", "wg", "sv", "vs", "vb", "antw", "rv", "enc", "res", "i", "r", "odp", "رد", "إعادة توجيه", "تحويل", "jibu", "fyi").GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The subject without prefixes; empty where nothing else stood in it.</summary>
    public static string WithoutPrefixes(string? subject)
    {
        var rest = subject.AsSpan().Trim();
        while (Prefix(rest) is > 0 and var length) rest = rest[length..].TrimStart();
        return rest.ToString();
    }

    /// <summary>The same without a mark that corrects or withdraws.</summary>
    public static string WithoutMark(string? subject)
    {
        var rest = WithoutPrefixes(subject);
        return SignalWords.Read(rest) is { } marked ? WithoutPrefixes(marked.Rest) : rest;
    }

    /// <summary>Letters of the prefix and its colon; <c>Re[2]:</c> and <c>Re (2) :</c> are such, too.</summary>
    private static int Prefix(ReadOnlySpan<char> subject)
    {
        var colon = subject[..Math.Min(subject.Length, LongestPrefix)].IndexOfAny(':', '\uFF1A');
        if (colon < 1) return 0;
        var word = subject[..colon].TrimEnd();
        if (word is [.., ']' or ')'] && word.LastIndexOfAny('[', '(') is > 0 and var open) word = word[..open].TrimEnd();
        return Prefixes.Contains(word) ? colon + 1 : 0;
    }
}
