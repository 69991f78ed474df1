using Dapper;
using Griot.Ledger.Sqlite;
using Griot.Record;
using Griot.Web;
using Microsoft.Data.Sqlite;

namespace Griot.Feedback;

/// <summary>Reads what stands in public beside items. Each answer is one consistent state of the desk.</summary>
public sealed class PublishedAnswers : IPublishedAnswers, IDisposable
{
    // Strangers cause them: so many of the newest are shown, and not a page full.
    private const string MostMissing = "5";

    private const string Columns = """
        number AS Number, item AS Item, kind AS Kind, text AS Question, answer AS Answer, answer_by AS AnswerBy, entered_by AS EnteredBy, edition AS Edition, answered AS Answered, published AS Published
        """;

    private const string SelectAnswers = $"SELECT {Columns} FROM cases WHERE item = @item AND published IS NOT NULL AND kind <> 'right-of-reply' ORDER BY answered, number";

    private const string SelectMissing = $"""
        SELECT received AS Received, due AS Due, coalesce(shown, silence) AS Since, CASE WHEN shown IS NOT NULL THEN text END AS Question, kind AS Kind
        FROM cases WHERE item = @item AND silence IS NOT NULL ORDER BY received DESC, number LIMIT {MostMissing}
        """;

    // Beside most pieces stands nothing, and each page of one asks.
    private const string SelectAny = """
        SELECT EXISTS (SELECT 1 FROM cases WHERE item = @item AND published IS NOT NULL) OR EXISTS (SELECT 1 FROM cases WHERE item = @item AND silence IS NOT NULL)
        """;

    private const string SelectReplies = "SELECT reply_item FROM cases WHERE item = @item AND published IS NOT NULL AND reply_item IS NOT NULL ORDER BY published, number";

    private const string SelectNewest = $"""
        SELECT {Columns} FROM cases WHERE published IS NOT NULL AND item IS NOT NULL AND kind <> 'right-of-reply' AND (@provider IS NULL OR provider = @provider)
          AND (@before IS NULL OR published < @before OR (published = @before AND number > @behind))
        ORDER BY published DESC, number LIMIT @most
        """;

    private const string SelectVersion = $"SELECT coalesce(max(id), 0) FROM case_steps WHERE {CaseHistory.PublicSteps}";

    private const string SelectChanged = $"SELECT at FROM case_steps WHERE {CaseHistory.PublicSteps} ORDER BY id DESC LIMIT 1";

    private const string SelectCounts = "SELECT item AS Item, published AS Published, reply_item AS Reply FROM cases WHERE published IS NOT NULL AND item IN @items ORDER BY published, number";

    private readonly Desk desk;
    // Two, each with its lock: who asks for the stamp may be the thread that all readers wait for, and waits for no look into the file.
    private readonly Asked version;
    private readonly Asked any;
    // Nothing is made of a look that failed: the next one looks again.
    private readonly Lazy<CommitWatch> stamp;

    /// <summary>Reads from this desk, and keeps connections to it.</summary>
    public PublishedAnswers(Desk desk)
    {
        (this.desk, version, any) = (desk, new Asked(desk, "PRAGMA data_version"), new Asked(desk, SelectAny, "@item"));
        stamp = new Lazy<CommitWatch>(version.Watch, LazyThreadSafetyMode.PublicationOnly);
    }

    /// <inheritdoc/>
    public long Version => desk.Read(static connection => connection.ExecuteScalar<long>(SelectVersion));

    /// <summary>SQLite's own count of what others have written, for a connection that writes nothing.</summary>
    public long? Stamp => stamp.Value.Number;

    /// <inheritdoc/>
    public DateTimeOffset? Changed => desk.Read(static connection => connection.ExecuteScalar<long?>(SelectChanged)) is { } at ? Moment(at) : null;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, BesideCount> Count(IReadOnlyCollection<string> items) => desk.Read(connection => connection.Query<CountRow>(SelectCounts, new { items }))
        .GroupBy(row => row.Item, StringComparer.Ordinal).ToDictionary(rows => rows.Key, rows => CountOf(rows.ToList()), StringComparer.Ordinal);

    /// <inheritdoc/>
    public BesidePiece About(string item) => any.Number(item) != 0 ? desk.Read(connection => About(connection, new { item })) : BesidePiece.Nothing;

