using System.Text;

namespace Griot.Feedback;

/// <summary>
/// Judges a question before anything is kept. Name and address could become parts of a mail: a control character in them
/// refuses the field whole, since nobody has one in a name by honest means. In the text, controls carry no words and
/// are left out.
/// </summary>
internal static class QuestionForm
{
    /// <summary>UTF-8 bytes of a text.</summary>
    internal const int MostTextBytes = 16 * 1024;

    private const int MostNameLetters = 200;
    private const int MostMailLetters = 254;
    private const string OtherAtomLetters = "!#$%&'*+-/=?^_`{|}~";

    internal static (Question Question, IReadOnlyList<QuestionFault> Faults) Read(Question typed)
    {
        var text = Inert(typed.Text ?? "");
        var name = Blank(typed.Name);
        var mail = Blank(typed.Mail);
        List<QuestionFault> faults = [];
        if (text.Length == 0) faults.Add(QuestionFault.TextMissing);
        if (Encoding.UTF8.GetByteCount(text) > MostTextBytes) faults.Add(QuestionFault.TextTooLong);
        if (name is not null && !IsLine(name, MostNameLetters)) faults.Add(QuestionFault.NameNotALine);
        if (mail is not null && !IsAddress(mail)) faults.Add(QuestionFault.MailNotAnAddress);
        return (typed with { Text = text, Name = name, Mail = mail }, faults);
    }

    /// <summary>
    /// One plain address as every mail system takes it: an unquoted local part and a domain of two labels or more
    /// (RFC 5321, section 4.1.2).
    /// </summary>
    internal static bool IsAddress(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && IsLine(text, MostMailLetters) && AreAtoms(text[..at]) && IsDomain(text[(at + 1)..]);
    }

    private static bool AreAtoms(string local) =>
        local.Split('.').All(atom => atom.Length > 0 && atom.All(letter => char.IsAsciiLetterOrDigit(letter) || OtherAtomLetters.Contains(letter)));

    private static bool IsDomain(string domain) =>
        domain.Split('.') is { Length: > 1 } labels
        && labels.All(label => label.Length > 0 && label[0] != '-' && label[^1] != '-' && label.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'));

    /// <summary>The text with <c>\n</c> between lines, without controls at its sides or inside, and well-formed.</summary>
    internal static string Inert(string text)
    {
        var inert = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value is '\n' or '\t' || !Rune.IsControl(rune)) inert.Append(rune.ToString());
        return inert.ToString().Trim();
    }

    // Only blanks are taken from the sides: a line break there is as wrong as one inside.
    private static string? Blank(string? text) => text?.Trim(' ') is { Length: > 0 } trimmed ? trimmed : null;

    private static bool IsLine(string text, int most) =>
        text.Length <= most && !text.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029');
}
