using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>
/// By which names the pieces of one part of the index call the one that they were translated from, as hashes in memory: most pieces are
/// named by nobody, and that is asked for each page, of each part. It says no for certain and yes perhaps; deleted pieces count as if
/// they were there. Four bytes for each translation and what a set takes.
/// </summary>
internal sealed class OriginalNames
{
    private static readonly ConditionalWeakTable<object, OriginalNames> Kept = [];

    private readonly HashSet<int> hashes = [];

    private OriginalNames(AtomicReader part)
    {
        var (first, values) = (IndexFields.ValueOf(IndexFields.Original, ""), part.GetTerms(IndexFields.ValueOf(IndexFields.Original, "").Field)?.GetEnumerator());
        if (values is null || values.SeekCeil(first.Bytes) == TermsEnum.SeekStatus.END) return;
        do
        {
            if (!StringHelper.StartsWith(values.Term, first.Bytes)) return;
            hashes.Add(values.Term.GetHashCode());
        }
        while (values.MoveNext());
    }

    /// <summary>False where no piece calls one by this name.</summary>
    internal static bool MayHave(IndexReader reader, Term name)
    {
        var hash = name.Bytes.GetHashCode();
        foreach (var leaf in reader.Leaves)
            if (Kept.GetValue(leaf.AtomicReader.CoreCacheKey, _ => new OriginalNames(leaf.AtomicReader)).hashes.Contains(hash)) return true;
        return false;
    }
}
