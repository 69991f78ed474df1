namespace Griot.Enrichment.Search;

/// <summary>How many of all pieces that the public sees have each label. Months and days are those of their places in time.</summary>
public sealed record LabelCounts
{
    /// <summary>All pieces.</summary>
    public required int Total { get; init; }

    public required IReadOnlyDictionary<string, int> Countries { get; init; }
    public required IReadOnlyDictionary<string, int> Regions { get; init; }

    /// <summary>With what is said on narrower ones.</summary>
    public required IReadOnlyDictionary<string, int> Subjects { get; init; }
    public required IReadOnlyDictionary<string, int> Languages { get; init; }
    public required IReadOnlyDictionary<string, int> Genres { get; init; }
    public required IReadOnlyDictionary<DateOnly, int> Days { get; init; }

    /// <summary>True while the index is being made: pieces are missing.</summary>
    public required bool IsBehind { get; init; }
}
