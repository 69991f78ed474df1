using System.Text;
using Griot.Formats.Values;

namespace Griot.Formats.Embargo;

/// <summary>A word or a number of a line, and where it stands in it. What lies between two is read from the line itself.</summary>
/// <param name="Folded">A word as <see cref="DateWords"/> compares it, empty where it is longer than any that counts; a number as it is.</param>
/// <param name="Start">Its first letter.</param>
/// <param name="End">Behind its last one.</param>
/// <param name="IsNumber">It is of digits.</param>
internal readonly record struct EmbargoToken(string Folded, int Start, int End, bool IsNumber)
{
    private const int Most = 200;

    /// <summary>A line in ASCII digits, simple blanks and apostrophes, without invisible marks; of a longer one the beginning.</summary>
    public static string Plain(string line, int longest)
    {
        var plain = new StringBuilder(Math.Min(line.Length, longest));
        foreach (var letter in line.AsSpan(0, Math.Min(line.Length, longest)))
            if (DateText.Plain(letter) is var simple and not '\0') plain.Append(letter is '\u2010' or '\u2011' or (>= '\u2012' and <= '\u2015') ? '\u2013' : simple);
        return plain.ToString().Trim();
    }

    /// <summary>The words and numbers of such a line; what stands behind the 200th is not looked at.</summary>
    public static EmbargoToken[] Of(string plain)
    {
        var tokens = new List<EmbargoToken>();
        for (var at = 0; at < plain.Length && tokens.Count < Most;)
        {
            var isNumber = char.IsAsciiDigit(plain[at]);
            var end = isNumber ? Digits(plain, at) : Letters(plain, at);
            if (end > at) tokens.Add(new(isNumber ? plain[at..end] : DateWords.Fold(plain[at..end]), at, end, isNumber));
            at = Math.Max(end, at + 1);
        }

        return [.. tokens];
    }

    private static int Digits(string plain, int at)
    {
        while (at < plain.Length && char.IsAsciiDigit(plain[at])) at++;
        return at;
    }

    private static int Letters(string plain, int at)
    {
        var end = at;
        while (end < plain.Length && (char.IsLetter(plain[end]) || (end > at && (plain[end] == '\'' || DateWords.IsMark(plain[end]))))) end++;
        return end;
    }
}
