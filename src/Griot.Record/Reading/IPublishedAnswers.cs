using System.Globalization;

namespace Griot.Record;

/// <summary>A question with the answer that stands in public beside the piece it is about.</summary>
/// <param name="Question">The reader's words, without name or address.</param>
/// <param name="Answer">The words of whoever is responsible.</param>
/// <param name="By">Who answered.</param>
/// <param name="Answered">When.</param>
public sealed record PublishedAnswer(string Question, string Answer, string By, DateTimeOffset Answered)
{
    /// <summary>What the reader wanted by those words.</summary>
    public CaseKind Kind { get; init; } = CaseKind.Question;

    /// <summary>Who typed the answer in, where whoever gave it did not: that is never shown as if it had been sent.</summary>
    public string? EnteredBy { get; init; }

    /// <summary>Both as one line in the language of the question, for whoever shows it in no language of their own.</summary>
    public string Line { get; init; } = By;

    /// <summary>Stays the same, and opens nothing.</summary>
    public string Number { get; init; } = "";

    /// <summary>The piece.</summary>
    public string Item { get; init; } = "";

    /// <summary>When the two came to stand there.</summary>
    public DateTimeOffset Published { get; init; }
}

/// <summary>That a reader's question was not answered by the day on which an answer was due: dates, and no judgement.</summary>
/// <param name="Received">When it came.</param>
/// <param name="Due">The last day.</param>
/// <param name="Since">When that came to stand beside the piece.</param>
/// <param name="Question">The reader's words, where the operator published them; else null.</param>
/// <param name="Kind">What the reader wanted.</param>
public sealed record MissingAnswer(DateTimeOffset Received, DateOnly Due, DateTimeOffset Since, string? Question, CaseKind Kind = CaseKind.Question);

/// <summary>What readers, and those who answer them, have put beside a piece.</summary>
/// <param name="Answers">Questions with their answers, oldest first.</param>
/// <param name="Missing">Answers that did not come in time, of the newest questions, oldest first.</param>
/// <param name="Replies">The items that rights of reply to the piece have become, oldest first. Whether they are shown, the shelf decides.</param>
public sealed record BesidePiece(IReadOnlyList<PublishedAnswer> Answers, IReadOnlyList<MissingAnswer> Missing, IReadOnlyList<string> Replies)
{
    public static BesidePiece Nothing { get; } = new([], [], []);

    /// <summary>Another one whenever anything of it is another; null where there is nothing.</summary>
    public string? Mark => Answers.Count + Missing.Count + Replies.Count == 0 ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"-{Answers.Count}.{Answers.Sum(one => one.Published.ToUnixTimeMilliseconds())}.{Missing.Count}.{Missing.Sum(one => one.Since.ToUnixTimeMilliseconds())}.{string.Join('.', Replies)}");
}

/// <summary>How many answers stand beside a piece and when the newest came there, and the items that rights of reply to it have become.</summary>
public sealed record BesideCount(int Answers, DateTimeOffset? Newest, IReadOnlyList<string> Replies);

/// <summary>How answers reach an article's page and the feeds; Griot.Feedback keeps them.</summary>
public interface IPublishedAnswers
{
    /// <summary>Rises whenever an answer of the other members may have changed; cheap to ask. Nothing of it hangs on a clock: that a day has passed is written.</summary>
    long Version { get; }

    /// <summary>When that last happened; null where it never has.</summary>
    DateTimeOffset? Changed { get; }

    /// <summary>What stands beside an item.</summary>
    BesidePiece About(string item);

    /// <summary>Of these items, those that have answers or replies beside them.</summary>
    IReadOnlyDictionary<string, BesideCount> Count(IReadOnlyCollection<string> items);

    /// <summary>The newest answers that stand anywhere, newest first.</summary>
    /// <param name="provider">Only those about this provider's pieces; null: all.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="before">Only those behind this place; null: from the newest on.</param>
    IReadOnlyList<PublishedAnswer> Newest(string? provider, int most, AnswerPlace? before = null);

    /// <summary>Another one once anything may have been written at all, found at hardly any cost by whoever keeps a page; null where nobody can say without reading.</summary>
    long? Stamp => null;
}
