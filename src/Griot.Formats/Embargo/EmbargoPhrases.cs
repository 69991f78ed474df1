using System.Collections.Frozen;
using Griot.Formats.Values;

namespace Griot.Formats.Embargo;

/// <summary>What a phrase of embargo is worth.</summary>
internal enum EmbargoPhrase
{
    /// <summary>The bare word, which stands as often for a ban on trade: it counts as a mark, at the very head.</summary>
    Bare,

    /// <summary>Says of a text that it is under embargo.</summary>
    Mark,

    /// <summary>Says until when, if a moment follows.</summary>
    Bound,

    /// <summary>Says when an embargo ends; without a moment it is news of one that ended.</summary>
    End,
}

/// <summary>
/// How people write at the head of a text that it must not be published yet, in the languages of our providers. Words are
/// compared as <see cref="DateWords.Fold(string)"/> has them: without case, accents, apostrophes and vowel marks.
/// </summary>
internal static class EmbargoPhrases
{
    private const int MostWords = 6;

    private static readonly FrozenDictionary<string, EmbargoPhrase> Phrases = new (EmbargoPhrase Kind, string Words)[]
    {
        (EmbargoPhrase.Bare, "embargo|إمبارغو|امبارجو"),
        (EmbargoPhrase.Mark, "sous embargo|mis sous embargo|sous embargo strict|sous embargo presse"),
        (EmbargoPhrase.Mark, "under embargo|embargoed|under strict embargo|embargoed for release|embargoed for publication|embargoed for broadcast"),
        (EmbargoPhrase.Mark, "sob embargo|embargado|embargada|sob embargo total|com embargo"),
        (EmbargoPhrase.Mark, "chini ya embargo|habari chini ya embargo"),
        (EmbargoPhrase.Mark, "محظور النشر|محظور نشره|محظورة النشر|تحت الحظر|تحت حظر النشر|خاضع للحظر"),
        (EmbargoPhrase.Bound, "ne pas publier avant|ne pas diffuser avant|à ne pas publier avant|à ne pas diffuser avant|pas de publication avant|pas de diffusion avant|publication interdite avant|diffusion interdite avant"),
        (EmbargoPhrase.Bound, "not for publication before|not for publication until|not for release before|not for release until|not to be published before|not to be released before|do not publish before|do not publish until|hold until|hold for release until"),
        (EmbargoPhrase.Bound, "não publicar antes de|não publicar antes do dia|não divulgar antes de|publicação proibida antes de|proibida a publicação antes de|não publicar até"),
        (EmbargoPhrase.Bound, "isichapishwe kabla ya|usichapishe kabla ya|msichapishe kabla ya|isitangazwe kabla ya|marufuku kuchapisha kabla ya|marufuku kuchapishwa kabla ya|marufuku kuchapisha hadi|imezuiwa kuchapishwa hadi|zuio la kuchapisha hadi"),
        (EmbargoPhrase.Bound, "حظر النشر حتى|حظر نشر حتى|يحظر النشر حتى|يحظر النشر قبل|يحظر نشره حتى|يحظر نشره قبل|ممنوع النشر حتى|ممنوع النشر قبل|لا ينشر قبل|لا ينشر حتى|غير مخصص للنشر قبل|غير قابل للنشر قبل"),
        (EmbargoPhrase.End, "levée d'embargo|levée de l'embargo|fin d'embargo|fin de l'embargo|embargo lifts|embargo ends|embargo expires|embargo lifted|fim do embargo|mwisho wa embargo|رفع الحظر"),
    }.SelectMany(row => row.Words.Split('|').Select(words => (Words: Folded(words), row.Kind))).ToFrozenDictionary(row => row.Words, row => row.Kind, StringComparer.Ordinal);

    private static readonly FrozenSet<string> Untils = All(
        "jusqu'au|jusqu'à|jusqu'aux|jusque|jusqu'en|avant|until|till|before|up to|expires|ends|lifts|até|até ao|até as|até à|até o|até dia|até ao dia|antes de|antes do|hadi|mpaka|hata|kabla ya|حتى|لغاية|إلى غاية|قبل|إلى");

    /// <summary>May stand before a phrase at the head of a text without making it a sentence about something else.</summary>
    private static readonly FrozenSet<string> Leads = All(
        "attention|important|urgent|note|strictement|strictly|texte|document|communiqué|de|presse|discours|information|informations|ce|cet|cette|est|sont|les|ces|message|dépêche|article|"
        + "press|release|media|statement|speech|text|news|this|the|is|are|please|all|material|story|report|information|advisory|"
        + "comunicado|imprensa|nota|texto|discurso|este|esta|está|estritamente|notícia|informação|artigo|à|"
        + "taarifa|kwa|vyombo|vya|habari|hii|hotuba|makala|iko|ipo|ni|"
        + "بيان|صحفي|خبر|عاجل|هام|تنبيه|مهم|هذا|هذه|النص|البيان|الخبر|المادة|مادة|نص|خطاب|تقرير");

    /// <summary>The few that may stand before the bare word.</summary>
    private static readonly FrozenSet<string> BareLeads = All("attention|important|urgent|press|news|media|strict|note|presse");

    /// <summary>Belong to the bare word and say nothing besides.</summary>
    private static readonly FrozenSet<string> Tails = All("strict|presse|press|media|médias|absolu|total|until further notice");

    /// <summary>Behind the word they say that there is none, or none any more.</summary>
    private static readonly FrozenSet<string> Denials = All(
        "lifted|over|off|none|no|ended|expired|levé|levée|aucun|non|terminé|expiré|fini|levantado|nenhum|terminado|não|hakuna|umeondolewa|imeondolewa|umekwisha|لا|مرفوع|رفع|انتهى|immediate|immédiat|immédiate");

    private static readonly FrozenSet<string> Before = All("no|not|sans|non|sem|bila|hakuna|بدون|بلا|pas|aucun|plus");

    /// <summary>The longest phrase that begins at a word, and how many words it has; 0 where none does.</summary>
    public static int Read(ReadOnlySpan<EmbargoToken> words, out EmbargoPhrase kind)
    {
        for (var length = Math.Min(MostWords, words.Length); length > 0; length--)
            if (Phrases.TryGetValue(Joined(words[..length]), out kind)) return length;
        kind = default;
        return 0;
    }

    /// <summary>How many words at the front say "until".</summary>
    public static int Until(ReadOnlySpan<EmbargoToken> words)
    {
        for (var length = Math.Min(3, words.Length); length > 0; length--)
            if (Untils.Contains(Joined(words[..length]))) return length;
        return 0;
    }

    public static bool IsLead(EmbargoToken word, EmbargoPhrase kind) => (kind == EmbargoPhrase.Bare ? BareLeads : Leads).Contains(word.Folded);

    public static bool IsTail(EmbargoToken word) => Tails.Contains(word.Folded);

    public static bool IsDenial(EmbargoToken word) => Denials.Contains(word.Folded);

    public static bool Denies(EmbargoToken word) => Before.Contains(word.Folded);

    private static string Joined(ReadOnlySpan<EmbargoToken> words)
    {
        if (words.Length == 1) return words[0].Folded;
        var joined = new System.Text.StringBuilder();
        foreach (var word in words) joined.Append(joined.Length == 0 ? "" : " ").Append(word.Folded);
        return joined.ToString();
    }

    private static string Folded(string words) => string.Join(' ', words.Split(' ').Select(DateWords.Fold));

    private static FrozenSet<string> All(string words) => words.Split('|').Select(Folded).ToFrozenSet(StringComparer.Ordinal);
}
