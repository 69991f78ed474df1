namespace Griot.Formats.Values;

/// <summary>
/// Persons as RSS writes them into one text: <c>jane@example.org (Jane Doe)</c>, <c>Jane Doe (jane@example.org)</c> and
/// <c>Jane Doe &lt;jane@example.org&gt;</c> name Jane Doe; anything else stands as it is.
/// </summary>
internal static class PersonName
{
    public static string Of(string text)
    {
        var author = text.AsSpan().Trim();
        if (author.Length == 0 || author[^1] is not (')' or '>')) return text;
        var open = author[^1] == ')' ? author.IndexOf('(') : author.LastIndexOf('<');
        if (open <= 0) return text;
        var before = author[..open].Trim();
        var inside = author[(open + 1)..^1].Trim();
        if (before.Length == 0 || inside.Length == 0) return text;
        return IsMail(inside) ? before.ToString() : IsMail(before) && author[^1] == ')' ? inside.ToString() : text;
    }

    private static bool IsMail(ReadOnlySpan<char> text) => text.IndexOf('@') > 0 && text.IndexOfAny(" \t<>") < 0;
}
