namespace Griot.Web.Tests;

public sealed class AddressesTests
{
    private static readonly Edition French = Editions.Find("fr")!;

    [Fact]
    public void Addresses_are_those_of_the_design()
    {
        Assert.Equal("/fr", Addresses.Home(French));
        Assert.Equal("/fr/le-fleuve/x1", Addresses.Article(French, "le-fleuve", "x1"));
        Assert.Equal("/fr/le-fleuve/x1/2", Addresses.Article(French, "le-fleuve", "x1", 2));
        Assert.Equal("/fr/le-fleuve/x1/ask", Addresses.Ask(French, "le-fleuve", "x1"));
        Assert.Equal("/fr/case/AB-12", Addresses.Case(French, "AB-12"));
        Assert.Equal("/fr/providers?capacity=civil-society", Addresses.Providers(French, "capacity", "civil-society"));
        Assert.Equal("/feeds/all.atom", Addresses.Feed("all", "atom"));
        Assert.Equal("/items/x1/2/delivery", Addresses.Part("x1", 2, "delivery"));
    }

    [Fact]
    public void What_stands_in_an_address_can_not_leave_its_place() =>
        Assert.Equal("/fr/..%2F%3Fq%3D%22", Addresses.Provider(French, "../?q=\""));

    [Theory]
    [InlineData("about")]
    [InlineData("all")]
    [InlineData("case")]
    public void Words_of_the_site_are_no_slugs(string word) => Assert.True(Griot.Record.ReservedWords.Contains(word));

    [Fact]
    public void Absolute_addresses_come_from_the_settings() =>
        Assert.Equal("https://griot.example:8443/fr", new HouseSettings { PublicUrl = new Uri("https://griot.example:8443/") }.Absolute("/fr"));

    [Fact]
    public void A_piece_is_at_home_in_the_edition_of_its_language_or_in_the_first()
    {
        Assert.Equal("en", Editions.Home("en-GB").Code);
        Assert.Equal("ar", Editions.Home("ar-MR").Code);
        Assert.Equal("fr", Editions.Home("ha").Code);
        Assert.Equal("fr", Editions.Home(null).Code);
    }
}
