using CsCheck;

namespace Griot.Exporting.Tests;

/// <summary>The names of a copy's files can be borne everywhere, and no two addresses share one.</summary>
public sealed class CopyPathsTests
{
    private const string Item = "0123456789abcdefghjkmnpqrs";

    private static readonly CopyPaths Paths = new((_, _, number) => number switch { 1 => "application/pdf", 2 => "image/png", _ => null });

    [Theory]
    [InlineData("/", "index.html")]
    [InlineData("/copy", "index.html")]
    [InlineData("/copy/fr", "copy/fr.html")]
    [InlineData("/fr", "fr/index.html")]
    [InlineData("/fr?before=120&from=3", "fr/index_before-120_from-3.html")]
    [InlineData("/fr/le-fleuve", "fr/le-fleuve.html")]
    [InlineData("/fr/le-fleuve?before=12", "fr/le-fleuve_before-12.html")]
    [InlineData($"/fr/le-fleuve/{Item}", $"fr/le-fleuve/{Item}.html")]
    [InlineData($"/fr/le-fleuve/{Item}/2", $"fr/le-fleuve/{Item}/2.html")]
    [InlineData("/fr/providers?kind=press", "fr/providers_kind-press.html")]
    [InlineData("/fr/providers?country=ML", "fr/providers_country-ml.html")]
    [InlineData("/fr/country/ML", "fr/country/ml.html")]
    [InlineData("/fr/day/2026-11-29", "fr/day/2026-11-29.html")]
    [InlineData("/feeds/all.atom", "feeds/all.atom")]
    [InlineData("/feeds/all.json?before=7", "feeds/all_before-7.json")]
    [InlineData("/feeds/all/archive/50.atom", "feeds/all/archive/50.atom")]
    [InlineData("/feeds/country/ML.atom", "feeds/country/ml.atom")]
    [InlineData("/fr/le.fleuve", "fr/le.fleuve.html")]
    [InlineData("/log/checkpoint", "log/checkpoint")]
    [InlineData("/log/tile/0/x001/067.p/8", "log/tile/0/x001/067.p/8")]
    [InlineData("/log/entry/17", "log/entry/17.json")]
    [InlineData("/withdrawals.json?before=7", "withdrawals_before-7.json")]
    [InlineData("/.well-known/tdmrep.json", ".well-known/tdmrep.json")]
    [InlineData("/style-0a1b2c.css", "style-0a1b2c.css")]
    [InlineData($"/items/{Item}/1/record", $"items/01/{Item}.1.record.json")]
    [InlineData($"/items/{Item}/1/proof", $"items/01/{Item}.1.tlog-proof")]
    [InlineData($"/items/{Item}/1/delivery", $"items/01/{Item}.1.delivery.bin")]
    [InlineData($"/items/{Item}/1/media/1", $"items/01/{Item}.1.media.1.pdf")]
    [InlineData($"/items/{Item}/1/media/2", $"items/01/{Item}.1.media.2.webp")]
    [InlineData($"/items/{Item}/1/media/3", $"items/01/{Item}.1.media.3.bin")]
    [InlineData($"/items/{Item}/1/media/2/640", $"items/01/{Item}.1.media.2.640.webp")]
    public void A_plain_address_keeps_a_name_that_people_can_read(string address, string path) => Assert.Equal(path, Paths.Of(address));

    [Theory]
    [InlineData("/fr/con")]
    [InlineData("/fr/index")]
    [InlineData("/index.html")]
    [InlineData("/export.note")]
    [InlineData("/fr/aux.txt")]
    [InlineData("/fr/com1")]
    [InlineData("/fr/Le-Fleuve")]
    [InlineData("/fr/.hidden")]
    [InlineData("/fr/ends.")]
    [InlineData("/fr/a%20b")]
    [InlineData("/fr/a%2F..%2F..%2Fetc")]
    [InlineData("/fr/%2e%2e")]
    [InlineData("/fr/a:b")]
    [InlineData("/fr/na%C3%AFve")]
    [InlineData("/fr/a_b")]
    [InlineData("/fr?before=%3Cscript%3E")]
    [InlineData("/fr?before")]
    [InlineData("/con.css")]
    [InlineData("/brand/LOGO.SVG")]
    public void A_strange_address_gets_a_name_that_every_system_can_bear(string address)
    {
        var path = Paths.Of(address);

        Assert.True(CopyPaths.IsSafe(path), path);
        Assert.Contains("__", path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_name_is_cut_and_marked()
    {
        var path = Paths.Of("/fr/" + new string('a', 4000));

        Assert.True(path.Length < 100, path);
        Assert.NotEqual(path, Paths.Of("/fr/" + new string('a', 4001)));
    }

    [Fact]
    public void Whatever_the_address_the_path_is_safe() =>
        Gen.String.Array[0, 6].Sample(parts =>
        {
            var address = "/" + string.Join('/', parts.Select(Uri.EscapeDataString));
            Assert.True(CopyPaths.IsSafe(Paths.Of(address)), address);
        });

    [Fact]
    public void Two_addresses_never_share_a_file_even_where_capital_letters_are_small_ones()
    {
        string[] pieces = ["a", "A", "b", "_", "-", ".", "%2F", "1", "ML", "ml", "fr", "country", "?country=", "?before=", "&from=", "__", "index", "é", "%C3%A9"];
        var address = Gen.Int[0, pieces.Length - 1].Array[1, 6].Select(chosen => "/fr/" + string.Concat(chosen.Select(at => pieces[at])));
        Gen.Select(address, address).Where((one, other) => Same(one) != Same(other)).Sample((one, other) =>
            Assert.False(string.Equals(Paths.Of(one), Paths.Of(other), StringComparison.OrdinalIgnoreCase), $"{one} and {other} are both {Paths.Of(one)}"), iter: 20_000);
    }

    [Theory]
    [InlineData("index.html", "fr/index.html", "fr/index.html")]
    [InlineData("fr/index.html", "index.html", "../index.html")]
    [InlineData("fr/index.html", "fr/a/b.html", "a/b.html")]
    [InlineData("fr/a/b.html", "fr/a/b.html", "b.html")]
    [InlineData("fr/a/b/2.html", "items/01/x.json", "../../../items/01/x.json")]
    public void A_file_is_reached_from_another_by_the_shortest_way(string from, string to, string link) => Assert.Equal(link, CopyPaths.Relative(from, to));

    [Theory]
    [InlineData("../x")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/../b")]
    [InlineData("c:/x")]
    [InlineData("a\\b")]
    [InlineData("a/nul.html")]
    [InlineData("")]
    public void A_path_that_leads_elsewhere_is_not_safe(string path) => Assert.False(CopyPaths.IsSafe(path));

    // Two spellings of one address.
    private static string Same(string address)
    {
        var cut = address.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? at : address.Length;
        return string.Join('/', address[..cut].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).Select(part => part.Replace("/", "%2F", StringComparison.Ordinal))) + (address[cut..] is "?" ? "" : address[cut..]);
    }
}
