using System.Globalization;
using System.Text;

namespace Griot.Record;

/// <summary>The name of a host as people read it: whether two names are of one site, and whether a name can be taken for another.</summary>
public static class HostName
{
    // Letters that look like Latin ones, of scripts that have their own names (Unicode's confusables, small letters).
    private const string LikeLatin = "асԁеһіјӏкмтвнопгрԛѕуѵԝхьαικνορτυχγηωϲϳοսհցզյլի";

    private enum Script { Common, Latin, Cyrillic, Greek, Armenian, Cherokee, Other }

    /// <summary>Its name in ASCII (RFC 5891), in small letters and without <c>www.</c>; null for what is no name of a host.</summary>
    public static string? Plain(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        try
        {
            // IDN forbids some names that the DNS has, such as foo-.example. Its mapping makes dots of other scripts' dots.
            var named = host.TrimEnd('.');
            var name = (Ascii.IsValid(named) && Uri.CheckHostName(named) != UriHostNameType.Unknown ? named : new IdnMapping().GetAscii(named).TrimEnd('.')).ToLowerInvariant();
            return name.StartsWith("www.", StringComparison.Ordinal) ? name[4..] : name;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// True where one of two names, as <see cref="Plain"/> gives them, lies within the other, or is the other: then one owner gives out both. Without
    /// a list of who gives out names below a suffix this is cautious: two names of one owner may lie side by side.
    /// </summary>
    public static bool IsOneWithinTheOther(string one, string other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one == other || LiesIn(one, other) || LiesIn(other, one);
    }

    /// <summary>
    /// The same, less cautious: true also where both lie side by side (<c>fr.paper.example</c> and <c>en.paper.example</c>), unless what they lie in
    /// looks like a suffix that many share, whose last label but one has up to three letters (<c>gov.ml</c>, <c>co.za</c>).
    /// </summary>
    public static bool IsOneSite(string one, string other) => IsOneWithinTheOther(one, other) || (Site(one) is { } site && site == Site(other));

    /// <summary>
    /// True where readers may take it for another: a label mixes Latin letters with Cyrillic, Greek, Armenian or Cherokee ones, or these with one another; or
    /// all of it looks Latin and isn't, below a domain of another script (UTS 39, 5.1 and 4).
    /// </summary>
    public static bool IsLookalike(string host)
    {
        ArgumentNullException.ThrowIfNull(host);
        if (Ascii.IsValid(host) && !host.Contains("xn--", StringComparison.OrdinalIgnoreCase)) return false;
        string[] labels;
        try
        {
            labels = new IdnMapping().GetUnicode(host.TrimEnd('.')).TrimEnd('.').ToLowerInvariant().Split('.');
        }
        catch (ArgumentException)
        {
            return false;
        }

        return labels.Any(IsMixed) || labels.Any(label => OnlyLooksLatin(label) && ScriptOf(label[^1]) != ScriptOf(labels[^1][^1]));
    }

    private static bool LiesIn(string name, string domain) => domain.Contains('.', StringComparison.Ordinal) && name.EndsWith("." + domain, StringComparison.Ordinal);

    private static string? Site(string name) => name.Split('.') is [.., { Length: > 3 } own, { } top] ? $"{own}.{top}" : null;

    private static bool IsMixed(string label) => label.Select(ScriptOf).Where(script => script is not (Script.Common or Script.Other)).Distinct().Skip(1).Any();

    private static bool OnlyLooksLatin(string label) => label.Any(char.IsLetter) && label.Where(char.IsLetter).All(letter => LikeLatin.Contains(letter, StringComparison.Ordinal));

    private static Script ScriptOf(char letter) => letter switch
    {
        _ when !char.IsLetter(letter) => Script.Common,
        <= '\u024F' or (>= '\u1E00' and <= '\u1EFF') => Script.Latin,
        (>= '\u0370' and <= '\u03FF') or (>= '\u1F00' and <= '\u1FFF') => Script.Greek,
        >= '\u0400' and <= '\u052F' => Script.Cyrillic,
        >= '\u0530' and <= '\u058F' => Script.Armenian,
        (>= '\u13A0' and <= '\u13FF') or (>= '\uAB70' and <= '\uABBF') => Script.Cherokee,
        _ => Script.Other,
    };
}
