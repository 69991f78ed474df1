using Dapper;
using Griot.Record;
using Griot.Web;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>Reads what the operator published beside an item.</summary>
public sealed class PublishedAnswers(Desk desk) : IPublishedAnswers, IDisposable
{
    private readonly Lock gate = new();
    private SqliteCommand? version;
    private const string Select = """
        SELECT text AS Question, answer AS Answer, answer_by AS AnswerBy, entered_by AS EnteredBy, edition AS Edition, answered AS Answered
        FROM cases WHERE item = @item AND published IS NOT NULL ORDER BY answered, number
        """;

    /// <inheritdoc/>
    public IReadOnlyList<PublishedAnswer> About(string item) =>
        desk.Read(connection => connection.Query<Row>(Select, new { item })).Select(row => row.ToAnswer()).ToList();

    /// <summary>SQLite's own count of what others have written, for a connection that writes nothing.</summary>
    public long? Stamp
    {
        get
        {
            lock (gate) return (long)(version ??= Watch()).ExecuteScalar()!;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => version?.Connection?.Dispose();

    private SqliteCommand Watch()
    {
        var command = desk.Connect().CreateCommand();
        command.CommandText = "PRAGMA data_version";
        command.Prepare();
        return command;
    }

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
