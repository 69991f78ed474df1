using Lucene.Net.Search;

namespace Griot.Enrichment.Search;

/// <summary>What a request asks of the index.</summary>
/// <param name="Words">The words that a piece has, or has not; null where only limits were given.</param>
/// <param name="Weighed">What it is weighed by besides, once it is found: of each group the one that weighs most (<see cref="Weighing"/>).</param>
/// <param name="Limits">What it is, whatever its words are.</param>
/// <param name="IsNothing">True where nothing was asked for, and nothing is found.</param>
internal sealed record Question(Query? Words, IReadOnlyList<IReadOnlyList<Query>> Weighed, Limits Limits, bool IsNothing);

/// <summary>What narrows a search besides words.</summary>
/// <param name="Wanted">Values that a piece has to have, all of them.</param>
/// <param name="Unwanted">Values that it may not have, none of them.</param>
/// <param name="Least">The earliest place in time.</param>
/// <param name="Below">Its place in time is below that.</param>
internal sealed record Limits(IReadOnlyList<(string Field, string Value)> Wanted, IReadOnlyList<(string Field, string Value)> Unwanted, long Least = long.MinValue, long Below = long.MaxValue)
{
    internal bool AreOpen => Wanted.Count == 0 && Unwanted.Count == 0 && !AreTimed;

    internal bool AreTimed => Least != long.MinValue || Below != long.MaxValue;
}
