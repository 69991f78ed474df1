using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Griot.Web;

/// <summary>What an edition has to be, so that no page breaks on its words; each fault with its place, and with what is wanted.</summary>
internal static partial class EditionRules
{
    /// <summary>What the codes of subjects begin with; eight digits follow.</summary>
    internal const string MediaTopic = "medtop:";

    private static readonly string[] Members = ["code", "name", "direction", "plural", "digits", "group", "months", "shortMonths", "firstDay", "moment", "shortMoment", "day", "subjects", "texts", "counts"];
    private static readonly string[] Categories = ["zero", "one", "two", "few", "many", "other"];

    /// <param name="code">What the file is named by.</param>
    /// <param name="merged">The whole edition.</param>
    /// <param name="written">What the house's own file says of it: only that can be at fault.</param>
    /// <param name="model">A whole edition that is known to be good.</param>
    internal static IEnumerable<string> FaultsOf(string code, JsonObject merged, JsonObject written, JsonObject model) =>
        Shape(code, merged, written).Concat(Subjects(written["subjects"])).Concat(Texts(written["texts"], model["texts"]!.AsObject())).Concat(Counts(merged, written["counts"], model["counts"]!.AsObject()));

    private static IEnumerable<string> Shape(string code, JsonObject merged, JsonObject written)
    {
        foreach (var (name, _) in written.Where(member => !Members.Contains(member.Key))) yield return $"“{name}” is no member of an edition: {string.Join(", ", Members)}";
        if (written.ContainsKey("code") && Text(written["code"]) != code) yield return $"code: it has to be what the file is named by, “{code}”";
        foreach (var name in (string[])["name", "group", "firstDay"])
            if (written.ContainsKey(name) && Line(merged[name]) is null && !(name == "firstDay" && merged[name] is null)) yield return $"{name}: a line of text is wanted";
        if (written.ContainsKey("direction") && Text(merged["direction"]) is not ("ltr" or "rtl")) yield return "direction: ltr or rtl is wanted";
        foreach (var name in (string[])["months", "shortMonths"])
            if (written.ContainsKey(name) && (merged[name] as JsonArray)?.Select(Line).Count(month => month is not null) is not 12) yield return $"{name}: twelve names are wanted";
        if (written["digits"] is { } digits && Text(digits) is not { Length: 10 }) yield return "digits: ten digits in one text are wanted, from nought to nine";
        foreach (var name in (string[])["moment", "shortMoment", "day"])
            if (written.ContainsKey(name) && (Line(merged[name]) is not { } pattern || Parts().Replace(pattern, "").AsSpan().ContainsAny('{', '}') || !pattern.Contains("{day}", StringComparison.Ordinal)))
                yield return $"{name}: a pattern of {{day}} {{month}} {{shortMonth}} {{year}} {{hour}} {{hour2}} {{minute}} is wanted";
        if (written.ContainsKey("plural") && (merged["plural"] as JsonObject)?.All(rule => Categories.Contains(rule.Key) && IsRule(rule.Value)) is not true)
            yield return $"plural: CLDR's rules for whole numbers are wanted, such as {{ \"one\": \"i = 0,1\" }}, for some of {string.Join(", ", Categories)}";
    }

    private static IEnumerable<string> Subjects(JsonNode? written)
    {
        if (written is null) yield break;
        if (written is not JsonObject subjects)
        {
            yield return "subjects: an object is wanted, with a name by each code";
            yield break;
        }

        foreach (var (code, name) in subjects)
        {
            if (!Topic().IsMatch(code)) yield return $"subjects, “{code}”: a code of IPTC's Media Topics is wanted, such as {MediaTopic}04000000";
            else if (Line(name) is null) yield return $"subjects, “{code}”: a line of text is wanted";
        }
    }

    private static IEnumerable<string> Texts(JsonNode? written, JsonObject model)
    {
        if (written is null) yield break;
        if (written is not JsonObject texts)
        {
            yield return "texts: an object is wanted, with a text by each key";
            yield break;
        }

        foreach (var (key, value) in texts)
        {
            if (Text(model[key]) is not { } known) yield return $"texts, “{key}”: the site has no such text; griot config --edition en shows them all";
            else if (Line(value) is not { } line) yield return $"texts, “{key}”: a line of text is wanted";
            else if (PieceFault(line, Pieces(known), Pieces(known)) is { } fault) yield return $"texts, “{key}”: {fault}";
        }
    }

    private static IEnumerable<string> Counts(JsonObject merged, JsonNode? written, JsonObject model)
    {
        if (written is null) yield break;
        if (written is not JsonObject counts)
        {
            yield return "counts: an object is wanted, with plural forms by each key";
            yield break;
        }

        var categories = (merged["plural"] as JsonObject ?? []).Select(rule => rule.Key).Append("other").ToList();
        foreach (var (key, value) in counts)
        {
            if (model[key] is not JsonObject known) yield return $"counts, “{key}”: the site has no such text; griot config --edition en shows them all";
            else if (value is not JsonObject forms || !forms.ContainsKey("other")) yield return $"counts, “{key}”: forms for {string.Join(", ", categories)} are wanted";
            else
                foreach (var (category, form) in forms)
                {
                    var all = Pieces(Text(known["other"])!);
                    if (!categories.Contains(category)) yield return $"counts, “{key}”, “{category}”: the language has no such plural here, only {string.Join(", ", categories)}";
                    else if (Line(form) is not { } line) yield return $"counts, “{key}”, “{category}”: a line of text is wanted";
                    else if (PieceFault(line, category == "other" ? all : [.. all.Except(["{0}"])], all) is { } fault) yield return $"counts, “{key}”, “{category}”: {fault}";
                }
        }
    }

    // Braces with anything else than a number in them, or with a number that nobody fills, would break the page.
    private static string? PieceFault(string text, string[] wanted, string[] allowed)
    {
        if (Piece().Replace(text, "").AsSpan().ContainsAny('{', '}')) return "braces hold the number of a piece and nothing else, such as {0}";
        if (Pieces(text).Except(allowed).FirstOrDefault() is { } extra) return $"nothing stands for {extra} here{(allowed.Length > 0 ? $", only for {string.Join(' ', allowed)}" : "")}";
        return wanted.Except(Pieces(text)).FirstOrDefault() is { } lost ? $"{lost} has to be said too" : null;
    }

    private static bool IsRule(JsonNode? rule)
    {
        try
        {
            return Text(rule) is { Length: > 0 and < 400 } text && new PluralRules(new Dictionary<string, string> { ["one"] = text }).CategoryOf(1) is not null;
        }
        catch (Exception fault) when (fault is FormatException or OverflowException or IndexOutOfRangeException or DivideByZeroException)
        {
            return false;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? Line(JsonNode? node) => Text(node) is { Length: > 0 } text && !text.Any(char.IsControl) ? text : null;

    private static string[] Pieces(string text) => [.. Piece().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\d\}", RegexOptions.NonBacktracking)]
    private static partial Regex Piece();

    [GeneratedRegex(@"^medtop:[0-9]{8}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Topic();

    [GeneratedRegex(@"\{(day|month|shortMonth|year|hour|hour2|minute)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();
}
