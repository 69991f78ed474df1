namespace Griot.Record;

/// <summary>A question with the answer that stands in public beside the piece it is about.</summary>
/// <param name="Question">The reader's words, without name or address.</param>
/// <param name="Answer">The words of whoever is responsible.</param>
/// <param name="By">Who answered, as shown.</param>
/// <param name="Answered">When.</param>
public sealed record PublishedAnswer(string Question, string Answer, string By, DateTimeOffset Answered);

/// <summary>How answers reach an article's page; Griot.Feedback keeps them.</summary>
public interface IPublishedAnswers
{
    /// <summary>The published answers about an item, oldest first.</summary>
    IReadOnlyList<PublishedAnswer> About(string item);

    /// <summary>Another one once any answer may have changed, found at hardly any cost; null where nobody can say without reading them.</summary>
    long? Stamp => null;
}
