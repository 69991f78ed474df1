using Dapper;
using Griot.Record;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>Reads what the operator published beside an item.</summary>
public sealed class PublishedAnswers(Desk desk) : IPublishedAnswers
{
    private const string Select = """
        SELECT text AS Question, answer AS Answer, answer_by AS AnswerBy, entered_by AS EnteredBy, edition AS Edition, answered AS Answered
        FROM cases WHERE item = @item AND published IS NOT NULL ORDER BY answered, number
        """;

    /// <inheritdoc/>
    public IReadOnlyList<PublishedAnswer> About(string item) =>
        desk.Read(connection => connection.Query<Row>(Select, new { item })).Select(row => row.ToAnswer()).ToList();

    private sealed class Row
    {
        public string Question { get; init; } = "";
        public string Answer { get; init; } = "";
        public string AnswerBy { get; init; } = "";
        public string? EnteredBy { get; init; }
        public string Edition { get; init; } = "";
        public long Answered { get; init; }

        internal PublishedAnswer ToAnswer() =>
            new(Question, Answer, By(), DateTimeOffset.FromUnixTimeMilliseconds(Answered));

        // Words that the house typed in are never shown as if the provider had sent them; said in the question's language.
        private string By() =>
            EnteredBy is null ? AnswerBy : (Editions.Find(Edition) ?? Editions.First).Text("feedback.by-entered", AnswerBy, EnteredBy);
    }
}
