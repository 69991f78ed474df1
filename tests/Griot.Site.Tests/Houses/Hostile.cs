using Griot.Record;

namespace Griot.Site.Tests;

/// <summary>A provider and a piece that try to act through every field that they can write.</summary>
internal static class Hostile
{
    internal const string Payload = "\"><script>alert(document.domain)</script><img src=x onerror=alert(1)><svg onload=alert(2)>'\u202E\u0000\u0001\u0085\uFEFF{{7*7}}</title></textarea>&lt;script&gt;";
    internal const string BadAddress = "java\tscript:alert(3)";

    internal static ProviderCard Provider() => Written.Provider(Payload, slug: "hostile") with
    {
        About = Payload,
        UsageTerms = Payload,
        Country = "\"><script>",
        Languages = [Payload],
        Home = BadAddress,
        Contact = "mallory@provider.example?cc=victim@example.org\"><script>",
        Channels = [new CardChannel(OpaqueId.New(), ChannelKind.Feed, Payload, Public: true, Proven: true)],
    };

    internal static ArticleRecord Piece(Signal signal = Signal.New) => Written.Piece(Payload + signal, Body, Payload, signal) with
    {
        By = Payload,
        Located = Payload,
        Descriptions = [new TextValue(Payload), new TextValue(Payload, ContentType: "text/html")],
        Subjects = [new Subject(Payload, Payload, Payload)],
        InfoSources = [new InfoSource(Payload, BadAddress)],
        Associations = [new Association("https://tracker.example/pixel.gif", "image/gif", Title: Payload, Caption: Payload, Credit: Payload)],
        UsageTerms = Payload,
        Link = BadAddress,
    };

    private static string Body =>
        $"<p>Lisible.</p><p>{Payload}</p><p style=\"position:fixed\" onclick=\"alert(4)\" id=\"text\"><a href=\"{BadAddress}\" target=\"_blank\">lien</a></p>"
        + "<img src=\"https://tracker.example/1.gif\" width=\"1\" height=\"1\"><img src=\"https://tracker.example/2.jpg\" alt=\"\"><script>alert(6)</script>\">"
        + "<iframe srcdoc=\"<script>alert(7)</script>\"></iframe><form action=\"/x\"><button formaction=\"javascript:alert(8)\">b</button></form>"
        + "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=alert(9)&gt;\">"
        + "<link rel=stylesheet href=https://tracker.example/x.css><meta http-equiv=refresh content=\"0;url=https://tracker.example/\"><base href=https://tracker.example/>"
        + "<video poster=https://tracker.example/p.png src=https://tracker.example/v.mp4 autoplay></video>";
}
