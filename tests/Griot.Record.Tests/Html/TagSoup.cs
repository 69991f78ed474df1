using CsCheck;

namespace Griot.Record.Tests.Html;

/// <summary>Makes markup of the kind that breaks sanitisers: every tag, opened and closed at random, torn and nested.</summary>
internal static class TagSoup
{
    private static readonly string[] Names =
        ("a b i em font nobr small code u s p div h1 h2 h3 pre blockquote ul ol li dl dt dd table caption colgroup col thead tbody "
        + "tfoot tr td th figure figcaption img br hr wbr span section center form button label fieldset ruby rt rp rb rtc "
        + "svg math mi mtext mglyph malignmark annotation-xml foreignObject desc title style script noscript xmp iframe noembed "
        + "noframes template select option optgroup textarea object applet marquee plaintext listing input details summary "
        + "html head body frameset frame image video keygen unknown x-y address aside menu dir main").Split(' ');

    private static readonly string[] Attributes =
    [
        "", "", "", " href=\"https://a.example/\"", " href='javascript:alert(1)'", " src=x onerror=alert(1)", " src=https://a.example/p.png",
        " dir=rtl", " lang=ar", " title=\"</p><script>\"", " style='position:fixed'", " id=x", " encoding=text/html", " colspan=2", " alt=\"--><img src=x>\"",
        " href=\"java\tscript:x\"", " width=1", " class=\"", " cite=/\\evil",
    ];

    private static readonly string[] Pieces =
    [
        "word", " ", "\n", "\n\n", " two words ", "&nbsp;", "&lt;script&gt;", "&amp;lt;", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?pi?>",
        "<", ">", "</", "\"", "'", "\0", "\u0001", "\ud800", "\u202E", "é", "\u00A0", "\u200D", "&#0;", "&#x80;", "&#13;", "\r\n", "<!doctype html>", "\f", "&notin", "😀",
    ];

    private static readonly Gen<string> Tag =
        from name in OneOf(Names)
        from form in Gen.Int[0, 9]
        from attribute in OneOf(Attributes)
        select form < 6 ? $"<{name}{attribute}>" : form < 9 ? $"</{name}>" : $"<{name}{attribute}/>";

    public static readonly Gen<string> Markup = Gen.Frequency((3, Tag), (2, OneOf(Pieces))).Array[0, 40].Select(string.Concat);

    private static Gen<string> OneOf(string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);
}
