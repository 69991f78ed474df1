using System.Text;
using Griot.Record;
using Griot.Web;

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

    /// <summary>UTF-8 bytes of what is asked for.</summary>
    private const int MostWishBytes = 2 * 1024;

    /// <summary>A language that its writer does not name (BCP 47).</summary>
    private const string Undetermined = "und";

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
        var wish = typed.Kind is CaseKind.Complaint or CaseKind.RightOfReply && Inert(typed.Wish ?? "") is { Length: > 0 } said ? said : null;
        if (wish is not null && Encoding.UTF8.GetByteCount(wish) > MostWishBytes) faults.Add(QuestionFault.WishTooLong);
        var question = typed with { Text = text, Name = name, Mail = mail, Wish = wish, Agrees = typed.Agrees && typed.Kind is CaseKind.Question or CaseKind.Complaint };
        return (typed.Kind == CaseKind.RightOfReply ? Reply(question, faults) : question with { Signature = null, Headline = null, Language = null }, faults);
    }

    // Whoever claims a right of reply says who it is: to the house, which has to be sure of it, and in public, where the reply will stand.
    private static Question Reply(Question typed, List<QuestionFault> faults)
    {
        var (signature, headline) = (Blank(typed.Signature), Blank(typed.Headline));
        if (signature is null) faults.Add(QuestionFault.SignatureMissing);
        else if (!IsLine(signature, MostNameLetters)) faults.Add(QuestionFault.SignatureNotALine);
        if (headline is not null && !IsLine(headline, MostNameLetters)) faults.Add(QuestionFault.HeadlineNotALine);
        if (typed.Mail is null) faults.Add(QuestionFault.ContactMissing);
        if (typed.Wish is null) faults.Add(QuestionFault.WishMissing);
        return typed with { Signature = signature, Headline = headline, Name = typed.PassOn ? signature : null, Language = Editions.Find(typed.Language) is { } edition ? edition.Code : Undetermined };
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

    /// <summary>
    /// The text with <c>\n</c> between lines, without controls at its sides or inside, and well-formed. What turns a line round and stays open
    /// turns what stands behind it, too.
    /// </summary>
    internal static string Inert(string text)
    {
        var inert = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
            if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && !TurnsLines(rune.Value))) inert.Append(rune.ToString());
        return inert.ToString().Trim();
    }

    // Only blanks are taken from the sides: a line break there is as wrong as one inside.
    private static string? Blank(string? text) => text?.Trim(' ') is { Length: > 0 } trimmed ? trimmed : null;

    // Embeddings, overrides and isolates have no place in a name: one that is left open turns what stands behind it round.
    private static bool IsLine(string text, int most) =>
        text.Length <= most && !text.Any(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' || TurnsLines(letter));

    private static bool TurnsLines(int letter) => letter is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
