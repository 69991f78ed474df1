using System.Text.Json.Nodes;
using Griot.Testing;
using static Griot.Tests.Verifying.Lies;

namespace Griot.Tests.Verifying;

/// <summary>The check in a reader's own browser: what holds is said to hold, each lie is found at its step, and nothing holds that rests on it.</summary>
public sealed class BrowserCheckTests(CheckingBrowser browser) : IClassFixture<CheckingBrowser>, IDisposable
{
    private const string All = "proof entry text page delivery inclusion key signature";

    private HonestHouse House => browser.House;

    private string Piece => CheckingBrowser.CheckOf(House.Page, 2);

    [Fact]
    public async Task All_of_a_good_piece_holds_with_the_readers_key_and_nobody_else_is_asked_and_nothing_is_kept()
    {
        // What earlier tests left.
        browser.Browser.Requests();
        browser.Browser.Console();

        var found = await browser.CheckAsync(Piece, House.Key);

        Assert.Equal(("held", All), (found.Verdict, found.Held));
        Assert.Contains("avec la clé que vous avez donnée", found.Words, StringComparison.Ordinal);
        Assert.All(browser.Browser.Requests(), address => Assert.Equal(browser.Liar.Address.Authority, new Uri(address).Authority));
        Assert.Empty(browser.Browser.Wanted);
        Assert.Empty(browser.Browser.Console());
        Assert.Empty(browser.Browser.Driver.Manage().Cookies.AllCookies);
        Assert.Equal(0L, browser.Browser.Driver.ExecuteAsyncScript("""
            const done = arguments[0];
            Promise.all([caches.keys(), indexedDB.databases(), navigator.serviceWorker.getRegistrations()])
              .then(kept => done(kept.flat().length + localStorage.length + sessionStorage.length));
            """));
    }

    [Fact]
    public async Task Numbers_and_moments_are_written_as_the_page_writes_them()
    {
        var found = await browser.CheckAsync(Piece, House.Key);

        Assert.Contains((string)browser.Browser.Driver.ExecuteScript("return document.querySelector('.subject time').textContent")! + " UTC", found.Words, StringComparison.Ordinal);
        Assert.Matches(@"\b\d{1,3}(\s\d{3})*\soctets", found.Words);
        Assert.DoesNotMatch(@"\d{4}\soctets", found.Words);
    }

