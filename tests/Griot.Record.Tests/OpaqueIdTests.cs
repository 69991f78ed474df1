namespace Griot.Record.Tests;

public sealed class OpaqueIdTests
{
    [Fact]
    public void A_new_id_is_well_formed_and_never_given_twice()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => OpaqueId.New()).ToHashSet();

        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.True(OpaqueId.IsWellFormed(id)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("01hq3zzzzzzzzzzzzzzzzzzzzU")]
    public void Anything_else_is_not_an_id(string text) => Assert.False(OpaqueId.IsWellFormed(text));
}
