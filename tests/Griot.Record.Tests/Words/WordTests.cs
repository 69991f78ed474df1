namespace Griot.Record.Tests.Words;

public sealed class WordTests
{
    [Fact]
    public void The_words_are_written_as_the_design_writes_them()
    {
        Assert.Equal("press, institution, individual, house", Word.All<ProviderKind>());
        Assert.Equal("usable, embargoed, withheld, canceled", Word.All<PubStatus>());
        Assert.Equal("new, update, correction, withdrawal", Word.All<Signal>());
        Assert.Equal("full, excerpt, link", Word.All<Terms>());
        Assert.Equal("signed, authenticated, proven, tls, plain, entered", Word.All<Evidence>());
        Assert.Equal(
            "article, update, correction, withdrawal, release, expiry, media, reading, hold, restore, removal, provider, provider-key, log-key, policy",
            Word.All<EntryKind>());
        Assert.Equal("international-organisation", Word.Of(Capacity.InternationalOrganisation));
    }

    [Theory]
    [InlineData("civil-society")]
    [InlineData("Civil society")]
    [InlineData(" CIVIL_SOCIETY ")]
    public void People_may_type_them_in_their_own_way(string text) => Assert.Equal(Capacity.CivilSociety, Word.Parse<Capacity>(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("civilsociety")]
    public void What_is_no_word_is_none(string? text) => Assert.Null(Word.Parse<Capacity>(text));

    [Fact]
    public void Every_word_reads_back()
    {
        foreach (var capacity in Enum.GetValues<Capacity>()) Assert.Equal(capacity, Word.Parse<Capacity>(Word.Of(capacity)));
        foreach (var kind in Enum.GetValues<EntryKind>()) Assert.Equal(kind, Word.Parse<EntryKind>(Word.Of(kind)));
    }
}
