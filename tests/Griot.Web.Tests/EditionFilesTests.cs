using System.Text.RegularExpressions;

namespace Griot.Web.Tests;

/// <summary>What a file of <c>editions/</c> lacks, has too much, or has left in English.</summary>
public sealed partial class EditionFilesTests
{
    // Words that other languages have in common with English, and what is written the same everywhere.
    private static readonly HashSet<string> Common = new(StringComparer.OrdinalIgnoreCase)
    {
        "articles", "code", "contact", "genres", "opinion", "correction", "documents", "document", "excerpt", "feed", "image", "institution", "mail", "moment", "opposition", "push", "question",
        "{0}\u00A0kB", "{0}\u00A0MB", "{0} page", "{0} pages", "version\u00A0{0}", "version\u00A0{0} · {1}", "{0} article", "versions",
    };

    private static readonly EditionFile Model = Editions.First.File;
    private static readonly EditionFile English = Editions.Find("en")!.File;

    public static TheoryData<string> Codes => [.. Editions.All.Select(edition => edition.Code)];

    [Fact]
    public void French_English_Portuguese_Arabic_and_Swahili_are_there_and_French_comes_first() =>
        Assert.Equal(["fr", "ar", "en", "pt", "sw"], Editions.All.Select(edition => edition.Code));

    [Theory, MemberData(nameof(Codes))]
    public void A_file_lacks_nothing_and_has_nothing_too_much(string code)
    {
        var file = File(code);

        Assert.Empty(Model.Texts.Keys.Except(file.Texts.Keys).Concat(Model.Counts.Keys.Except(file.Counts.Keys)).Select(key => $"{code} lacks {key}"));
        Assert.Empty(file.Texts.Keys.Except(Model.Texts.Keys).Concat(file.Counts.Keys.Except(Model.Counts.Keys)).Select(key => $"{code} has {key} too much"));
        Assert.Equal((12, 12), (file.Months.Count, file.ShortMonths.Count));
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_text_takes_the_same_pieces_in_all_editions(string code) =>
        Assert.All(File(code).Texts, text => Assert.Equal((text.Key, Pieces(Model.Texts[text.Key])), (text.Key, Pieces(text.Value))));

    [Theory, MemberData(nameof(Codes))]
    public void A_count_has_a_form_for_each_of_the_languages_plurals_and_loses_no_piece(string code)
    {
        var file = File(code);
        string[] categories = [.. file.Plural.Keys.Append("other").Order(StringComparer.Ordinal)];

        Assert.All(file.Counts, count =>
        {
            Assert.Equal((count.Key, string.Join(' ', categories)), (count.Key, string.Join(' ', count.Value.Keys.Order(StringComparer.Ordinal))));
            var model = Model.Counts[count.Key]["other"];
            Assert.Equal((count.Key, Pieces(model)), (count.Key, Pieces(count.Value["other"])));
            Assert.All(count.Value.Values, form => Assert.Equal((count.Key, PiecesButTheNumber(model)), (count.Key, PiecesButTheNumber(form))));
        });
    }

    [Theory, MemberData(nameof(Codes))]
    public void Only_forms_for_a_single_number_leave_the_number_out(string code)
    {
        var file = File(code);
        var rules = new PluralRules(file.Plural);
        var several = Enumerable.Range(0, 200).GroupBy(number => rules.CategoryOf(number)).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();

        Assert.All(file.Counts.SelectMany(count => count.Value.Where(form => several.Contains(form.Key)).Select(form => (count.Key, form.Value))),
            form => Assert.True(form.Value.Contains("{0}", StringComparison.Ordinal), $"{code}: {form}"));
    }

    [Theory, MemberData(nameof(Codes))]
    public void Nothing_was_left_in_English_by_oversight(string code)
    {
        if (code == "en") return;
        var file = File(code);
        var same = file.Texts.Where(text => text.Value == English.Texts[text.Key])
            .Concat(file.Counts.SelectMany(count => count.Value.Where(form => English.Counts[count.Key].Values.Contains(form.Value))));

        Assert.Empty(same.Where(text => !Common.Contains(text.Value)).Select(text => $"{code}: {text}"));
    }

    [Theory, MemberData(nameof(Codes))]
    public void A_text_is_a_line_without_blanks_at_its_ends_and_braces_hold_digits_only(string code) =>
        Assert.All(AllTexts(code), text =>
        {
            Assert.Equal(text.Trim(), text);
            Assert.DoesNotContain('\n', text);
            Assert.False(Piece().Replace(text, "").AsSpan().ContainsAny('{', '}'), text);
        });

    [Fact]
    public void French_breaks_no_line_before_its_high_signs_or_within_its_quotation_marks_and_its_apostrophes_are_curved() =>
        Assert.All(AllTexts("fr"), text => Assert.DoesNotMatch(UnFrench(), text));

    [Theory, MemberData(nameof(Codes))]
    public void A_number_is_not_torn_from_what_it_counts_as(string code)
    {
        var file = File(code);

        Assert.All(AllTexts(code), text => Assert.DoesNotMatch(Torn(), text));
        Assert.All(new[] { file.Moment, file.ShortMoment, file.Day }, pattern => Assert.DoesNotMatch(@"\{day\} ", pattern));
    }

    [Theory]
    [InlineData("Raison : {0}"), InlineData("Quoi ?"), InlineData("Ceci ; cela"), InlineData("« Vérifier\u00A0»"), InlineData("«\u00A0Vérifier »"), InlineData("l'article")]
    public void What_French_does_not_write_is_found(string text) => Assert.Matches(UnFrench(), text);

    [Theory]
    [InlineData("Inscription n° {0}"), InlineData("registo n.º {0}"), InlineData("Entry no. {0}"), InlineData("القيد رقم {0}"), InlineData("ingizo namba {0}"), InlineData("(النسخة {0})"), InlineData("toleo la {0} la makala"), InlineData("{0} kB"), InlineData("2 ko au plus"), InlineData("KB 16")]
    public void A_number_that_is_torn_off_is_found(string text) => Assert.Matches(Torn(), text);

    private static IEnumerable<string> AllTexts(string code) => File(code).Texts.Values.Concat(File(code).Counts.Values.SelectMany(forms => forms.Values)).Concat(File(code).Subjects?.Values ?? []);

    private static EditionFile File(string code) => Editions.Find(code)!.File;

    private static string Pieces(string text) => string.Join(' ', Piece().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    private static string PiecesButTheNumber(string text) => Pieces(text.Replace("{0}", "", StringComparison.Ordinal));

    [GeneratedRegex(@"\{\d\}", RegexOptions.NonBacktracking)]
    private static partial Regex Piece();

    [GeneratedRegex(" [:;?!»]|« |'", RegexOptions.NonBacktracking)]
    private static partial Regex UnFrench();

    [GeneratedRegex(@"(n°|n\.º|no\.|رقم|namba|[Vv]ersion|[Vv]ersão|النسخة|[Tt]oleo la|KB|MB) [{\d]|[}\d] (ko|Mo|kB|KB|MB|كيلوبايت|ميغابايت)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Torn();
}
