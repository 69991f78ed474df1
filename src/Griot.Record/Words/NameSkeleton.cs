using System.Globalization;
using System.Text;

namespace Griot.Record;

/// <summary>
/// What is left of a name for whoever looks at it in passing: names that have a skeleton in common can be taken for one another (after UTS 39, section
/// 4: a selection of its letters, and wider in marks and signs, since it only calls for a person). For comparing alone, never for showing.
/// </summary>
public static class NameSkeleton
{
    // Letters that look like Latin ones in a name, of Cyrillic, Greek, Armenian and Latin of their own, each beside the one that it looks like.
    // Capitals have places of their own: a small eta looks like n, its capital like H.
    private const string Lookalikes =
        "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXЗ3ԚQԜWҮYҺHӀlаaвbеeѕsіiјjкkмmнhоoрpсcтtуyхxгrпnԁdԛqԝwѵvһhӏlьbүy" +
        "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹCαaβbεeηnιiκkνvοoρpτtυuχxγyωwϲcϳj" +
        "ՍUՏSՕOսuհhցgզqօoյjլlիhոn" +
        "ØOøoÐDĐDđdŁLłlıiɑaɡgɩiħhĦHŧtŦT|l";

    // Arabic writes one letter in several ways, and fonts show them alike.
    private const string Arabic = "ىيیيکكہهةهۀه";

    // Letters for Unicode, and nothing for the eye; and the stroke that makes Arabic words longer.
    private const string Unseen = "\u115F\u1160\u3164\uFFA0\u2800\u0640";

    private static readonly (string Written, string Plain)[] Doubles = [("æ", "ae"), ("œ", "oe"), ("ß", "ss"), ("rn", "m"), ("vv", "w")];

    private static readonly Dictionary<char, char> Plain = Pairs(Lookalikes + Arabic);

    /// <summary>
    /// The skeletons: of the name as it is written, and of it in capitals, which look otherwise in some scripts. The name itself where nothing
    /// of it can be seen but signs.
    /// </summary>
    public static IReadOnlyList<string> Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var (written, capitals) = (OfWritten(name), OfWritten(name.ToUpperInvariant()));
        return written == capitals ? [written] : [written, capitals];
    }

    /// <summary>True where one of two names can be taken for the other.</summary>
    public static bool AreAlike(string one, string other) => Of(one).Intersect(Of(other), StringComparer.Ordinal).Any();

    private static string OfWritten(string name)
    {
        var seen = new StringBuilder(name.Length);
        var letter = new Rune(' ');
        foreach (var rune in Decomposed(name).EnumerateRunes())
        {
            if (Rune.IsLetter(rune)) letter = rune;
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber) seen.Append((int)Rune.GetNumericValue(rune));
            else if (rune.IsBmp && Plain.TryGetValue((char)rune.Value, out var plain)) seen.Append(plain);
            else if ((Rune.IsLetter(rune) && !Unseen.Contains(rune.ToString(), StringComparison.Ordinal)) || IsVowel(rune, letter)) seen.Append(rune.ToString());
        }

        return seen.Length == 0 ? name : Alike(seen.ToString().ToLowerInvariant());
    }

    // What the eye can't tell apart in many a typeface, and letters that are two.
    private static string Alike(string small) => Doubles.Aggregate(small.Replace('ς', 'σ').Replace('i', 'l').Replace('1', 'l').Replace('0', 'o'), (text, pair) => text.Replace(pair.Written, pair.Plain, StringComparison.Ordinal));

    // Latin, Greek, Cyrillic, Hebrew and Arabic are read without their marks; in scripts of India and beyond, marks are vowels.
    private static bool IsVowel(Rune mark, Rune letter) =>
        letter.Value is >= 0x0900 and not (>= 0x1E00 and <= 0x1FFF) && mark.Value is not (>= 0xFE00 and <= 0xFE0F) and < 0xE0000
        && Rune.GetUnicodeCategory(mark) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Marks stand apart then, and letters of fonts (mathematical, full width) are plain. What is no text stays as it is.
    private static string Decomposed(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormKD);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }

    private static Dictionary<char, char> Pairs(string text) => text.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
}
