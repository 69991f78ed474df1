namespace Griot.Record.Tests.Words;

public sealed class HostNameTests
{
    [Theory]
    [InlineData("rfi.fr", "rfi.fr", true)]
    [InlineData("m.rfi.fr", "rfi.fr", true)]
    [InlineData("fr.allafrica.com", "en.allafrica.com", true)]
    [InlineData("r-fi.example", "rfi.fr", false)]
    [InlineData("rfi.fr.evil.example", "rfi.fr", false)]
    [InlineData("notrfi.fr", "rfi.fr", false)]
    [InlineData("finances.gov.ml", "sante.gov.ml", false)]
    [InlineData("paper.co.za", "rival.co.za", false)]
    public void Two_names_are_of_one_site_where_one_stands_in_the_other_or_both_in_one_of_their_kind(string one, string other, bool isOne) =>
        Assert.Equal((isOne, isOne), (HostName.IsOneSite(one, other), HostName.IsOneSite(other, one)));

    [Theory]
    [InlineData("rfi.fr", "rfi.fr", true)]
    [InlineData("m.rfi.fr", "rfi.fr", true)]
    [InlineData("notrfi.fr", "rfi.fr", false)]
    [InlineData("fr.allafrica.com", "en.allafrica.com", false)]
    [InlineData("rfi.fr", "fr", false)]
    public void One_of_two_names_lies_within_the_other_where_one_owner_gives_out_both(string one, string other, bool isWithin) =>
        Assert.Equal((isWithin, isWithin), (HostName.IsOneWithinTheOther(one, other), HostName.IsOneWithinTheOther(other, one)));

    [Theory]
    [InlineData("WWW.Exemple.ML.", "exemple.ml")]
    [InlineData("école.ml", "xn--cole-9oa.ml")]
    [InlineData("rfi.fr\u3002", "rfi.fr")]
    [InlineData("Foo-.Example", "foo-.example")]
    [InlineData("[2001:DB8::1]", "[2001:db8::1]")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("a..b", null)]
    [InlineData("", null)]
    public void A_name_is_compared_in_ASCII_without_www(string host, string? plain) => Assert.Equal(plain, HostName.Plain(host));

    [Theory]
    [InlineData("rfi.fr", false)]
    [InlineData("paypal.com", false)]
    [InlineData("р\u0430ypal.com", true)]
    [InlineData("xn--ypal-43d9g.com", true)]
    [InlineData("\u0440\u0430\u0443pal.example", true)]
    [InlineData("\u0430\u0440\u0440\u04CF\u0435.com", true)]
    [InlineData("\u03BF\u03C1\u03B9\u03BF\u03BD.com", true)]
    [InlineData("école.ml", false)]
    [InlineData("ƙasa.ng", false)]
    [InlineData("правда.рф", false)]
    [InlineData("кот.рф", false)]
    [InlineData("газета.com", false)]
    [InlineData("الجزيرة.net", false)]
    [InlineData("新聞24.com", false)]
    [InlineData("\u0430\u0430\u3002", false)]
    [InlineData("\u0430\u0430\uFF0E", false)]
    [InlineData("\u3002", false)]
    [InlineData("xn--0.com", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("::1", false)]
    [InlineData("", false)]
    public void A_name_can_be_taken_for_another_where_it_mixes_alphabets_or_only_looks_Latin(string host, bool isLookalike) => Assert.Equal(isLookalike, HostName.IsLookalike(host));
}
