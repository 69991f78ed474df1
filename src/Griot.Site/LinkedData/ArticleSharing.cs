using Griot.Record.Html;
using Griot.Web;

namespace Griot.Site;

/// <summary>What is shown of a piece where its address is passed on.</summary>
internal static class ArticleSharing
{
    private const int MostAuthors = 5;

    internal static Sharing Of(ArticleView view)
    {
        var picture = view.Media.FirstOrDefault(one => one.IsShown);
        return new Sharing("article")
        {
            Locale = Tag.WellFormed(view.Summary.Language),
            Image = picture is null ? null : picture.Address(picture.Largest),
            ImageText = picture is null ? null : TextOf(picture),
            Published = view.Summary.Published ?? view.It.Record?.FirstCreated,
            Modified = view.Modified,
            Authors = view.It.Authors.Take(MostAuthors),
        };
    }

    private static string? TextOf(PageMedia picture) => picture.It.Description.AlternativeText is { } said ? DisplayText.Clean(said) : picture.Words is [var words, ..] ? words : null;
}
