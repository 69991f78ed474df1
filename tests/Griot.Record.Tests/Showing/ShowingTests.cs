namespace Griot.Record.Tests.Showing;

/// <summary>
/// Every case that <see cref="Record.Showing.Decide"/> can be asked, against the rules of the design written down a second
/// time, as a list of sentences and without its code.
/// </summary>
public sealed class ShowingTests
{
    public static TheoryData<Standing> Standings => [.. Enum.GetValues<Standing>()];

    [Theory]
    [MemberData(nameof(Standings))]
    public void What_is_shown_follows_the_written_rules_in_every_case(Standing standing)
    {
        var cases =
            from wasPublic in Both
            from keepsText in Both
            from terms in Enum.GetValues<Terms>()
            from publicDelivery in Both
            from isTerritorial in Both
            from output in Enum.GetValues<Output>()
            from audience in Enum.GetValues<Audience>()
            select (Facts: new ShowingFacts(standing, wasPublic, keepsText, terms, publicDelivery) { IsTerritorial = isTerritorial }, output, audience);

        foreach (var (facts, output, audience) in cases)
            Assert.True(
                Expected(facts, output, audience) == Record.Showing.Decide(facts, output, audience),
                $"{facts} {output} {audience}: {Record.Showing.Decide(facts, output, audience)}");
    }

    [Fact]
    public void Where_terms_differ_the_narrower_ones_bind()
    {
        foreach (var one in Enum.GetValues<Terms>())
            foreach (var other in Enum.GetValues<Terms>())
                Assert.Equal((Terms)Math.Max((int)one, (int)other), Record.Showing.Narrower(one, other));
    }

    private static readonly bool[] Both = [false, true];

    private static Answer Expected(ShowingFacts facts, Output output, Audience audience)
    {
        // What is visible is always public; a caller that says otherwise still gets no more than the terms allow.
        if (facts.Standing == Standing.Visible) return ByTerms(facts, output, audience);
        // "Held before publication, embargoed: 404 for everything under the item", to whoever asks.
        if (!facts.WasPublic) return Answer.Absent;
        // "Unless the provider chose at withdrawal to keep the old text readable": at the addresses of versions.
        var isKept = facts.Standing == Standing.Withdrawn && facts.KeepsText;
        return isKept && output != Output.Piece ? ByTerms(facts, output, audience) : Answer.Gone;
    }

    // "Items restricted away from somewhere are headline and link on the public web, which is everywhere."
    private static Answer ByTerms(ShowingFacts facts, Output output, Audience audience) => (output, facts.IsTerritorial && audience == Audience.Public ? Terms.Link : facts.Terms) switch
    {
        (Output.Piece or Output.OldPiece, Terms.Full) => Answer.Whole,
        (Output.Piece or Output.OldPiece, Terms.Excerpt) => Answer.Excerpt,
        (Output.Piece or Output.OldPiece, Terms.Link) => Answer.Link,
        // "Pictures and documents stand where the whole text stands, and nowhere else."
        (Output.Record or Output.Media, Terms.Full) => Answer.Whole,
        (Output.Record or Output.Media, _) => Answer.Forbidden,
        (Output.Summary, Terms.Link) => Answer.Link,
        (Output.Summary, _) => Answer.Whole,
        // "/delivery answers 403 to all but the provider and an auditor" where the channel is not public.
        (Output.Delivery, _) when audience is Audience.Provider or Audience.Auditor => Answer.Whole,
        (Output.Delivery, Terms.Full) when facts.PublicDelivery => Answer.Whole,
        _ => Answer.Forbidden,
    };
}
