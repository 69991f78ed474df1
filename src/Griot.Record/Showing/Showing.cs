namespace Griot.Record;

/// <summary>Who asks.</summary>
public enum Audience { Public, Provider, Auditor }

/// <summary>What is asked for.</summary>
public enum Output
{
    /// <summary>A page, a feed entry, a snippet, an API answer: the piece as readers see it.</summary>
    Piece,
    /// <summary>The same, of a version that is not the newest.</summary>
    OldPiece,
    Record,
    Summary,
    Delivery,
    /// <summary>A picture or document of it, as readers get it.</summary>
    Media,
}

/// <summary>What may be given.</summary>
public enum Answer
{
    /// <summary>Everything that the output holds.</summary>
    Whole,
    /// <summary>Headline, byline, dates, terms and the excerpt.</summary>
    Excerpt,
    /// <summary>The same without the excerpt: the text is read at the provider's.</summary>
    Link,
    /// <summary>A tombstone: who took it from the page, when, why. HTTP 410.</summary>
    Gone,
    /// <summary>It exists and is not for this audience. HTTP 403.</summary>
    Forbidden,
    /// <summary>As if it did not exist. HTTP 404.</summary>
    Absent,
}

/// <summary>The facts that the decision rests on; all of them come from the log.</summary>
/// <param name="Standing">Where the item stands.</param>
/// <param name="WasPublic">Whether the public could ever read it.</param>
/// <param name="KeepsText">Whether the provider, when it withdrew, let the old text stay readable.</param>
/// <param name="Terms">The narrower of the version's terms and the provider's present ones.</param>
/// <param name="PublicDelivery">Whether the channel's deliveries are public: feeds are; mail, forms and push are not.</param>
public sealed record ShowingFacts(Standing Standing, bool WasPublic, bool KeepsText, Terms Terms, bool PublicDelivery)
{
    /// <summary>
    /// The text may not be used everywhere. The public web is everywhere and asks nobody where he is: what stands there is then a
    /// headline and a link to the provider, who may ask.
    /// </summary>
    public bool IsTerritorial { get; init; }
}

/// <summary>
/// The one function that decides terms, status and audience for every output of the house: page, feed, record, delivery,
/// search snippet, export and API. Nothing else may decide.
/// </summary>
public static class Showing
{
    /// <summary>What <paramref name="audience"/> gets when it asks for <paramref name="output"/>.</summary>
    public static Answer Decide(ShowingFacts facts, Output output, Audience audience = Audience.Public) =>
        facts.Standing switch
        {
            Standing.Visible => Visible(facts, output, audience),
            Standing.Withdrawn when facts is { KeepsText: true, WasPublic: true } && output != Output.Piece => Visible(facts, output, audience),
            _ => facts.WasPublic ? Answer.Gone : Answer.Absent,
        };

    /// <summary>The terms that bind: never more than the provider allowed with the version, nor than it allows now.</summary>
    public static Terms Narrower(Terms one, Terms other) => one > other ? one : other;

    /// <summary>How much of a visible text an audience gets.</summary>
    public static Terms TermsFor(ShowingFacts facts, Audience audience)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.IsTerritorial && audience == Audience.Public ? Terms.Link : facts.Terms;
    }

    private static Answer Visible(ShowingFacts facts, Output output, Audience audience) => (output, TermsFor(facts, audience)) switch
    {
        (Output.Delivery, var terms) => audience != Audience.Public || (facts.PublicDelivery && terms == Terms.Full) ? Answer.Whole : Answer.Forbidden,
        (Output.Record or Output.Media, Terms.Full) => Answer.Whole,
        (Output.Record or Output.Media, _) => Answer.Forbidden,
        (Output.Summary, Terms.Link) => Answer.Link,
        (Output.Summary, _) => Answer.Whole,
        (_, Terms.Full) => Answer.Whole,
        (_, Terms.Excerpt) => Answer.Excerpt,
        _ => Answer.Link,
    };
}
