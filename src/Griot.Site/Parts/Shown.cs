using Griot.Record;
using Griot.Record.Html;
using Griot.Web;

namespace Griot.Site;

/// <summary>What of a piece is shown, and how.</summary>
internal static class Shown
{
    internal const int ExcerptInLists = 190;

    extension(Edition edition)
    {
        /// <summary>The class of reason that a notice states: a hold and an order have classes of their own.</summary>
        internal string ReasonOf(Griot.Record.Standing standing, string stated)
        {
            if (standing == Griot.Record.Standing.Removed && Word.Parse<RemovalReason>(stated) is { } order) return edition.Of(order);
            return Word.Parse<HoldReason>(stated) is { } hold ? edition.Of(hold) : DisplayText.Clean(stated);
        }
    }

    extension(Rendition rendition)
    {
        internal string Headline => DisplayText.Clean(rendition.Summary?.Headline ?? "");

        internal Voice Voice => Voice.Of(rendition.Summary?.Language);

        /// <summary>Everybody whom the piece names as its author, listed as its language lists.</summary>
        internal string AuthorLine => string.Join(rendition.Voice.Comma, rendition.Authors);

        /// <summary>The same without the provider, whose name stands above the headline already.</summary>
        internal string Byline => string.Join(rendition.Voice.Comma, rendition.Authors.Where(name => !string.Equals(name, rendition.Provider.ShownName, StringComparison.OrdinalIgnoreCase)));

        /// <summary>The excerpt for a list, and whether the text goes on behind it.</summary>
        internal (string Text, bool GoesOn) ShortExcerpt()
        {
            if (rendition.Excerpt is not { } excerpt) return ("", false);
            var clean = DisplayText.Clean(excerpt);
            var text = VisibleText.Excerpt(clean, ExcerptInLists);
            return (text, text.Length < clean.Length || rendition.Summary is { ExcerptIsWhole: false });
        }
    }
}
