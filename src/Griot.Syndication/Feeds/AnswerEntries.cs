using Griot.Formats.Outgoing;
using Griot.Record;
using Griot.Record.Html;

namespace Griot.Syndication.Feeds;

/// <summary>
/// Readers' questions with their answers, as feeds carry them: an entry for each, about a piece that is shown, under its provider.
/// Question and answer are inert text, and neither is cut.
/// </summary>
internal sealed class AnswerEntries(Shelf shelf, Addresses addresses, IPublishedAnswers answers)
{
    private const int TitleLength = 100;

    // What a reader wanted: a word of the house, and none of the provider's.
    private const string Kinds = "urn:griot:case-kind";

    /// <summary>The newest answers about a provider's pieces, or about all.</summary>
    internal IReadOnlyList<OutgoingEntry> Newest(string? provider, int most) =>
        [.. answers.Newest(provider, most).Select(said => (Said: said, Piece: shelf.TakeSummary(said.Item))).Where(one => one.Piece is { Tombstone: null, Summary: not null }).Select(one => Entry(one.Said, one.Piece!))];

    /// <summary>
    /// The entries of pieces, with what leads on from them: to the answers beside each, and to the rights of reply to it that are
    /// shown. Nothing is asked of the desk where nobody ever answered.
    /// </summary>
    internal IReadOnlyList<OutgoingEntry> Onward(IReadOnlyList<Rendition> shown, Func<Rendition, OutgoingEntry> write)
    {
        if (shown.Count == 0 || answers.Version == 0) return [.. shown.Select(write)];
        var beside = answers.Count([.. shown.Select(piece => piece.State.Item)]);
        return [.. shown.Select(piece => beside.TryGetValue(piece.State.Item, out var count) ? Onward(write(piece), piece, count) : write(piece))];
    }

    private OutgoingEntry Onward(OutgoingEntry entry, Rendition piece, BesideCount count) => entry with
    {
        Replies = count.Newest is { } newest ? new OutgoingReplies(Page(piece), addresses.Answers(piece.Provider.Slug, "atom"), count.Answers, newest) : null,
        Relations = [.. entry.Relations, .. count.Replies.Select(shelf.TakeSummary).Where(reply => reply is { Tombstone: null, Summary: not null })
            .Select(reply => new OutgoingRelation(OutgoingRelation.RightOfReply, Relation.UriOf(reply!.State.Item), addresses.Page(reply.Provider, reply.State.Item, reply.Summary!.Language)))],
    };

    private string Article(Rendition piece) => addresses.Page(piece.Provider, piece.State.Item, piece.Summary!.Language);

    private string Page(Rendition piece) => Article(piece) + "#answers";

    private OutgoingEntry Entry(PublishedAnswer said, Rendition piece) => new()
    {
        Id = Addresses.Urn("answer", said.Number),
        Title = ShownText.Line(Record.Html.VisibleText.Excerpt(said.Question.ReplaceLineEndings(" "), TitleLength)),
        Link = Page(piece),
        Published = said.Answered,
        Updated = said.Published,
        By = [ShownText.Line(said.Line)],
        Categories = [new OutgoingCategory(Word.Of(said.Kind), Kinds)],
        ContentHtml = $"<blockquote>{Html(said.Question)}</blockquote>\n{Html(said.Answer)}\n<p><a href=\"{EscapedText.Of(Page(piece))}\">{EscapedText.Of(ShownText.Line(piece.Summary!.Headline))}</a></p>",
        Relations = [new OutgoingRelation("inReplyTo", Relation.UriOf(piece.State.Item), Article(piece))],
        Source = new OutgoingSource(
            piece.Provider.Id, ShownText.Line(piece.Provider.Name), addresses.Provider(piece.Provider), Word.Of(piece.Provider.Kind),
            [.. piece.Provider.CurrentCapacities.Select(Word.Of)], piece.Provider.Country)
        { Feed = addresses.Answers(piece.Provider.Slug, "rss") },
        Seal = null,
    };

    private static string Html(string words) =>
        string.Concat(words.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(paragraph => $"<p>{EscapedText.Of(paragraph.Trim('\n')).Replace("\n", "<br>\n", StringComparison.Ordinal)}</p>"));
}
