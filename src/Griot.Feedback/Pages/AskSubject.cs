using Griot.Record;
using Griot.Web;

namespace Griot.Feedback;

/// <summary>What a form is about: a piece as the public sees it, or the house as such where there is none.</summary>
public sealed record AskSubject(Rendition? Piece, FeedbackSettings Settings)
{
    public Addressee Addressee => Piece is null
        ? Addressee.House(Settings.House.Name)
        : new Addressee(Piece.State.Item, Piece.Provider.Id, Piece.IsOfTheHouse ? Responsible.House : Responsible.Provider, Piece.Provider.Name);

    /// <summary>What can be sent about it: who is named by no piece has nothing to reply to.</summary>
    public IReadOnlyList<CaseKind> Kinds => Piece is null ? [CaseKind.Question, CaseKind.Comment, CaseKind.Complaint] : [CaseKind.Question, CaseKind.Comment, CaseKind.Complaint, CaseKind.RightOfReply];

    /// <summary>The kind that is typed; a question where it can't be one of <see cref="Kinds"/>.</summary>
    public CaseKind KindOf(string? typed) => Word.Parse<CaseKind>(typed) is { } kind && Kinds.Contains(kind) ? kind : CaseKind.Question;

    /// <summary>True where the reader writes to a government: what is written there can put its writer in danger.</summary>
    public bool GoesToGovernment => Piece is not null && Piece.Provider.CurrentCapacities.Contains(Capacity.Government);

    public string Address(Edition edition) =>
        Piece is null ? Addresses.Contact(edition) : Addresses.Ask(edition, Piece.Provider.Slug, Piece.State.Item);

    /// <summary>Which of the texts says who receives it and who answers.</summary>
    public string WhoKey =>
        Addressee.Responsible == Responsible.House ? "feedback.who.house"
        : Recipients.OwnAddress(Piece!.Provider) is null ? "feedback.who.by-way-of-the-house"
        : "feedback.who.provider";
}
