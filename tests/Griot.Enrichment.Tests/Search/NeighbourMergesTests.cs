using Griot.Enrichment.Search;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Store;

namespace Griot.Enrichment.Tests.Search;

/// <summary>Which parts of the index are merged, and which stay.</summary>
public sealed class NeighbourMergesTests : IDisposable
{
    private const int Large = 30;

    private readonly RAMDirectory files = new();

    [Fact]
    public void Parts_stay_few_and_in_the_order_of_time_and_large_ones_as_they_are()
    {
        using var writer = Writer();
        // Large ones come among small ones, as they do where an index is made at once and then goes on.
        var number = Fill(writer, Enumerable.Range(0, 400).Select(part => part % 13 == 5 ? 40 : 9));
        using var reader = DirectoryReader.Open(files);
        Assert.Equal(Enumerable.Range(0, number).Select(rank => (long)rank), reader.Leaves.SelectMany(Ranks));
        Assert.InRange(reader.Leaves.Count, 100, 140);
        Assert.Equal(31, reader.Leaves.Count(leaf => leaf.Reader.MaxDoc == 40));
        Assert.All(reader.Leaves, leaf => Assert.InRange(leaf.Reader.MaxDoc, 1, 10 * Large));
    }

    [Fact]
    public void Where_deleted_pieces_are_written_over_no_part_grows()
    {
        using var writer = Writer();
        Fill(writer, Enumerable.Repeat(40, 30));
        for (var number = 0; number < 1200; number += 50) writer.DeleteDocuments(IndexFields.ValueOf(IndexFields.Item, $"i{number}"));
        writer.ForceMergeDeletes(doWait: true);
        writer.Commit();
        using var reader = DirectoryReader.Open(files);
        Assert.Equal((30, 1176, 0), (reader.Leaves.Count, reader.NumDocs, reader.NumDeletedDocs));
    }

    [Fact]
    public void What_comes_in_one_by_one_is_not_merged_again_and_again()
    {
        var merged = new Counting();
        using var writer = new IndexWriter(files, new IndexWriterConfig(WordAnalyzer.Version, WordAnalyzer.For(null)) { MergePolicy = new NeighbourMerges(large: 30_000), MergeScheduler = new SerialMergeScheduler(), MergedSegmentWarmer = merged });
        for (var number = 0; number < 1000; number++)
        {
            writer.AddDocument(new Document { IndexFields.Put(IndexFields.Item, $"i{number}") });
            writer.GetReader(applyAllDeletes: true).Dispose();
        }

        Assert.InRange(merged.Pieces, 1000, 6000);
    }

    public void Dispose() => files.Dispose();

    private IndexWriter Writer() =>
        new(files, new IndexWriterConfig(WordAnalyzer.Version, WordAnalyzer.For(null)) { MergePolicy = new NeighbourMerges(Large) { MinMergeDocs = 1 }, MergeScheduler = new SerialMergeScheduler() });

    private static int Fill(IndexWriter writer, IEnumerable<int> parts)
    {
        var number = 0;
        foreach (var pieces in parts)
        {
            for (var piece = 0; piece < pieces; piece++, number++) writer.AddDocument(new Document { new NumericDocValuesField(IndexFields.Rank, number), IndexFields.Put(IndexFields.Item, $"i{number}") });
            writer.Commit();
        }

        return number;
    }

    private static IEnumerable<long> Ranks(AtomicReaderContext leaf)
    {
        var ranks = leaf.AtomicReader.GetNumericDocValues(IndexFields.Rank);
        return Enumerable.Range(0, leaf.Reader.MaxDoc).Select(ranks.Get).ToList();
    }

    private sealed class Counting : IndexWriter.IndexReaderWarmer
    {
        internal int Pieces { get; private set; }

        public override void Warm(AtomicReader reader) => Pieces += reader.MaxDoc;
    }
}
