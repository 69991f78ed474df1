namespace Griot.Record.Html;

/// <summary>
/// The allow-list that every delivered fragment passes before it is shown. It takes away what can act and nothing that
/// can be read: of an element that is not allowed the text stays, in its place; only the text that no browser shows as
/// text (<c>script</c>, <c>style</c>, <c>template</c>, <c>iframe</c>, <c>object</c>, <c>noscript</c>, <c>select</c>,
/// <c>textarea</c>, <c>title</c>, <c>svg</c>, <c>math</c>, <c>xmp</c>, <c>noembed</c>, <c>noframes</c>) goes with it.
/// </summary>
/// <remarks>
/// The fragment is parsed once (HTML Living Standard, scripting off) and the result is written by our own writer in a
/// form that any parser reads back as the same tree: paragraphs, headings and <c>pre</c> hold inline elements only,
/// inline elements never hold blocks, links are never nested, table parts stand only where the grammar has them. That
/// form, not a filter, is what makes mutation attacks fail, and the result a fixed point.
/// <para>Blocks that are not allowed (<c>div</c>, <c>section</c>, <c>center</c> ...) become paragraphs, so that two of
/// them never run together; with a <c>lang</c> or <c>dir</c> they stay a <c>div</c>. A fragment without any tag whose
/// text has blank lines is taken as paragraphs parted by them.</para>
/// <para>Bidirectional control characters inside the text stay, for they belong to the words; a page must set each body
/// in a block of its own, which ends their reach. Links carry no <c>target</c>, hence need no <c>rel</c>.</para>
/// </remarks>
public static class SafeHtml
{
    /// <summary>Characters of a fragment, and of its result.</summary>
    public const int MaxLength = 2_000_000;

    /// <summary>Elements that the parser may make of a fragment, and that its result may hold.</summary>
    public const int MaxElements = 50_000;

    /// <summary>Elements that the parser may make of what is delivered. Fewer than of what is sealed, and may have been by an earlier release: that has to stay readable.</summary>
    public const int MostOfDelivery = 40_000;

    /// <summary>Elements within each other.</summary>
    public const int MaxDepth = 256;

    /// <summary>
    /// The safe markup of <paramref name="html"/>: the same for the same input, on any machine. A fragment beyond a cap
    /// gives no markup at all, since a shortened text is a changed text: the caller sets it aside whole.
    /// </summary>
    /// <param name="html">The fragment as delivered.</param>
    /// <param name="baseAddress">Where relative addresses start from; without one they are dropped.</param>
    /// <param name="mostElements">Elements that the parser may make of it.</param>
    public static SafeHtmlResult Sanitise(string html, Uri? baseAddress, int mostElements = MaxElements)
    {
        ArgumentNullException.ThrowIfNull(html);
        if (IsPlainText(html)) return new SafeWalk(baseAddress, html.Length).Run(html);
        var fragment = Fragment.Read(html, mostElements);
        return fragment.Body is null
            ? SafeHtmlResult.Refused(fragment.Refusal)
            : new SafeWalk(baseAddress, html.Length).Run(fragment.Body);
    }

    /// <summary>Nothing in it means anything to a parser, so that none is asked.</summary>
    private static bool IsPlainText(string html) => html.Length <= MaxLength && html.AsSpan().IndexOfAny("<&\0\r") < 0;
}
