using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Griot.Enrichment.Search;

/// <summary>Which item a document of the index is of: all that it knows of a piece by itself.</summary>
internal static class HitIds
{
    internal static string? Of(IndexView view, int document)
    {
        var leaf = view.Reader.Leaves[ReaderUtil.SubIndex(document, view.Reader.Leaves)];
        if (leaf.AtomicReader.GetBinaryDocValues(IndexFields.Item) is not { } items) return null;
        var item = new BytesRef();
        items.Get(document - leaf.DocBase, item);
        return item.Utf8ToString();
    }
}