    [Fact]
    public async Task The_key_that_the_site_itself_serves_is_not_said_to_hold()
    {
        var found = await browser.CheckAsync(Piece);

        Assert.Equal(("open", "key", All.Replace("key ", "", StringComparison.Ordinal)), (found.Verdict, found.Open, found.Held));
        Assert.Contains(House.Key, found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_excerpt_is_checked_where_terms_allow_no_more()
    {
        var found = await browser.CheckAsync(CheckingBrowser.CheckOf(House.ExcerptPage, 1), House.Key);

        Assert.Equal(("held", All.Replace("delivery ", "", StringComparison.Ordinal)), (found.Verdict, found.Held));
        Assert.DoesNotContain(browser.Liar.Asked, path => path.EndsWith("/record", StringComparison.Ordinal) && path.Contains(House.ExcerptPage.Split('/')[3], StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_withdrawn_is_checked_as_far_as_its_proof_goes()
    {
        var found = await browser.CheckAsync(CheckingBrowser.CheckOf(House.GonePage, 1), House.Key);

        Assert.Equal(("open", "text page", "proof entry inclusion key signature"), (found.Verdict, found.Open, found.Held));
    }

    [Fact]
    public async Task Another_text_is_found_and_the_page_is_not_compared_with_it()
    {
        Lie("/record", bytes => Replaced(bytes, "pour de bon", "pour deux jours"));

        var found = await AskAsync();

        Assert.Equal(("failed", "text", "page"), (found.Verdict, found.Failed, found.Open));
    }

    [Theory]
    [InlineData("<p>", "<p>On dit que ")]
    [InlineData("Enfin, et pour de bon.", "Enfin.")]
    [InlineData("</h1>", ", dit-on</h1>")]
    [InlineData("<div class=\"body\"", "<div class=\"body\">Faux.</div><div class=\"body\"")]
    public async Task A_page_that_says_something_else_is_found(string sealedWords, string lie)
    {
        browser.Liar.Change = (path, bytes) => path.StartsWith(House.Page, StringComparison.Ordinal) ? Replaced(bytes, sealedWords, lie) : bytes;

        var found = await AskAsync();

        Assert.DoesNotContain("page", found.Held, StringComparison.Ordinal);
        Assert.NotEqual("held", found.Verdict);
    }

    [Fact]
    public async Task Another_delivery_is_found()
    {
        Lie("/delivery", bytes => [.. bytes, (byte)' ']);

        Assert.Equal("delivery", (await AskAsync()).Failed);
    }

    [Fact]
    public async Task Bytes_without_their_salt_and_a_salt_without_its_bytes_are_refused()
    {
        LieInExtra(extra => extra["salts"]!["record"] = null);
        Assert.Equal("text", (await AskAsync()).Failed);

        browser.Liar.Change = (path, bytes) => path.EndsWith("/record", StringComparison.Ordinal) ? null : bytes;
        Assert.Equal("text", (await AskAsync()).Failed);
    }

    [Fact]
    public async Task Another_entry_does_not_stand_in_the_log_and_no_key_helps_it()
    {
        LieInExtra(extra => extra["entry"] = Convert.ToBase64String(Replaced(Convert.FromBase64String(extra["entry"]!.GetValue<string>()), "evidence plain", "evidence signed")));

        await IsFoundAsync("inclusion", "key signature");
    }

    [Fact]
    public async Task Another_sibling_leads_to_another_root()
    {
        Lie("/proof", bytes => Line(bytes, IsHash, Flipped, first: true));

        await IsFoundAsync("inclusion", "key signature");
    }

    [Fact]
    public async Task Another_root_is_reached_by_no_entry()
    {
        Lie("/proof", bytes => Line(bytes, IsHash, Flipped));

        await IsFoundAsync("inclusion", "key signature");
    }

    [Fact]
    public async Task The_proof_of_another_version_is_not_of_this_one()
    {
        var other = System.Text.Encoding.UTF8.GetBytes(await House.Site.ReadAsync($"/items/{House.Item}/1/proof"));
        Lie("/2/proof", _ => other);

        await IsFoundAsync("entry", "text page delivery inclusion key signature");
    }

    [Theory]
    [InlineData("hold")]
    [InlineData("reading")]
    public async Task What_the_house_seals_about_a_version_is_no_version(string kind)
    {
        LieInExtra(extra => extra["entry"] = Convert.ToBase64String(Replaced(Convert.FromBase64String(extra["entry"]!.GetValue<string>()), "kind update", $"kind {kind}")));

        await IsFoundAsync("entry", "text page delivery inclusion key signature");
    }

    [Theory]
    [InlineData("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2")]
    [InlineData("\nindex ", "\nindex 0")]
    [InlineData("\n\u2014 ", "\n- ")]
    public async Task What_is_not_of_the_form_of_a_proof_is_none(string form, string other)
    {
        Lie("/proof", bytes => Replaced(bytes, form, other));

        await IsFoundAsync("proof", "entry text page delivery inclusion key signature");
    }

    [Fact]
    public async Task A_forged_signature_is_found()
    {
        Lie("/proof", bytes => Line(bytes, IsSignature, line => $"{line[..(line.LastIndexOf(' ') + 1)]}{Flipped(line[(line.LastIndexOf(' ') + 1)..])}"));

        await IsFoundAsync("signature", "");
    }

    [Fact]
    public async Task Another_size_is_not_what_was_signed()
    {
        var size = "";
        Lie("/proof", bytes => Line(bytes, line => long.TryParse(line, out _), line => size = line));
        await AskAsync();
        Lie("/proof", bytes => Replaced(bytes, $"\n{size}\n", $"\n{size}1\n"));

        var found = await AskAsync();

        Assert.Contains(found.Failed, (string[])["inclusion", "signature"]);
        Assert.DoesNotContain("signature", found.Held, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_key_than_the_logs_own_is_found()
    {
        foreach (var key in new[] { Keys.New("griot.example/other"), Keys.New(House.Key.Split('+')[0]) })
        {
            var found = await browser.CheckAsync(Piece, key);

            Assert.Equal(("failed", "key", "signature"), (found.Verdict, found.Failed, found.Open));
        }
    }

    [Fact]
    public async Task What_is_no_key_proves_nothing_and_the_right_one_may_be_given_after_it()
    {
        var found = await browser.CheckAsync(Piece, House.Key[..^2] + "AA");
        Assert.Equal(("open", "key signature"), (found.Verdict, found.Open));

        Assert.Equal("held", (await browser.WithKeyAsync($" {House.Key}\n")).Verdict);
    }

    [Fact]
    public async Task Where_the_browser_can_t_check_signatures_the_step_says_so_and_the_command_stands_below()
    {
        var found = await browser.CheckAsync($"http://{Chromium.Stranger}:{browser.Liar.Address.Port}{Piece}", House.Key);

        Assert.Equal(("open", "signature", All.Replace(" signature", "", StringComparison.Ordinal)), (found.Verdict, found.Open, found.Held));
        Assert.Contains("La commande ci-dessous le peut", found.Words, StringComparison.Ordinal);
        Assert.Equal($"griot verify {House.Site.Address.GetLeftPart(UriPartial.Authority)}{House.Page}/2", browser.Browser.Driver.ExecuteScript("return document.querySelector('.command').textContent"));
    }

    [Fact]
    public async Task A_site_that_gives_no_proof_has_failed()
    {
        browser.Liar.Change = (path, bytes) => path.EndsWith("/proof", StringComparison.Ordinal) ? null : bytes;

        await IsFoundAsync("proof", "entry text page delivery inclusion key signature");
    }

    [Fact]
    public async Task Where_nothing_can_be_fetched_nothing_is_said_to_hold_or_to_fail()
    {
        browser.Liar.Broken = path => path.StartsWith("/items/", StringComparison.Ordinal);

        var found = await AskAsync();

        Assert.Equal(("open", All), (found.Verdict, found.Open));
        Assert.Contains("Rien n’a pu être vérifié ici", found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hostile_words_in_a_proof_stay_words()
    {
        LieInExtra(extra => extra["entry"] = Convert.ToBase64String(Replaced(Convert.FromBase64String(extra["entry"]!.GetValue<string>()), $"item {House.Item}", "item <img/src=x/onerror=alert(1)>")));

        var found = await AskAsync();

        Assert.Equal("entry", found.Failed);
        Assert.Contains("<img/src=x/onerror=alert(1)>", found.Words, StringComparison.Ordinal);
        Assert.Equal(0L, browser.Browser.Driver.ExecuteScript("return document.querySelectorAll('main img').length"));
    }

    public void Dispose() => (browser.Liar.Change, browser.Liar.Broken) = ((_, bytes) => bytes, _ => false);

    private Task<Checked> AskAsync() => browser.CheckAsync(Piece, House.Key);

    private async Task IsFoundAsync(string step, string restingOnIt)
    {
        var found = await AskAsync();

        Assert.Equal(("failed", step, restingOnIt), (found.Verdict, found.Failed, found.Open));
    }

    private void Lie(string where, Func<byte[], byte[]> lie) => browser.Liar.Change = (path, bytes) => path.EndsWith(where, StringComparison.Ordinal) ? lie(bytes) : bytes;

    private static bool IsHash(string line) => line.Length == 44 && !line.Contains(' ', StringComparison.Ordinal);

    private void LieInExtra(Action<JsonNode> lie) => Lie("/proof", bytes => InExtra(bytes, lie));
}
