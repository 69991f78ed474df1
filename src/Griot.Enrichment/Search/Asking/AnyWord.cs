using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>Pieces that have any of some words in a field. Lucene's own queries weigh each piece that they pass; this one only finds it.</summary>
internal sealed class AnyWord(string field, IReadOnlyList<string> words) : Filter
{
    // Of so many words, reading all is quicker than going from one piece to the next.
    private const int Many = 8;

    public override DocIdSet? GetDocIdSet(AtomicReaderContext context, IBits? acceptDocs)
    {
        var found = Read(context.AtomicReader, acceptDocs);
        if (found.Count == 0) return null;
        return DocIdSet.NewAnonymous(() => found is [var only] ? only : found.Count < Many ? new Union([.. found]) : new Counted(All(found, context.AtomicReader.MaxDoc).GetIterator(), found.Sum(part => part.GetCost())));
    }

    private List<DocsEnum> Read(AtomicReader reader, IBits? accepted)
    {
        var found = new List<DocsEnum>();
        if (reader.GetTerms(field)?.GetEnumerator() is not { } terms) return found;
        foreach (var word in words) if (terms.SeekExact(new BytesRef(word))) found.Add(terms.Docs(accepted, null, DocsFlags.NONE));
        return found;
    }

    private static FixedBitSet All(List<DocsEnum> found, int length)
    {
        var all = new FixedBitSet(length);
        foreach (var documents in found) all.Or(documents);
        return all;
    }

    private sealed class Counted(DocIdSetIterator all, long cost) : DocIdSetIterator
    {
        public override int DocID => all.DocID;

        public override int NextDoc() => all.NextDoc();

        public override int Advance(int target) => all.Advance(target);

        public override long GetCost() => cost;
    }

    private sealed class Union(DocsEnum[] parts) : DocIdSetIterator
    {
        private int document = -1;

        public override int DocID => document;

        public override int NextDoc() => Advance(document + 1);

        public override int Advance(int target)
        {
            var nearest = NO_MORE_DOCS;
            foreach (var part in parts)
            {
                var at = part.DocID;
                if (at < target) at = at == target - 1 ? part.NextDoc() : part.Advance(target);
                if (at < nearest) nearest = at;
            }

            return document = nearest;
        }

        public override long GetCost() => parts.Sum(part => part.GetCost());
    }
}
