using Griot.Enrichment.Search;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;

namespace Griot.Enrichment.Tests.Search;

/// <summary>Which parts of the index are merged, and which stay.</summary>
public sealed class NeighbourMergesTests
{
    private const int Large = 30;

    [Fact]
    public void Parts_stay_few_and_in_the_order_of_time_and_large_ones_as_they_are()
    {
        using var files = new RAMDirectory();
        using var writer = new IndexWriter(files, new IndexWriterConfig(WordAnalyzer.Version, WordAnalyzer.For(null)) { MergePolicy = new NeighbourMerges(Large) { MinMergeDocs = 1 }, MergeScheduler = new SerialMergeScheduler() });
        var number = 0;
        // Large ones come among small ones, as they do where an index is made at once and then goes on.
        foreach (var pieces in Enumerable.Range(0, 400).Select(part => part % 13 == 5 ? 40 : 9))
        {
            for (var piece = 0; piece < pieces; piece++) writer.AddDocument(new Document { new NumericDocValuesField(IndexFields.Rank, number++), new Field(IndexFields.Item, "x", IndexFields.Value) });
            writer.Commit();
        }

        using var reader = DirectoryReader.Open(files);
        Assert.Equal(Enumerable.Range(0, number).Select(rank => (long)rank), reader.Leaves.SelectMany(Ranks));
        Assert.InRange(reader.Leaves.Count, 100, 140);
        Assert.Equal(31, reader.Leaves.Count(leaf => leaf.Reader.MaxDoc == 40));
        Assert.All(reader.Leaves, leaf => Assert.InRange(leaf.Reader.MaxDoc, 1, 10 * Large));
    }

    private static IEnumerable<long> Ranks(AtomicReaderContext leaf)
    {
        var ranks = leaf.AtomicReader.GetNumericDocValues(IndexFields.Rank);
        return Enumerable.Range(0, leaf.Reader.MaxDoc).Select(ranks.Get).ToList();
    }
}
