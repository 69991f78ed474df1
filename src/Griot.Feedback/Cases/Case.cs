namespace Griot.Feedback;

/// <summary>A reader's comment or question as its own page and the operator see it. It never holds the reader's name or address.</summary>
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

    public required CaseState State { get; init; }

    /// <summary>The reader's words: inert text, lines parted by <c>\n</c>.</summary>
    public required string Text { get; init; }

    public required DateTimeOffset Received { get; init; }
    public DateTimeOffset? Sent { get; init; }
    public DateTimeOffset? Answered { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Closed { get; init; }

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

/// <summary>Where the mail that carries a case stands.</summary>
public enum MailState { Waiting, Delivered, GivenUp }
