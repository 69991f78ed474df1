using System.Globalization;
using Griot.Testing;
using Griot.Tests.Running;

namespace Griot.Tests.Verifying;

/// <summary>A real browser before a house, and between them somebody who may lie. Without chromium its tests say so and are skipped.</summary>
public sealed class CheckingBrowser : IAsyncLifetime
{
    private const string Steps = """return [...document.querySelectorAll("[data-step]")].map(one => one.dataset.step + " " + one.dataset.state).join("\n");""";
    private const string Words = """return [...document.querySelectorAll("[data-word]")].filter(one => one.checkVisibility()).map(one => one.textContent).join("\n");""";

    private readonly HonestHouse house = new();

    internal HonestHouse House => house;

    internal Liar Liar { get; private set; } = null!;

    internal Chromium Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await house.InitializeAsync();
        Liar = await Liar.OpenAsync(house.Site.Address);
        Browser = Chromium.Open(Liar.Address);
    }

    public async ValueTask DisposeAsync()
    {
        Browser?.Dispose();
        if (Liar is not null) await Liar.DisposeAsync();
        await house.DisposeAsync();
    }

    /// <summary>The address of a piece's check.</summary>
    internal static string CheckOf(string page, int version) => string.Create(CultureInfo.InvariantCulture, $"/fr/verify/{page.Split('/')[3]}/{version}");

    /// <summary>Opens the check of a version, with a key that the reader has or the one that is served.</summary>
    internal async Task<Checked> CheckAsync(string path, string? key = null)
    {
        Browser.Visit(path);
        var found = await FoundAsync();
        return key is null ? found : await WithKeyAsync(key);
    }

    /// <summary>Checks what is open again, with a key that the reader has.</summary>
    internal async Task<Checked> WithKeyAsync(string key)
    {
        Browser.Driver.ExecuteScript("""document.getElementById("key").value = arguments[0]; document.querySelector("#verify form button").click();""", key);
        return await FoundAsync();
    }

    private async Task<Checked> FoundAsync()
    {
        await Eventually.TrueAsync(() => Verdict() is not (null or "waiting"), () => "no verdict: " + string.Join('\n', Browser.Console()));
        var steps = ((string)Browser.Driver.ExecuteScript(Steps)!).Split('\n').Select(step => step.Split(' '));
        return new Checked(Verdict()!, [.. steps.Select(step => (step[0], step[1]))], (string)Browser.Driver.ExecuteScript(Words)!);
    }

    private string? Verdict() => (string?)Browser.Driver.ExecuteScript("""return document.querySelector("[role=status]")?.dataset.state;""");
}

/// <summary>What a reader's browser found.</summary>
/// <param name="Verdict">Held, failed or open.</param>
/// <param name="Steps">The same of each step, in the order of the page.</param>
/// <param name="Words">What the reader sees of it.</param>
internal sealed record Checked(string Verdict, IReadOnlyList<(string Name, string State)> Steps, string Words)
{
    internal string Held => With("held");

    internal string Failed => With("failed");

    internal string Open => With("open");

    // Names with blanks between them.
    private string With(string state) => string.Join(' ', Steps.Where(step => step.State == state).Select(step => step.Name));
}
