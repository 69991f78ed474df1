using Griot.Ingest.Items;

namespace Griot.Ingest.Tests.Items;

/// <summary>H13: links that say another address than they lead to. Nothing of them is changed; the operator is told.</summary>
public sealed class MisleadingLinkTests
{
    [Fact]
    public async Task H13_a_piece_with_a_link_that_says_another_address_is_published_as_it_came_and_the_operator_is_told()
    {
        const string Link = "<a href=\"https://r-fi.example/\">rfi.fr</a>";
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();

        var result = await world.PollAsync(Told.Feed([Told.Number(1) with { Text = $"<p>Voir {Link}.</p>" }, Told.Number(2)]));

        Assert.Equal(2, result.NewItems);
        var piece = world.Shelf.Take(world.Item("urn:kayes:1"))!;
        Assert.Contains(Link, piece.Record!.Body, StringComparison.Ordinal);
        var told = Assert.Single(world.Store.Incidents(card.Channels[0].Id));
        Assert.Equal((MisleadingLinks.Code, 1), (told.Incident.Code, told.Times));
        Assert.Contains(world.Item("urn:kayes:1"), told.Incident.Message, StringComparison.Ordinal);
        Assert.Contains("A link says rfi.fr and leads to r-fi.example.", world.State().Incidents, StringComparison.Ordinal);
        // What stays when a piece is removed holds nothing of it.
        Assert.DoesNotContain("rfi", told.Incident.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_told_once_for_a_piece_and_again_when_a_new_version_still_says_it()
    {
        await using var world = await World.OpenAsync();
        var card = await world.AddAsync();
        var piece = Told.Number(1) with { Text = "<p><a href=\"https://r-fi.example/\">www.rfi.fr</a></p>" };
        await world.PollAsync(Told.Feed([piece]));
        await world.PollAsync(Told.Feed([piece, Told.Number(2)]));
        Assert.Equal(1, Assert.Single(world.Store.Incidents(card.Channels[0].Id)).Times);

        await world.PollAsync(Told.Feed([piece with { Text = piece.Text + "<p>Mise à jour.</p>" }, Told.Number(2)]));

        Assert.Equal(2, Assert.Single(world.Store.Incidents(card.Channels[0].Id)).Times);
    }

    [Theory]
    [InlineData("https://r-fi.example/", "rfi.fr", "A link says rfi.fr and leads to r-fi.example.")]
    [InlineData("https://r-fi.example/", "<b>rfi</b>.fr", "A link says rfi.fr and leads to r-fi.example.")]
    [InlineData("https://r-fi.example/a", "https://www.rfi.fr/fr/a?b", "A link says rfi.fr and leads to r-fi.example.")]
    [InlineData("https://evil.example/rfi.fr", "www.rfi.fr", "A link says rfi.fr and leads to evil.example.")]
    [InlineData("https://rfi.fr@evil.example/", "rfi.fr", "A link says rfi.fr and leads to evil.example.")]
    [InlineData("https://r-fi.example/", "rf\u00ADi.fr", "A link says rfi.fr and leads to r-fi.example.")]
    [InlineData("https://www.rfi.fr/fr/a", "rfi.fr", null)]
    [InlineData("https://m.rfi.fr/fr/a", "http://rfi.fr", null)]
    [InlineData("https://r-fi.example/", "rfi.fr dit que", null)]
    [InlineData("https://r-fi.example/", "rapport.pdf", null)]
    [InlineData("https://r-fi.example/", "1.234.567", null)]
    [InlineData("https://r-fi.example/", "S.A.", null)]
    [InlineData("https://r-fi.example/", "a@rfi.fr", null)]
    [InlineData("mailto:a@r-fi.example", "rfi.fr", null)]
    [InlineData("https://\u0440\u0430\u0443pal.example/", "here", "A link leads to xn--pal-5cd3fta.example, whose name can be taken for another.")]
    [InlineData("https://école.ml/", "école.ml", null)]
    public void A_link_misleads_where_its_text_is_another_address_or_its_host_looks_like_another(string address, string text, string? told) =>
        Assert.Equal(told, MisleadingLinks.In(Record.Html.SafeHtml.Sanitise($"<p>A <a href=\"{address}\">{text}</a></p>", null).Html)?.Message);
}
