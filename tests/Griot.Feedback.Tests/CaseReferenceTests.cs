using CsCheck;

namespace Griot.Feedback.Tests;

public sealed class CaseReferenceTests
{
    [Fact]
    public void A_reference_is_read_however_it_is_typed() =>
        Gen.Bool.Array[200].Sample(cases =>
        {
            var reference = CaseReference.New();
            var letters = reference.Replace("-", "").Select((letter, at) => cases[at] ? char.ToUpperInvariant(letter) : letter);
            Assert.Equal(reference, CaseReference.Parse(string.Concat(letters)));
            Assert.Equal(reference, CaseReference.Parse(" " + reference.Replace('-', ' ').Replace('0', 'O').Replace('1', 'l')));
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abcde-abcde-abcde-abcde")]
    [InlineData("abcde-abcde-abcde-abcde-abcdu")]
    [InlineData("abcde-abcde-abcde-abcde-abcde-abcde")]
    [InlineData("ab/de-abcde-abcde-abcde-abcde")]
    public void What_can_t_be_a_reference_is_none(string? typed) => Assert.Null(CaseReference.Parse(typed));

    [Fact]
    public void A_reference_holds_more_than_a_hundred_bits_and_comes_in_groups()
    {
        var reference = CaseReference.New();
        Assert.Equal([5, 5, 5, 5, 5], reference.Split('-').Select(group => group.Length));
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => CaseReference.New()).Distinct().Count());
    }

    [Fact]
    public void Any_text_is_read_without_a_fault() =>
        Gen.String.Sample(text => CaseReference.Parse(text) is null or { Length: 29 });

    [Theory]
    [InlineData("/fr/case/abcde-abcde", "/fr/case/***")]
    [InlineData("/fr/CASE/contact/secret", "/fr/CASE/***")]
    [InlineData("/fr/le-fleuve/x", "/fr/le-fleuve/x")]
    public void What_opens_a_case_is_masked_in_a_path(string path, string masked) => Assert.Equal(masked, CaseReference.Masked(path));
}
