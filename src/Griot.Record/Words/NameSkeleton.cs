using System.Globalization;
using System.Text;

namespace Griot.Record;

/// <summary>
/// What is left of a name for whoever looks at it in passing: two names with one skeleton can be taken for one another (after UTS 39, section 4;
/// more cautious, since it only calls for a person). For comparing alone, never for showing.
/// </summary>
public static class NameSkeleton
{
    // Letters that look like Latin ones in a name, of Cyrillic, Greek, Armenian and Latin of their own, each beside the one that it looks like.
    // Capitals have places of their own: a small eta looks like n, its capital like H.
    private const string Lookalikes =
        "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTУYХXЗ3ԚQԜWҮYҺHӀlаaвbеeѕsіiјjкkмmнhоoрpсcтtуyхxгrпnԁdԛqԝwѵvһhӏlьbүy" +
        "ΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹCαaβbεeηnιiκkνvοoρpτtυuχxγyωwϲcϳj" +
        "ՍUՏSՕOսuհhցgզqօoյjլlիhոn" +
        "ØOøoÐDĐDđdŁLłlıiɑaɡgɩiħhĦHŧtŦT";

    // Arabic writes one letter in several ways, and fonts show them alike.
    private const string Arabic = "ىيیيکكہهةهۀه";

    // Letters for Unicode, and nothing for the eye; and the stroke that makes Arabic words longer.
    private const string Unseen = "\u115F\u1160\u3164\uFFA0\u2800\u0640";

    private static readonly Dictionary<char, char> Plain = Pairs(Lookalikes + Arabic);

    /// <summary>The skeleton; the name itself where nothing of it can be seen but signs.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var seen = new StringBuilder(name.Length);
        foreach (var rune in Decomposed(name).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber) seen.Append((int)Rune.GetNumericValue(rune));
            else if (Rune.IsLetter(rune) && !(rune.IsBmp && Unseen.Contains((char)rune.Value, StringComparison.Ordinal))) seen.Append(rune.IsBmp && Plain.TryGetValue((char)rune.Value, out var plain) ? plain.ToString() : rune.ToString());
        }

        return seen.Length == 0 ? name : Alike(seen.ToString().ToLowerInvariant());
    }

    // Capital and small are one, and so are what the eye can't tell apart in many a typeface.
    private static string Alike(string small) => small.Replace('i', 'l').Replace('1', 'l').Replace('0', 'o').Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal);

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
