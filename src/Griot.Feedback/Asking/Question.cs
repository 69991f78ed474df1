namespace Griot.Feedback;

/// <summary>What a reader typed into the form, as it came.</summary>
/// <param name="Text">The comment or question.</param>
/// <param name="Name">Optional.</param>
/// <param name="Mail">Optional.</param>
/// <param name="PassOn">Whether name and address may go to whoever answers. If not, they are not kept at all.</param>
/// <param name="Edition">The language in which the reader uses the site.</param>
public sealed record Question(string? Text, string? Name, string? Mail, bool PassOn, string Edition);

/// <summary>What the question is about, and who has to answer.</summary>
public sealed record Addressee(string? Item, string? Provider, Responsible Responsible, string ResponsibleName)
{
    /// <summary>The house as such.</summary>
    public static Addressee House(string name) => new(null, null, Responsible.House, name);
}

/// <summary>A field of the form that can't be taken, and why.</summary>
public enum QuestionFault { TextMissing, TextTooLong, NameNotALine, MailNotAnAddress }
