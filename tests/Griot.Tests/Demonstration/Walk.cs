using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Griot.Tests.Running;

namespace Griot.Tests.Demonstration;

/// <summary>Walks every link inside a site and keeps what is wrong: missing pages, faults, pages without the notice, things asked of other hosts.</summary>
internal sealed class Walk(Site site)
{
    private static readonly string[] Answers = ["200", "302", "303", "403", "410"];

    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Queue<(string Address, string From)> waiting = [];

    internal List<string> Faults { get; } = [];

    internal int Pages { get; private set; }

    internal async Task FromAsync(params IEnumerable<string> addresses)
    {
        foreach (var address in addresses) Add(address, "the start");
        while (waiting.TryDequeue(out var next)) await VisitAsync(next.Address, next.From);
    }

    private async Task VisitAsync(string address, string from)
    {
        using var answer = await site.GetAsync(address);
        var status = ((int)answer.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (!Answers.Contains(status)) Faults.Add($"{address} (from {from}): {status}");
        if (!answer.Headers.Contains("Content-Security-Policy")) Faults.Add($"{address}: no guard headers");
        if (answer.Headers.Location is { } location) Follow(location.OriginalString, address);
        if (answer.Content.Headers.ContentType?.MediaType != "text/html") return;
        Pages++;
        using var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
        if (page.QuerySelector(".banner") is null) Faults.Add($"{address}: no notice of the demonstration");
        foreach (var asked in page.QuerySelectorAll("img[src], script[src], iframe, link[rel=stylesheet], link[rel=icon]")) Loaded(asked, address);
        foreach (var link in page.QuerySelectorAll("a[href], link[href]").Where(link => !IsNarrowing(link))) Follow(link.GetAttribute("href")!, address);
    }

    private void Loaded(IElement asked, string address)
    {
        var target = asked.GetAttribute("src") ?? asked.GetAttribute("href") ?? "";
        if (asked.LocalName == "iframe" || (asked.LocalName == "script" && !IsCheck(address)) || new Uri(site.Address, target).Authority != site.Address.Authority) Faults.Add($"{address}: asks for {target}");
        if (asked.LocalName == "script") Follow(target, address);
    }

    // The only page with a script: where a version is checked.
    private static bool IsCheck(string address) => address.Split('/') is ["", _, "verify", _, _];

    // A search can be narrowed in more ways than anybody walks: no crawler is sent there.
    private static bool IsNarrowing(IElement link) => link.GetAttribute("rel") == "nofollow" && link.GetAttribute("href")!.Contains("/search?", StringComparison.Ordinal);

    private void Follow(string target, string from)
    {
        if (!Uri.TryCreate(new Uri(site.Address, from), target, out var address)) Faults.Add($"{from}: leads to {target}");
        else if (address.Authority == site.Address.Authority) Add(address.PathAndQuery, from);
    }

    private void Add(string address, string from)
    {
        if (seen.Add(address)) waiting.Enqueue((address, from));
    }
}
