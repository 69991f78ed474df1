using Griot.Record;

namespace Griot.Feedback;

/// <summary>
/// Within how many days each kind of case is to be answered. They are days of the calendar, in UTC: which days of a week are
/// worked differs from country to country, and a reader has to be able to count. The last one counts whole.
/// </summary>
/// <param name="Question">For a question.</param>
/// <param name="Complaint">For a complaint.</param>
/// <param name="RightOfReply">For whoever is responsible to speak before a reply is decided.</param>
public sealed record AnswerDays(int Question = 14, int Complaint = 7, int RightOfReply = 3)
{
    private const int Most = 365;

    /// <summary>What is typed as <c>question=14,complaint=7,right-of-reply=3</c>, in any order, each once at most; null for anything else.</summary>
    public static AnswerDays? Parse(string? text)
    {
        var days = new AnswerDays();
        HashSet<CaseKind> said = [];
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', StringSplitOptions.TrimEntries) is not [var name, var number] || Griot.Record.Word.Parse<CaseKind>(name) is not { } kind) return null;
            if (kind == CaseKind.Comment || !said.Add(kind) || !int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var many) || many is < 1 or > Most) return null;
            days = days.With(kind, many);
        }

        return days;
    }

    /// <summary>Days for a kind; null for one that waits for no answer.</summary>
    public int? For(CaseKind kind) => kind switch
    {
        CaseKind.Question => Question,
        CaseKind.Complaint => Complaint,
        CaseKind.RightOfReply => RightOfReply,
        _ => null,
    };

    /// <summary>When an answer is due to what comes at a moment: at the midnight that ends the last day. Null where none is.</summary>
    internal DateTimeOffset? DueFrom(CaseKind kind, DateTimeOffset moment) =>
        For(kind) is { } days ? new DateTimeOffset(moment.UtcDateTime.Date, TimeSpan.Zero).AddDays(days + 1) : null;

    /// <summary>When whoever is responsible is reminded: when a third of the days is left, and a day at least.</summary>
    internal DateTimeOffset? ReminderBefore(CaseKind kind, DateTimeOffset? due) => due?.AddDays(-Math.Max(1, (For(kind) ?? 0) / 3));

    private AnswerDays With(CaseKind kind, int days) => kind switch
    {
        CaseKind.Question => this with { Question = days },
        CaseKind.Complaint => this with { Complaint = days },
        _ => this with { RightOfReply = days },
    };
}
