namespace Griot.Site;

/// <summary>A link to the pieces that have a label.</summary>
/// <param name="Name">What the label is called.</param>
/// <param name="Lang">The language of that, where it is another than the page's.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Count">How many pieces, or providers; null where nobody counts.</param>
public sealed record LabelLink(string Name, string? Lang, string Address, int? Count = null)
{
    /// <summary>True for a search: crawlers are not sent through all of its combinations.</summary>
    public bool IsSearch { get; init; }
}

/// <summary>A list of such links beside the pieces.</summary>
public sealed record LabelGroup(string Title, IReadOnlyList<LabelLink> Links);
