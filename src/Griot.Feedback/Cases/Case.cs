using Griot.Record;

namespace Griot.Feedback;

/// <summary>A reader's comment, question, complaint or reply as its own page and the operator see it. It never holds the reader's name or address.</summary>
public sealed record Case
{
    /// <summary>The reader's secret way to it. Never in a log, never in a mail.</summary>
    public required string Reference { get; init; }

    /// <summary>What providers and operators call it; opens nothing.</summary>
    public required string Number { get; init; }

    /// <summary>The item it is about; null for one to the house as such.</summary>
    public string? Item { get; init; }

    /// <summary>The provider of the item; null for one to the house as such.</summary>
    public string? Provider { get; init; }

    public required Responsible Responsible { get; init; }

    /// <summary>The name of whoever is responsible, at the time of the question.</summary>
    public required string ResponsibleName { get; init; }

    /// <summary>The language in which the reader used the site.</summary>
    public required string Edition { get; init; }

    public required CaseKind Kind { get; init; }

    public required CaseState State { get; init; }

    /// <summary>The reader's words: inert text, lines parted by <c>\n</c>. Of a right of reply: the reply.</summary>
    public required string Text { get; init; }

    /// <summary>What a complaint is about; null for any other kind.</summary>
    public ComplaintAbout? About { get; init; }

    /// <summary>What a complaint asks for, or how the piece concerns whoever claims a right of reply: for those who decide, never public.</summary>
    public string? Wish { get; init; }

    /// <summary>What a right of reply is to be published as, by whom, and in which language: as its writer said. Null for any other kind.</summary>
    public ReplyLabel? Reply { get; init; }

    /// <summary>Whether the reader agreed that the article says so if no answer comes in time.</summary>
    public bool Agrees { get; init; }

    /// <summary>The end of the last day on which an answer is in time; null where none is due.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>That last day itself.</summary>
    public DateOnly? DueDay => Due is { } due ? DateOnly.FromDateTime(due.UtcDateTime.AddTicks(-1)) : null;

    public required DateTimeOffset Received { get; init; }
    public DateTimeOffset? Sent { get; init; }

    /// <summary>When whoever is responsible got it; null where nobody has yet, or only the house, to hand it on.</summary>
    public DateTimeOffset? Reached { get; init; }
    public DateTimeOffset? Answered { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Closed { get; init; }

    /// <summary>Since when the article says that no answer came in time; null where it says nothing of the kind.</summary>
    public DateTimeOffset? Silence { get; init; }

    /// <summary>True where something of it stands beside its article, but for a reply that is a piece of its own.</summary>
    public bool IsBeside => Kind != CaseKind.RightOfReply && (Published is not null || Silence is not null);

    public string? Answer { get; init; }

    /// <summary>In whose name the answer stands.</summary>
    public string? By { get; init; }

    /// <summary>Who typed it in on behalf of <see cref="By"/>; null where it came from there itself.</summary>
    public string? EnteredBy { get; init; }

    /// <summary>Where its mail stands.</summary>
    public required MailState Mail { get; init; }

    /// <summary>What the relay said last, for the operator.</summary>
    public string? MailFailure { get; init; }
}

/// <summary>What stands above a reply.</summary>
/// <param name="By">The name, and perhaps the function, that its writer signs with: public once it is published.</param>
/// <param name="Headline">The writer's own headline; null where there is none.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Item">The piece that it has become; null before.</param>
public sealed record ReplyLabel(string By, string? Headline, string Language, string? Item);

/// <summary>Where the mail that carries a case stands.</summary>
public enum MailState { Waiting, Delivered, GivenUp }
