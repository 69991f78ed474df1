using Dapper;
using Griot.Record;
using Griot.Web;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>Reads what the operator published beside an item.</summary>
public sealed class PublishedAnswers(Desk desk) : IPublishedAnswers, IDisposable
{
    private const string Select = """
        SELECT text AS Question, answer AS Answer, answer_by AS AnswerBy, entered_by AS EnteredBy, edition AS Edition, answered AS Answered
        FROM cases WHERE item = @item AND published IS NOT NULL ORDER BY answered, number
        """;

    private readonly Lock gate = new();
    private SqliteConnection? reading;
    private SqliteCommand? version;

    /// <inheritdoc/>
    public IReadOnlyList<PublishedAnswer> About(string item)
    {
        lock (gate) return [.. Reading.Query<Row>(Select, new { item }).Select(row => row.ToAnswer())];
    }

    /// <summary>SQLite's own count of what others have written, for a connection that writes nothing.</summary>
    public long? Stamp
    {
        get
        {
            lock (gate) return (long)(version ??= Prepared()).ExecuteScalar()!;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        version?.Dispose();
        reading?.Dispose();
    }

    // Kept open: each page of a piece asks, and opening one takes longer than the answer.
    private SqliteConnection Reading => reading ??= desk.Connect();

    private SqliteCommand Prepared()
    {
        var command = Reading.CreateCommand();
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
