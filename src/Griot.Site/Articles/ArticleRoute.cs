using Griot.Enrichment.Labels;
using Griot.Enrichment.Search;
using Griot.Record;
using Griot.Web;
using Microsoft.AspNetCore.Http;

namespace Griot.Site;

/// <summary>
/// Answers the address of a piece or of one of its versions: the page, a tombstone (410), the way to its right address
/// (301), or nothing (404). Which of them it is, the shelf has decided.
/// </summary>
internal sealed class ArticleRoute(Shelf shelf, IMediaViews views, IPublishedAnswers answers, WhatChanged changed, LogWatch watch, HouseLabels labels, PieceTranslations translations)
{
    // Older ones are told on the pages of their own.
    private const int MostChanges = 10;

    internal IResult Answer(HttpContext context, Edition edition, string slug, string item, int? version)
    {
        if (!OpaqueId.IsWellFormed(item)) return Page.NotFound(edition);
        if (shelf.Take(item, version) is not { } taken) return Page.NotFound(edition);
        if (taken.Provider.Slug != slug) return Page.MovedTo(Addresses.Article(edition, taken, version));
        var said = Said.About(answers, item);
        if (taken.Answer == Record.Answer.Gone) return Tombstone(edition, taken, Replies(said));
        foreach (var (name, value) in taken.Rules?.TdmFields() ?? []) context.Response.Headers[name] = value;
        return Article(View(edition, taken, said, watch.Covers(taken.Version), PageMedia.Of(taken, views)));
    }

    private static IResult Article(ArticleView view) => Page.Of<ArticlePage>(new Dictionary<string, object?> { [nameof(ArticlePage.View)] = view });

    private ArticleView View(Edition edition, Rendition taken, BesidePiece said, bool signed, IReadOnlyList<PageMedia> media)
    {
        var view = View(edition, taken, media, Before(taken));
        return view with
        {
            Beside = said,
            Replies = Replies(said),
            Answered = Answered(taken),
            IsSigned = signed,
            HasDelivery = shelf.HasDelivery(taken),
            Translations = view.IsNewest ? translations.Of(taken) : [],
        };
    }

    private ArticleView View(Edition edition, Rendition taken, IReadOnlyList<PageMedia> media, Rendition? before) => new()
    {
        Edition = edition,
        It = taken,
        Text = taken.Record is { } record ? BodyText.Of(record, edition.Text("site.picture"), media) : null,
        Media = media,
        Before = before,
        Difference = before is null ? null : changed.Short(before, taken),
        Changes = Changes(edition, taken),
        Labels = labels.Of(taken),
        Day = DateOnly.FromDateTime(shelf.MomentOf(taken).UtcDateTime),
    };

    private Rendition? Before(Rendition taken)
    {
        var earlier = taken.State.Readable.LastOrDefault(version => version.Index < taken.Version.Index);
        return taken.Record is not null && earlier?.Entry.Version is { } number && shelf.Take(taken.State.Item, number) is { Record: not null } before ? before : null;
    }

    private Dictionary<int, string> Changes(Edition edition, Rendition taken)
    {
        var versions = taken.State.Readable.TakeLast(MostChanges + 1).Select(version => version.Index == taken.Version.Index ? taken : shelf.Take(taken.State.Item, version.Entry.Version)).OfType<Rendition>().Where(version => version.Answer != Record.Answer.Gone).ToList();
        return versions.Zip(versions.Skip(1)).ToDictionary(pair => pair.Second.Version.Entry.Version ?? 0, pair => changed.Line(edition, pair.First, pair.Second));
    }

    // Only of what the house let in as one: any provider may say that a piece of its own answers another.
    private Rendition? Answered(Rendition taken) =>
        taken.Summary?.Origin == HouseOrigin.Reply && taken.Record?.Relations is [{ Uri: { } uri }, ..] && Relation.ItemOf(uri) is { } item ? shelf.TakeSummary(item) : null;

    private IReadOnlyList<Rendition> Replies(BesidePiece said) =>
        [.. said.Replies.Select(reply => shelf.TakeSummary(reply)).OfType<Rendition>().Where(reply => reply is { Tombstone: null, Summary.Origin: HouseOrigin.Reply })];

    private IResult Tombstone(Edition edition, Rendition gone, IReadOnlyList<Rendition> replies) => Page.Of<TombstonePage>(
        new Dictionary<string, object?>
        {
            [nameof(TombstonePage.Edition)] = edition,
            [nameof(TombstonePage.Gone)] = gone,
            [nameof(TombstonePage.Kept)] = shelf.Kept(gone.State).ToList(),
            [nameof(TombstonePage.Replies)] = replies,
        },
        StatusCodes.Status410Gone);
}
