using System.Globalization;
using System.Net;
using System.Text;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Ingest.Operator;

/// <summary>
/// Finds the words of a piece in bytes that nobody could read: whatever encoding they are in and however they are escaped.
/// Only letters and digits are compared. A whole headline is enough, or a run of the text that is too long for chance.
/// </summary>
internal sealed class WordTrace
{
    private const int Run = 32;
    private const int ShortestHeadline = 12;
    private const int MostRuns = 64;
    private readonly List<string> traces;

    private WordTrace(List<string> traces) => this.traces = traces;

    internal static WordTrace Of(IEnumerable<ArticleRecord> records)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            if (Letters(record.Headline) is { Length: >= ShortestHeadline } headline) found.Add(headline);
            foreach (var text in record.Bodies.Concat(record.Descriptions)) found.UnionWith(Runs(Letters(VisibleText.OfSafe(text.Value))));
        }

        return new WordTrace([.. found]);
    }

    internal bool IsIn(byte[] bytes) => traces.Count > 0 && Readings(bytes).Any(text => traces.Exists(trace => text.Contains(trace, StringComparison.Ordinal)));

    private static IEnumerable<string> Readings(byte[] bytes)
    {
        foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            var text = WebUtility.HtmlDecode(WebUtility.HtmlDecode(Unescaped(encoding.GetString(bytes))));
            yield return Letters(text);
            yield return Letters(WithoutTags(text));
        }
    }

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
}
