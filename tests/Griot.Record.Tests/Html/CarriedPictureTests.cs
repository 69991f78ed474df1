using CsCheck;
using Griot.Record.Html;

namespace Griot.Record.Tests.Html;

/// <summary>Where pictures stood that came with a mail, and that its text shows by their Content-ID.</summary>
public sealed class CarriedPictureTests
{
    private const string Picture = "<img src=cid:a>";
    private static readonly string[] Pieces = ["<p>a</p>", "<ul><li>b</li></ul>", "c", "<h2>d &lt;/p&gt;</h2>"];

    [Theory]
    [InlineData("<p>un</p>[]<p>deux</p>", "<p>un</p>|<p>deux</p>")]
    [InlineData("<p>un</p><p>[]</p><p>deux</p>", "<p>un</p>|<p>deux</p>")]
    [InlineData("<p>un</p><p>[] deux</p><p>trois</p>", "<p>un</p>|<p>deux</p><p>trois</p>")]
    [InlineData("<p>un [] un</p><p>deux</p>", "<p>un  un</p>|<p>deux</p>")]
    [InlineData("[]<p>un</p>", "|<p>un</p>")]
    [InlineData("<p>un</p>[]", "<p>un</p>|")]
    [InlineData("<div>un<br>[]</div><div>deux</div>", "<p>un<br></p>|<p>deux</p>")]
    [InlineData("<blockquote><p>un</p>[]<p>deux</p></blockquote>", "<blockquote><p>un</p>|<p>deux</p></blockquote>")]
    [InlineData("<ul><li>un<li>deux []<li>trois</ul>", "<ul><li>un</li><li>deux |</li><li>trois</li></ul>")]
    [InlineData("<table><tr><td>un<td>[]<td>deux</table>", "<table><tbody><tr><td>un</td><td>|</td><td>deux</td></tr></tbody></table>")]
    [InlineData("<blockquote>un []</blockquote><p>deux</p>", "|<blockquote>un </blockquote><p>deux</p>")]
    [InlineData("<p>un</p><ul><li>[]</li></ul><p>deux</p>", "<p>un</p>|<p>deux</p>")]
    [InlineData("<ul><li>un<li><p>deux</p>[]<p>trois</p></ul>", "<ul><li>un</li><li><p>deux</p>|<p>trois</p></li></ul>")]
    public void A_place_is_kept_and_parts_no_words(string html, string parted)
    {
        var safe = SafeHtml.Sanitise(html.Replace("[]", Picture, StringComparison.Ordinal), null);

        var place = Assert.Single(safe.Carried);
        Assert.Equal(("a", parted), (place.ContentId, string.Join('|', TextEnds.Part(safe.Html, [place.Position]))));
    }

    [Fact]
    public void One_that_is_shown_twice_stands_where_it_stood_first_and_a_beacon_nowhere() =>
        Assert.Equal([new CarriedPicture("a", 0)], SafeHtml.Sanitise(Picture + "<p>un</p>" + Picture + "<img src=cid:b width=1 height=1>", null).Carried);

    [Theory]
    [InlineData("cid:pont%40courrier", "pont@courrier")]
    [InlineData(" CID:a ", "a")]
    [InlineData("cid:", null)]
    [InlineData("https://a.example/cid:b", null)]
    [InlineData(null, null)]
    public void A_content_id_is_written_as_an_address_is(string? address, string? id) => Assert.Equal(id, CarriedPicture.IdOf(address));

    [Fact]
    public void X15_a_hundred_thousand_of_them_are_read_in_bounded_time_and_refused_as_any_text_that_is_too_large() =>
        Assert.True(SafeHtml.Sanitise(string.Concat(Enumerable.Range(0, 100_000).Select(number => $"<img src=cid:{number}>")), null).IsRefused);

    [Fact]
    public void Whatever_places_are_asked_for_the_parts_together_are_the_whole() => Gen.Select(
        Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 6].Select(string.Concat), Gen.Int[-1, 9].Array[0, 4]).Sample((html, places) =>
        {
            var parts = TextEnds.Part(html, [.. places.Order()]);
            Assert.Equal(html, string.Concat(parts));
            Assert.Equal(places.Length + 1, parts.Count);
        });
}
