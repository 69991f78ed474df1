using System.Globalization;
using System.Net;
using System.Text;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Ingest.Operator;

/// <summary>How much of a piece is found in some bytes.</summary>
internal enum Likeness
{
    None,

    /// <summary>They can't be searched: no text, or one that is wrapped in a way that could not be undone.</summary>
    Unread,

    /// <summary>Some of its words, which may be anybody's: a headline, a footer, a quotation.</summary>
    Some,

    /// <summary>Its headline with several runs of its text, or most of its text.</summary>
    Same,
}

/// <summary>
/// Finds the words of a piece in bytes, whatever encoding they are in and however they are escaped. Only letters and digits are
/// compared, in runs too long for chance. Words that its provider says in other pieces too, as the line at the end of each, prove
/// nothing: what is emptied by mistake can't be brought back, so in doubt a person looks.
/// </summary>
internal sealed class WordTrace
{
    private const int Run = 32;
    private const int ShortestHeadline = 12;
    private const int MostRuns = 64;
    private const int Several = 3;
    private readonly List<Traces> versions;

    private WordTrace(List<Traces> versions) => this.versions = versions;

    /// <param name="records">What goes, version by version: a copy is one of them.</param>
    /// <param name="others">Other pieces of the same provider.</param>
    internal static WordTrace Of(IEnumerable<ArticleRecord> records, IEnumerable<ArticleRecord> others)
    {
        var common = others.Select(other => (Headline: Letters(other.Headline), Text: TextOf(other))).ToList();
        return new WordTrace([.. records.Select(record =>
        {
            var (headline, runs) = (Letters(record.Headline), Texts(record).SelectMany(Runs).Distinct(StringComparer.Ordinal).ToLookup(run => common.Exists(other => other.Text.Contains(run, StringComparison.Ordinal))));
            return new Traces(headline.Length >= ShortestHeadline ? headline : null, common.Exists(other => other.Headline == headline), [.. runs[false]], [.. runs[true]]);
        })]);
    }

    internal bool IsIn(byte[] bytes) => In(bytes) == Likeness.Same;

    internal Likeness In(byte[] bytes) => Decoded(bytes).Max(In);

    internal Likeness In(string text)
    {
        var decoded = WebUtility.HtmlDecode(WebUtility.HtmlDecode(Unescaped(text)));
        return new[] { Letters(decoded), Letters(WithoutTags(decoded)) }.Max(letters => versions.Select(version => version.In(letters)).DefaultIfEmpty().Max());
    }

    private static IEnumerable<string> Decoded(byte[] bytes) =>
        new Encoding[] { Encoding.UTF8, Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode }.Select(encoding => encoding.GetString(bytes));

    private static IEnumerable<string> Texts(ArticleRecord record) => record.Bodies.Concat(record.Descriptions).Select(text => Letters(VisibleText.OfSafe(text.Value)));

    private static string TextOf(ArticleRecord record) => string.Join('\n', Texts(record));

    // From the beginning, where a document may break off, and then spread over the rest.
    private static IEnumerable<string> Runs(string letters)
    {
        var runs = letters.Length / Run;
        var step = Math.Max(1, (runs - MostRuns / 2) / (MostRuns / 2));
        for (var i = 0; i < runs; i += i < MostRuns / 2 ? 1 : step) yield return letters.Substring(i * Run, Run);
        if (runs == 0 && letters.Length >= ShortestHeadline) yield return letters;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);

    private static string WithoutTags(string text)
    {
        var kept = new StringBuilder(text.Length);
        var isTag = false;
        foreach (var c in text)
        {
            if (c == '<') isTag = true;
            if (!isTag) kept.Append(c);
            if (c == '>') isTag = false;
        }

        return kept.ToString();
    }

    // Letters as JSON may write them.
    private static string Unescaped(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 5 < text.Length && text[i + 1] == 'u' && ushort.TryParse(text.AsSpan(i + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var letter))
            {
                plain.Append((char)letter);
                i += 5;
            }
            else if (text[i] != '\\' || i + 1 == text.Length) plain.Append(text[i]);
            else i++;
        }

        return plain.ToString();
    }

    // Of one version: Own are the runs that no other piece says.
    private sealed record Traces(string? Headline, bool IsSharedHeadline, IReadOnlyList<string> Own, IReadOnlyList<string> Common)
    {
        internal Likeness In(string letters)
        {
            var isHeadline = Headline is not null && letters.Contains(Headline, StringComparison.Ordinal);
            var runs = Own.Count(run => letters.Contains(run, StringComparison.Ordinal));
            if (isHeadline && !IsSharedHeadline && runs > 0 && runs >= Math.Min(Several, Own.Count)) return Likeness.Same;
            if ((runs > 1 || Headline is null) && runs * 2 > Own.Count) return Likeness.Same;
            return isHeadline || runs > 0 || Common.Any(run => letters.Contains(run, StringComparison.Ordinal)) ? Likeness.Some : Likeness.None;
        }
    }
}
