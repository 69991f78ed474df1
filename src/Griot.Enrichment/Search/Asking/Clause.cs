using System.Buffers;
using System.Globalization;
using System.Text;

namespace Griot.Enrichment.Search;

/// <summary>How the words of a clause are to be found.</summary>
internal enum Manner { Words, Phrase, Prefix }

/// <summary>
/// A part of what was typed: a word, a phrase in quotation marks, the beginning of a word (<c>mal*</c>), each with a minus or NOT where
/// pieces with it are unwanted, and with the name of a field before a colon where it has to stand just there.
/// </summary>
/// <param name="Text">The words as typed.</param>
/// <param name="Manner">How they are to be found.</param>
/// <param name="Field">A field in lower case; null for all of a piece.</param>
/// <param name="IsExcluded">Only pieces without it.</param>
/// <param name="Start">Where the words stand in what was typed.</param>
/// <param name="IsAlternative">It or what stands before it will do: OR or | stands between the two.</param>
internal sealed record Clause(string Text, Manner Manner, string? Field, bool IsExcluded, int Start, bool IsAlternative = false)
{
    /// <summary>What is typed beyond that is not read.</summary>
    internal const int LongestText = 1000;

    internal const int MostClauses = 32;

    private const int LongestField = 20;

    /// <summary>Reads what was typed. There is nothing that can't be typed: what is no sign of ours is a word, or a gap.</summary>
    internal static IReadOnlyList<Clause> Read(string text, out bool isCut)
    {
        var typed = text.Length > LongestText ? text[..LongestText] : text;
        isCut = typed.Length < text.Length;
        var clauses = new List<Clause>();
        for (var at = 0; at < typed.Length;)
        {
            if (char.IsWhiteSpace(typed[at]))
            {
                at++;
                continue;
            }

            if (clauses.Count == MostClauses)
            {
                isCut = true;
                break;
            }

            if (ReadOne(typed, ref at) is { } clause) clauses.Add(clause);
        }

        return Joined(clauses);
    }

    // AND, OR, | and NOT stand between clauses, in capitals; where nothing stands at their sides they are words. Who writes in English has “or”
    // in small letters, and French gold is “or” as well.
    private static List<Clause> Joined(List<Clause> read)
    {
        var (joined, between) = (new List<Clause>(read.Count), new List<Clause>());
        foreach (var clause in read)
        {
            if (clause.IsOperator && (joined.Count > 0 || between.Count > 0 || clause.Text == "NOT"))
            {
                between.Add(clause);
                continue;
            }

            var isExcluded = clause.IsExcluded || between.Any(word => word.Text == "NOT");
            var isAlternative = !isExcluded && joined is [.., { IsExcluded: false }] && between.Any(word => word.Text is "OR" or "|");
            joined.Add(clause with { IsExcluded = isExcluded, IsAlternative = isAlternative });
            between.Clear();
        }

        joined.AddRange(between);
        return joined;
    }

    private bool IsOperator => this is { Manner: Manner.Words, Field: null, IsExcluded: false, Text: "AND" or "OR" or "NOT" or "|" };

    private static Clause? ReadOne(string typed, ref int at)
    {
        var isExcluded = typed[at] is '-' or '−' && at + 1 < typed.Length && !char.IsWhiteSpace(typed[at + 1]) && typed[at + 1] != '-';
        if (isExcluded) at++;
        var field = FieldAt(typed, at);
        if (field is not null) at += field.Length + 1;
        var clause = IsQuote(typed[at]) ? Quoted(typed, ref at) : Bare(typed, ref at);
        return clause is null ? null : clause with { Field = field?.ToLowerInvariant(), IsExcluded = isExcluded };
    }

    private static Clause? Quoted(string typed, ref int at)
    {
        var start = ++at;
        while (at < typed.Length && !IsQuote(typed[at])) at++;
        var words = typed[start..at];
        if (at < typed.Length) at++;
        return string.IsNullOrWhiteSpace(words) ? null : new Clause(words, Manner.Phrase, null, false, start);
    }

    private static Clause Bare(string typed, ref int at)
    {
        var start = at;
        while (at < typed.Length && !char.IsWhiteSpace(typed[at]) && !(at > start && IsQuote(typed[at]))) at++;
        var word = typed[start..at];
        var isPrefix = word.Length > 1 && word[^1] == '*' && EndsInLetter(word.AsSpan()[..^1]);
        return new Clause(isPrefix ? word[..^1] : word, isPrefix ? Manner.Prefix : Manner.Words, null, false, start);
    }

    // Vowels of many scripts are marks, and letters of some are two units long.
    private static bool EndsInLetter(ReadOnlySpan<char> word) =>
        Rune.DecodeLastFromUtf16(word, out var last, out _) == OperationStatus.Done && (Rune.IsLetterOrDigit(last) || Rune.GetUnicodeCategory(last) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark);

    // A known word, a colon, and something right behind it.
    private static string? FieldAt(string typed, int at)
    {
        var colon = typed.IndexOf(':', at, Math.Min(LongestField, typed.Length - at));
        if (colon <= at || colon + 1 >= typed.Length || char.IsWhiteSpace(typed[colon + 1])) return null;
        var name = typed[at..colon];
        return QueryFields.IsKnown(name) ? name : null;
    }

    private static bool IsQuote(char sign) => sign is '"' or '“' or '”' or '„' or '«' or '»';

    /// <summary>What was typed with some words replaced, from the last to the first.</summary>
    internal static string Replaced(string typed, IEnumerable<(int Start, int Length, string Word)> words)
    {
        var text = new StringBuilder(typed);
        foreach (var (start, length, word) in words.OrderByDescending(one => one.Start)) text.Remove(start, length).Insert(start, word);
        return text.ToString();
    }
}
