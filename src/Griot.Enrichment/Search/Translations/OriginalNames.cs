using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>
/// By which names the pieces of one part of the index call the one that they were translated from, as hashes in memory: most pieces are
/// named by nobody, and that is asked for each page, of each part. It says no for certain and yes perhaps; deleted pieces count as if
/// they were there. Some twenty bytes for each translation; read by whoever merges, or by the first who asks, one part each.
/// </summary>
internal sealed class OriginalNames
{
    private static readonly ConditionalWeakTable<object, OriginalNames> Kept = [];

    private readonly HashSet<int> hashes = [];

    private OriginalNames(AtomicReader part)
    {
        var first = IndexFields.ValueOf(IndexFields.Original, "");
        var values = part.GetTerms(first.Field)?.GetEnumerator();
        var isThere = values is not null && values.SeekCeil(first.Bytes) != TermsEnum.SeekStatus.END;
        for (; isThere && StringHelper.StartsWith(values!.Term, first.Bytes); isThere = values.MoveNext()) hashes.Add(values.Term.GetHashCode());
    }

    internal static OriginalNames Of(AtomicReader part) =>
        Kept.TryGetValue(part.CoreCacheKey, out var known) ? known : Kept.GetValue(part.CoreCacheKey, _ => new OriginalNames(part));

    /// <summary>True where all parts were read: then nobody who asks waits.</summary>
    internal static bool AreRead(IndexReader reader)
    {
        foreach (var leaf in reader.Leaves)
            if (!Kept.TryGetValue(leaf.AtomicReader.CoreCacheKey, out _)) return false;
        return true;
    }

    /// <summary>False where no piece calls one by this name.</summary>
    internal static bool MayHave(IndexReader reader, Term name)
    {
        var hash = name.Bytes.GetHashCode();
        foreach (var leaf in reader.Leaves)
            if (Of(leaf.AtomicReader).hashes.Contains(hash)) return true;
        return false;
    }
}
