using AngleSharp.Dom;

namespace Griot.Record.Html;

/// <summary>
/// What the page of a piece says of the piece, told apart from what the house puts around it: for whoever compares a page with
/// what was sealed. It is read of the markup alone; what style or script would make of it is not known here.
/// </summary>
/// <param name="Headline">Of the only first heading outside of the text.</param>
/// <param name="Lede">The provider's summary above the text, where it stands there.</param>
/// <param name="Body">The text, as <see cref="VisibleText"/> gives it; null where the page has none.</param>
/// <param name="Pictures">What stands in the place of pictures, in order.</param>
public sealed record PageText(string Headline, string? Lede, string? Body, IReadOnlyList<string> Pictures)
{
    /// <summary>Whose piece it says it is: the name above the headline; null where it names nobody, or more than one.</summary>
    public string? Provider { get; private init; }

    /// <summary>Reads a page; null where it has not the form of an article's page: one first heading, at most one text. Headings within the text are its own.</summary>
    public static PageText? Read(string html)
    {
        if (Fragment.Read(html).Body is not { } page) return null;
        var elements = page.GetDescendants().OfType<IElement>().ToList();
        var bodies = elements.FindAll(element => element.LocalName == "div" && element.GetAttribute("class") == "body");
        var headings = elements.FindAll(element => element.LocalName == "h1" && !bodies.Exists(body => body.Contains(element)));
        if (headings.Count != 1 || bodies.Count > 1) return null;
        var names = elements.FindAll(element => element.LocalName == "p" && element.GetAttribute("class") == "nameplate");
        var name = names is [var only] ? only.Children.FirstOrDefault(element => element.LocalName == "a") : null;
        return Read(headings[0], bodies.FirstOrDefault()) with { Provider = name is null ? null : VisibleText.Of(name) };
    }

    private static PageText Read(IElement heading, IElement? body)
    {
        if (body is null) return new PageText(VisibleText.Of(heading), null, null, []);
        var lede = body.Children.FirstOrDefault(element => element.LocalName == "p" && element.GetAttribute("class") == "lede");
        var pictures = body.GetDescendants().OfType<IElement>().Where(element => element.LocalName == "span" && element.GetAttribute("class") == "pic").ToList();
        var words = pictures.ConvertAll(WordsOf);
        lede?.Remove();
        foreach (var picture in pictures) picture.Remove();
        return new PageText(VisibleText.Of(heading), lede is null ? null : VisibleText.Of(lede), VisibleText.Of(body), words);
    }

    // A picture that the house holds says the same where it can't be seen, without the edition's word before it.
    private static string WordsOf(IElement place) =>
        place.Children.FirstOrDefault(element => element.LocalName == "img") is { } picture ? " · " + picture.GetAttribute("alt") : VisibleText.Of(place);
}
