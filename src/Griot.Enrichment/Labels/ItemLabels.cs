namespace Griot.Enrichment.Labels;

/// <summary>
/// What the house says about an item beside its words, as far as a reader may see it: taken from its provider's card, the codes in
/// its delivery and the house's mapping. It stands in no record, and is made anew at any time.
/// </summary>
/// <param name="Countries">ISO 3166-1 alpha-2: the provider's own first, then those that the delivery names.</param>
/// <param name="Subjects">IPTC Media Topics by their eight digits, without the broader ones that they imply.</param>
/// <param name="Genre">Null where nothing is known.</param>
public sealed record ItemLabels(IReadOnlyList<string> Countries, IReadOnlyList<string> Subjects, Genre? Genre)
{
    /// <summary>The regions of its countries by UN M49, with all that they lie in.</summary>
    public IReadOnlyList<string> Regions => [.. Countries.SelectMany(Labels.Regions.Of).Distinct(StringComparer.Ordinal)];

    /// <summary>Its subjects, and every broader one: a piece on malaria is one on health.</summary>
    public IReadOnlyList<string> AllSubjects => [.. Subjects.SelectMany(subject => MediaTopics.Broader(subject).Prepend(subject)).Distinct(StringComparer.Ordinal)];
}
