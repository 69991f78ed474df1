using Griot.Testing;
using Griot.Tests.House;

namespace Griot.Tests.Screens;

/// <summary>axe-core, which judges a page by the rules of WCAG 2.2 AA and by its own. <c>./test</c> installs it in <c>artifacts/npm</c>, where it may.</summary>
internal sealed class Axe
{
    // Of each violation: the rule, and where.
    private const string Judge = """
        return axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })
          .then(found => found.violations.flatMap(one => one.nodes.map(node => one.id + ": " + node.target.join(" ") + " " + node.html.slice(0, 160))));
        """;

    private readonly string source;

    private Axe(string source) => this.source = source;

    internal static Axe Load()
    {
        var file = Path.Combine(Checkout.Root, "artifacts", "npm", "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(file)) Assert.Skip("npm's axe-core is not in artifacts/npm: ./test installs it where it may");
        return new(File.ReadAllText(file));
    }

    /// <summary>What is wrong with the page that the browser shows.</summary>
    internal IEnumerable<string> ViolationsOn(Chromium browser)
    {
        browser.Driver.ExecuteScript(source);
        return ((IEnumerable<object>)browser.Driver.ExecuteScript(Judge)!).Cast<string>();
    }
}
