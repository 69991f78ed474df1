using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>Goes through a set of pieces: Lucene's own steps must not be asked beyond its ends.</summary>
internal static class Bits
{
    /// <summary>The first of a set from a place on; -1 where there is none.</summary>
    internal static int Next(FixedBitSet set, int from) => from < set.Length ? set.NextSetBit(from) : -1;

    /// <summary>The last of a set up to a place; -1 where there is none.</summary>
    internal static int Last(FixedBitSet set, int upTo) => upTo >= 0 ? set.PrevSetBit(upTo) : -1;
}
