using Griot.Record;

namespace Griot.Feedback;

/// <summary>A case with its mail as the store gives it.</summary>
internal class CaseRow
{
    internal const string Columns = """
        cases.reference AS Reference, cases.number AS Number, cases.item AS Item, cases.provider AS Provider,
        cases.responsible AS Responsible, cases.responsible_name AS ResponsibleName,
        cases.edition AS Edition, cases.kind AS Kind, cases.about AS About, cases.wish AS Wish, cases.signature AS Signature, cases.title AS Title,
        cases.language AS Language, cases.reply_item AS ReplyItem, cases.agrees AS Agrees, cases.due AS Due, cases.state AS State, cases.text AS Text, cases.received AS Received, cases.sent AS Sent, cases.reached AS Reached,
        cases.answered AS Answered, cases.published AS Published, cases.closed AS Closed, cases.silence AS Silence, cases.answer AS Answer,
        cases.answer_by AS AnswerBy, cases.entered_by AS EnteredBy,
        outbox.delivered AS Delivered, outbox.given_up AS GivenUp, outbox.failure AS Failure
        """;

    public string Reference { get; init; } = "";
    public string Number { get; init; } = "";
    public string? Item { get; init; }
    public string? Provider { get; init; }
    public string Responsible { get; init; } = "";
    public string ResponsibleName { get; init; } = "";
    public string Edition { get; init; } = "";
    public string Kind { get; init; } = "";
    public string? About { get; init; }
    public string? Wish { get; init; }
    public string? Signature { get; init; }
    public string? Title { get; init; }
    public string? Language { get; init; }
    public string? ReplyItem { get; init; }
    public bool Agrees { get; init; }
    public long? Due { get; init; }
    public string State { get; init; } = "";
    public string Text { get; init; } = "";
    public long Received { get; init; }
    public long? Sent { get; init; }
    public long? Reached { get; init; }
    public long? Answered { get; init; }
    public long? Published { get; init; }
    public long? Closed { get; init; }
    public long? Silence { get; init; }
    public string? Answer { get; init; }
    public string? AnswerBy { get; init; }
    public string? EnteredBy { get; init; }
    public long? Delivered { get; init; }
    public long? GivenUp { get; init; }
    public string? Failure { get; init; }

    internal Case ToCase() => new()
    {
        Reference = Reference,
        Number = Number,
        Item = Item,
        Provider = Provider,
        Responsible = Word.Parse<Responsible>(Responsible) ?? Griot.Feedback.Responsible.House,
        ResponsibleName = ResponsibleName,
        Edition = Edition,
        State = Word.Parse<CaseState>(State) ?? CaseState.Received,
        Kind = Word.Parse<CaseKind>(Kind) ?? CaseKind.Question,
        Text = Text,
        About = Word.Parse<ComplaintAbout>(About),
        Wish = Wish,
        Reply = Signature is { } by ? new ReplyLabel(by, Title, Language ?? Edition, ReplyItem) : null,
        Agrees = Agrees,
        Due = Moment(Due),
        Received = DateTimeOffset.FromUnixTimeMilliseconds(Received),
        Sent = Moment(Sent),
        Reached = Moment(Reached),
        Answered = Moment(Answered),
        Published = Moment(Published),
        Closed = Moment(Closed),
        Silence = Moment(Silence),
        Answer = Answer,
        By = AnswerBy,
        EnteredBy = EnteredBy,
        Mail = (Delivered, GivenUp) switch
        {
            (not null, _) => MailState.Delivered,
            (_, not null) => MailState.GivenUp,
            _ => MailState.Waiting,
        },
        MailFailure = Failure,
    };

    private static DateTimeOffset? Moment(long? milliseconds) =>
        milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
