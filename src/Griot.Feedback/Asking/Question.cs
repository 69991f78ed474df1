using Griot.Record;

namespace Griot.Feedback;

/// <summary>What a reader typed into the form, as it came.</summary>
/// <param name="Text">The comment, question, complaint or reply.</param>
/// <param name="Name">Optional.</param>
/// <param name="Mail">Optional, but for a right of reply.</param>
/// <param name="PassOn">Whether name and address may go to whoever answers. If not, they are not kept at all.</param>
/// <param name="Edition">The language in which the reader uses the site.</param>
public sealed record Question(string? Text, string? Name, string? Mail, bool PassOn, string Edition)
{
    public CaseKind Kind { get; init; } = CaseKind.Question;

    /// <summary>Of a complaint: what is wrong.</summary>
    public ComplaintAbout About { get; init; } = ComplaintAbout.Other;

    /// <summary>What a complaint asks for, or how the piece concerns whoever claims a right of reply.</summary>
    public string? Wish { get; init; }

    /// <summary>Of a right of reply: who signs it, in public.</summary>
    public string? Signature { get; init; }

    /// <summary>Of a right of reply: its headline, optional.</summary>
    public string? Headline { get; init; }

    /// <summary>Of a right of reply: the language that it is written in, one of the site's or <c>und</c>.</summary>
    public string? Language { get; init; }

    /// <summary>What tells one drawn form from every other: random, and known to whoever was given that form. Null where none came.</summary>
    public string? Once { get; init; }

    /// <summary>Whether the article may say so if no answer comes in time.</summary>
    public bool Agrees { get; init; }
}

/// <summary>What the question is about, and who has to answer.</summary>
public sealed record Addressee(string? Item, string? Provider, Responsible Responsible, string ResponsibleName)
{
    /// <summary>The house as such.</summary>
    public static Addressee House(string name) => new(null, null, Responsible.House, name);
}

/// <summary>A field of the form that can't be taken, and why.</summary>
public enum QuestionFault { TextMissing, TextTooLong, NameNotALine, MailNotAnAddress, WishMissing, WishTooLong, SignatureMissing, SignatureNotALine, HeadlineNotALine, ContactMissing }
