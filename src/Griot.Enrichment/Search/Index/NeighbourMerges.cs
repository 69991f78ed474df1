using Lucene.Net.Index;

namespace Griot.Enrichment.Search;

/// <summary>
/// Neighbours are merged with neighbours only: the order of time is kept, and the newest stand at the end. A part that is large
/// stays as it is: a search that has enough ends before the older ones, and no merge takes long. Lucene's own policy would leave
/// the small ones alone that stand among ten with a large one; here a large one parts those before it from those behind it.
/// </summary>
internal sealed class NeighbourMerges : LogDocMergePolicy
{
    // Lucene's own measure, a thousand, has whatever comes in merged with all of the last thousand again and again.
    private const int SmallPart = 10;

    /// <param name="large">Pieces from which on a part is merged no more: the largest part has ten times as many.</param>
    internal NeighbourMerges(int large) => (MaxMergeDocs, MinMergeDocs) = (large, SmallPart);

    public override MergeSpecification? FindMerges(MergeTrigger mergeTrigger, SegmentInfos infos)
    {
        var (all, run) = (new MergeSpecification(), new SegmentInfos());
        foreach (var part in infos.Segments)
        {
            if (SizeDocs(part) < MaxMergeDocs)
            {
                run.Add(part);
                continue;
            }

            AddTo(all, mergeTrigger, run);
            run = new SegmentInfos();
        }

        AddTo(all, mergeTrigger, run);
        return all.Merges.Count == 0 ? null : all;
    }

    // After a removal by order: each part by itself, so that they stay as large as they were.
    public override MergeSpecification? FindForcedDeletesMerges(SegmentInfos segmentInfos)
    {
        var all = new MergeSpecification();
        foreach (var part in segmentInfos.Segments) if (m_writer.Get().NumDeletedDocs(part) > 0) all.Add(new OneMerge([part]));
        return all.Merges.Count == 0 ? null : all;
    }

    private void AddTo(MergeSpecification all, MergeTrigger trigger, SegmentInfos run)
    {
        if (run.Count > 1 && base.FindMerges(trigger, run) is { } found) foreach (var merge in found.Merges) all.Add(merge);
    }
}