    /// <inheritdoc/>
    public IReadOnlyList<PublishedAnswer> Newest(string? provider, int most, AnswerPlace? before = null) =>
        desk.Read(connection => connection.Query<Row>(SelectNewest, new { provider, most, before = before?.Published.ToUnixTimeMilliseconds(), behind = before?.Number })).Select(row => row.ToAnswer()).ToList();

    /// <inheritdoc/>
    public void Dispose()
    {
        version.Dispose();
        any.Dispose();
    }

    private static BesidePiece About(SqliteConnection connection, object item)
    {
        using var moment = connection.BeginTransaction(deferred: true);
        return new BesidePiece(
            connection.Query<Row>(SelectAnswers, item).Select(row => row.ToAnswer()).ToList(),
            connection.Query<MissingRow>(SelectMissing, item).Reverse().Select(row => row.ToMissing()).ToList(),
            connection.Query<string>(SelectReplies, item).ToList());
    }

    private static BesideCount CountOf(List<CountRow> rows)
    {
        var answers = rows.FindAll(row => row.Reply is null);
        return new BesideCount(answers.Count, answers.Count == 0 ? null : Moment(answers.Max(row => row.Published)), [.. rows.Select(row => row.Reply).OfType<string>()]);
    }

    private static CaseKind KindOf(string word) => Word.Parse<CaseKind>(word) ?? CaseKind.Question;

    private static DateTimeOffset Moment(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed class Row
    {
        public string Number { get; init; } = "";
        public string Item { get; init; } = "";
        public string Kind { get; init; } = "";
        public string Question { get; init; } = "";
        public string Answer { get; init; } = "";
        public string AnswerBy { get; init; } = "";
        public string? EnteredBy { get; init; }
        public string Edition { get; init; } = "";
        public long Answered { get; init; }
        public long Published { get; init; }

        internal PublishedAnswer ToAnswer() => new(QuestionForm.Inert(Question), QuestionForm.Inert(Answer), AnswerBy, Moment(Answered)) { Kind = KindOf(Kind), EnteredBy = EnteredBy, Line = Line(), Number = Number, Item = Item, Published = Moment(Published) };

        private string Line() =>
            EnteredBy is null ? AnswerBy : (Editions.Find(Edition) ?? Editions.First).Text("feedback.by-entered", AnswerBy, EnteredBy);
    }

    private sealed class CountRow
    {
        public string Item { get; init; } = "";
        public long Published { get; init; }
        public string? Reply { get; init; }
    }

    private sealed class MissingRow
    {
        public long Received { get; init; }
        public long Due { get; init; }
        public long Since { get; init; }
        public string? Question { get; init; }
        public string Kind { get; init; } = "";

        internal MissingAnswer ToMissing() => new(Moment(Received), DateOnly.FromDateTime(Moment(Due).UtcDateTime.AddTicks(-1)), Moment(Since), Question is null ? null : QuestionForm.Inert(Question), KindOf(Kind));
    }

    /// <summary>One number that is asked for again and again, on a connection of its own that is kept.</summary>
    private sealed class Asked(Desk desk, string sql, params string[] parameters) : IDisposable
    {
        private readonly Lock gate = new();
        private SqliteConnection? connection;
        private SqliteCommand? command;

        internal long Number(params ReadOnlySpan<string> values)
        {
            lock (gate)
            {
                command ??= Prepare();
                for (var place = 0; place < values.Length; place++) command.Parameters[place].Value = values[place];
                return (long)command.ExecuteScalar()!;
            }
        }

        /// <summary>The same number, asked for only after commits.</summary>
        internal CommitWatch Watch()
        {
            lock (gate)
            {
                command ??= Prepare();
                return new CommitWatch(connection!, () => Number());
            }
        }

        public void Dispose()
        {
            lock (gate)
            {
                command?.Dispose();
                connection?.Dispose();
            }
        }

        private SqliteCommand Prepare()
        {
            var prepared = (connection ??= desk.Connect()).CreateCommand();
            prepared.CommandText = sql;
            foreach (var name in parameters) prepared.Parameters.Add(name, SqliteType.Text);
            prepared.Prepare();
            return prepared;
        }
    }
}
