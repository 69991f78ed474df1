using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Griot.Record.Html;

/// <summary>
/// A delivered fragment as a tree. The caps hold while the tree is made: misnested markup can make a parser work and
/// grow with the square of its input, so that a look at the finished tree would come too late.
/// </summary>
internal readonly record struct Fragment(IElement? Body, SafeHtmlRefusal Refusal)
{
    private const int ElementsOfTheDocument = 3;
    // Of each: a template costs a document of its own, and at each base the parser looks through all that it has made.
    private const int MaxCostly = 16;
    private const int DepthLookEvery = 32;

    // Making a context costs more than reading a short text, and nothing of what was parsed stays in it: one a thread.
    [ThreadStatic]
    private static IBrowsingContext? context;

    // The parser is made for each call: it costs less than a lock, and shares nothing between threads.
    public static Fragment Read(string html, int mostElements = SafeHtml.MaxElements)
    {
        if (html.Length > SafeHtml.MaxLength) return new(null, SafeHtmlRefusal.TooLarge);
        var growth = new Growth(mostElements);
        var (readable, parting) = ForgottenElement.Part(html.Replace(Markup.NoCharacter, '\uFFFD'));
        var parser = new HtmlParser(new HtmlParserOptions
        {
            DisableElementPositionTracking = true,
            SkipComments = true,
            OnCreated = (element, _) => growth.Add(element),
            ShouldEmitAttribute = static (ref token, name) => ReadAttributes.Has(token.Name.Memory.Span, name.Span),
        }, context ??= BrowsingContext.New(ForeignElements.Configuration));
        try
        {
            // An open body in a document with a doctype reads as a browser reads the fragment in our page.
            var body = parser.ParseDocument("<!doctype html><body>" + readable).Body;
            if (body is not null) ForgottenElement.Join(body, parting);
            return new(body, SafeHtmlRefusal.None);
        }
        catch (GrowthStopped stop)
        {
            return new(null, stop.Refusal);
        }
    }

    /// <summary>Counts what the parser makes. A callback can stop the parser in no other way than by an exception.</summary>
    private sealed class Growth(int most)
    {
        private int _elements;
        private int _templates;
        private int _bases;
        private INode? _previous;

        public void Add(IElement element)
        {
            _elements++;
            if (_elements > most + ElementsOfTheDocument) throw new GrowthStopped(SafeHtmlRefusal.TooLarge);
            if (element.LocalName == "template" && ++_templates > MaxCostly) throw new GrowthStopped(SafeHtmlRefusal.TooDeep);
            if (element.LocalName == "base" && ++_bases > MaxCostly) throw new GrowthStopped(SafeHtmlRefusal.TooLarge);
            if (_elements % DepthLookEvery == 0 && DepthOf(_previous) > SafeHtml.MaxDepth + ElementsOfTheDocument)
                throw new GrowthStopped(SafeHtmlRefusal.TooDeep);
            _previous = element;
        }

        // Looked at one element late, when it has its place. The parser itself stops nesting at 512.
        private static int DepthOf(INode? node)
        {
            var depth = 0;
            for (; node is not null; node = node.Parent) depth++;
            return depth;
        }
    }

    private sealed class GrowthStopped(SafeHtmlRefusal refusal) : Exception
    {
        public SafeHtmlRefusal Refusal { get; } = refusal;
    }
}
