using System.Security.Cryptography;

namespace Griot.Feedback;

/// <summary>
/// The secret by which a reader finds a case again: 125 random bits in five groups of five letters (Crockford's base 32).
/// Whoever knows it can read the case, so it stands in no log and in no mail.
/// </summary>
public static class CaseReference
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Letters = 25;
    private const int NumberLetters = 8;
    private const int MostTyped = 64;

    /// <summary>A new reference.</summary>
    internal static string New() => Grouped(RandomNumberGenerator.GetString(Alphabet, Letters), 5);

    /// <summary>A new number: what providers and operators call a case. It opens nothing.</summary>
    internal static string NewNumber() => Grouped(RandomNumberGenerator.GetString(Alphabet, NumberLetters), 4);

    /// <summary>
    /// The reference that was typed, in its one form; case, hyphens and blanks don't matter, o is read as 0, i and l as 1.
    /// Null for what can't be one.
    /// </summary>
    public static string? Parse(string? typed) => Parse(typed, Letters, 5);

    /// <summary>The same for a case's number.</summary>
    public static string? ParseNumber(string? typed) => Parse(typed, NumberLetters, 4);

    /// <summary>A path as it may stand in a log: what follows <c>/case/</c> is masked.</summary>
    public static string Masked(string path)
    {
        const string marker = "/case/";
        var at = path.IndexOf(marker, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? path : string.Concat(path.AsSpan(0, at + marker.Length), "***");
    }

    private static string? Parse(string? typed, int letters, int group)
    {
        if (typed is null || typed.Length > MostTyped) return null;
        var read = string.Concat(typed.Where(letter => letter is not ('-' or ' ')).Select(Read));
        return read.Length == letters && read.All(Alphabet.Contains) ? Grouped(read, group) : null;
    }

    private static char Read(char letter) => char.ToLowerInvariant(letter) switch
    {
        'o' => '0',
        'i' or 'l' => '1',
        var other => other,
    };

    private static string Grouped(string letters, int size) =>
        string.Join('-', letters.Chunk(size).Select(group => new string(group)));
}
