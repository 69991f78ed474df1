namespace Griot.Feedback;

/// <summary>
/// What is wrong with a feed, as it is told by mail. <see cref="Message"/> and <see cref="Sample"/> hold an outsider's
/// words: they go to the operator and to addresses whose owner agreed, and to nobody else.
/// </summary>
public sealed record FeedTrouble
{
    /// <summary>Names this telling: the same again is no second mail. Letters, digits and hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The channel: while a telling of it waits, a newer one takes its place.</summary>
    public required string Channel { get; init; }

    /// <summary>Whose feed it is.</summary>
    public required string Provider { get; init; }

    /// <summary>Stable word for the reason, as the alarm bears it.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence for whoever looks after the site.</summary>
    public required string Message { get; init; }

    /// <summary>The feed's address without anything secret.</summary>
    public required string Address { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>True where not one item of the feed could be read, whatever <see cref="Code"/> says of the first.</summary>
    public bool OfItems { get; init; }

    /// <summary>The beginning of what came; null where nothing did.</summary>
    public byte[]? Sample { get; init; }
}
