using Griot.Testing;

namespace Griot.Tests.Hostile;

/// <summary>Looks over a reader's shoulder: what has run, what a page holds that is not ours, who was asked, what stays behind in the browser.</summary>
internal static class Onlooker
{
    // What a page of ours may hold; a feed or record shown as text is wrapped by the browser itself. A picture, a script and a choice
    // are ours only where we put them: pictures of pieces, the check of a piece, what machines are told, a form, the bars of the statistics.
    private const string Walk = """
        const ours = new Set("html head title meta link body header main footer nav article aside section search div p span h1 h2 h3 h4 h5 h6 ul ol li dl dt dd a b i u s em strong small big bdi bdo del ins details summary table caption thead tbody tfoot tr td th time blockquote q pre code kbd samp var br hr wbr form label input textarea button fieldset legend abbr cite mark sub sup ruby rt rp dfn address figure figcaption".split(" "));
        const faults = [];
        const get = (type, name) => { const own = Object.getOwnPropertyDescriptor(type.prototype, name).get; return node => own.call(node); };
        const [name, attributes] = [get(Element, "localName"), get(Element, "attributes")];
        const own = (address, path) => { try { const url = new URL(address, location.href); return url.origin === location.origin && path.test(url.pathname); } catch { return false; } };
        const bar = e => e.localName === "svg" && e.parentNode.localName === "td" && /^\/[a-z]+\/statistics$/.test(location.pathname);
        const told = text => { try { JSON.parse(text); return true; } catch { return false; } };
        const placed = {
          img: e => own(e.getAttribute("src"), /^\/items\//), picture: e => true, source: e => e.parentNode.localName === "picture",
          script: e => e.hasAttribute("src") ? own(e.getAttribute("src"), /^\/verify-[0-9a-f]+\.js$/) : e.type === "application/ld+json" && told(e.textContent),
          noscript: e => document.querySelector("head > script[src^='/verify-']"),
          svg: e => bar(e), rect: e => bar(e.parentNode),
          select: e => e.closest("form.seek, form[action$='/ask']"), option: e => placed.select(e), optgroup: e => placed.select(e),
        };
        if (window.__ran) faults.push("ran: " + window.__ran.join());
        if (document.contentType !== "text/html") return faults;
        for (const e of document.querySelectorAll("*")) {
          if (!ours.has(name(e)) && !placed[name(e)]?.(e)) faults.push("<" + name(e) + ">");
          for (const a of attributes(e)) {
            if (/^on/i.test(a.name) || ["style", "srcdoc", "formaction", "ping", "target", "background", "poster", "http-equiv"].includes(a.name)) faults.push(a.name + "=" + a.value);
            if (a.name === "src" && !own(a.value, /^\/(items\/|verify-)/)) faults.push(a.name + "=" + a.value);
            if (a.name === "srcset" && !a.value.split(",").every(one => own(one.trim().split(" ")[0], /^\/items\//))) faults.push(a.name + "=" + a.value);
            if (["href", "action", "cite"].includes(a.name) && !["http:", "https:", "mailto:"].includes(new URL(a.value, location.href).protocol)) faults.push(a.name + "=" + a.value);
            if (a.name === "action" && new URL(a.value, location.href).host !== location.host) faults.push(a.name + "=" + a.value);
          }
        }
        for (const link of document.querySelectorAll("link")) if (!["stylesheet", "alternate", "canonical", "icon", "search", "prev", "next", "license", "self"].includes(link.rel)) faults.push("link " + link.rel);
        return faults;
        """;

    // Told before any script of a page: what could tell that one has run.
    private const string Witness = """
        window.__ran = undefined;
        for (const name of ["alert", "confirm", "prompt", "print", "open", "eval"]) window[name] = () => { (window.__ran ??= []).push(name); };
        addEventListener("securitypolicyviolation", event => (window.__ran ??= []).push("refused: " + event.violatedDirective + " " + event.blockedURI));
        """;

    /// <summary>From now on every page has a witness.</summary>
    internal static void Tell(Chromium browser) =>
        browser.Driver.ExecuteCdpCommand("Page.addScriptToEvaluateOnNewDocument", new Dictionary<string, object?> { ["source"] = Witness });

    /// <summary>What is wrong with the page that the browser shows.</summary>
    internal static IEnumerable<object> Faults(Chromium browser) => Assert.IsAssignableFrom<IEnumerable<object>>(browser.Driver.ExecuteScript(Walk));

    /// <summary>What the pages left behind: storage of every sort, and workers.</summary>
    internal static IEnumerable<object> Kept(Chromium browser)
    {
        browser.Visit("/fr/about");
        return Assert.IsAssignableFrom<IEnumerable<object>>(browser.Driver.ExecuteScript("""
            return Promise.all([indexedDB.databases(), self.caches ? caches.keys() : [], navigator.serviceWorker ? navigator.serviceWorker.getRegistrations() : []])
              .then(kept => [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...kept.flat().map(String), ...(document.cookie ? [document.cookie] : [])]);
            """));
    }

    /// <summary>Opens the pages, one after the other: nothing on them may be wrong, and nobody but the house is asked.</summary>
    internal static void Visit(Chromium browser, IEnumerable<string> pages)
    {
        foreach (var page in pages)
        {
            browser.Visit(page);
            var faults = string.Join(' ', Faults(browser));
            Assert.True(faults.Length == 0, $"{page}: {faults}");
        }

        // A tombstone answers 410, and an address where nothing is 404, which a browser remarks on.
        Assert.DoesNotContain(browser.Console(), line => !line.Contains("status of 410", StringComparison.Ordinal) && !line.Contains("status of 404", StringComparison.Ordinal));
        // The cross in a search box is a drawing of the browser's own, within itself: it asks nobody.
        Assert.All(browser.Requests().Where(address => !address.StartsWith("data:image/svg+xml;base64,", StringComparison.Ordinal)), address => Assert.StartsWith(browser.House.AbsoluteUri, address, StringComparison.Ordinal));
    }
}
