using BenchmarkDotNet.Attributes;
using Griot.Formats;
using Griot.Formats.Ninjs;
using Griot.Record.Html;

namespace Griot.Bench;

/// <summary>What becomes of one article of about 5 KB on its way from the document to the record.</summary>
[MemoryDiagnoser]
public class ReadingStages
{
    private readonly byte[] rss = FeedBook.Feed(0, 0);
    private readonly byte[] atom = FeedBook.Feed(80, 0);
    private readonly byte[] ninjs = WireBook.Document(0);
    private ItemCut ninjsCut = null!;
    private ItemCut rssCut = null!;
    private ItemCut atomCut = null!;
    private string body = "";
    private string safe = "";

    [GlobalSetup]
    public void Prepare()
    {
        rssCut = FeedDocument.Open(rss, new DocumentHints()).Cuts[0];
        atomCut = FeedDocument.Open(atom, new DocumentHints()).Cuts[0];
        ninjsCut = FeedDocument.Open(ninjs, new DocumentHints()).Cuts[0];
        body = ItemReader.Read(rssCut.Bytes, rssCut.Context).Item!.BodyHtml!;
        safe = SafeHtml.Sanitise(body, null).Html;
    }

    [Benchmark(Description = "cut a document of 10 items")]
    public int Cut() => FeedDocument.Open(rss, new DocumentHints()).Cuts.Count;

    [Benchmark(Description = "read an RSS item")]
    public FeedItem? ReadRss() => ItemReader.Read(rssCut.Bytes, rssCut.Context).Item;

    [Benchmark(Description = "read an Atom entry")]
    public FeedItem? ReadAtom() => ItemReader.Read(atomCut.Bytes, atomCut.Context).Item;

    [Benchmark(Description = "know, cut and read a ninjs document of 10 KB")]
    public FeedItem? OpenNinjs()
    {
        var cut = FeedDocument.Open(ninjs, new DocumentHints()).Cuts[0];
        return ItemReader.Read(cut.Bytes, cut.Context).Item;
    }

    [Benchmark(Description = "read a ninjs item of 10 KB")]
    public FeedItem? ReadNinjs() => ItemReader.Read(ninjsCut.Bytes, ninjsCut.Context).Item;

    [Benchmark(Description = "write ninjs 3.1")]
    public int WriteNinjs() => NinjsWriter.Write(WireBook.Entry, WireBook.House, NinjsVersion.V31).Length;

    [Benchmark(Description = "sanitise a body")]
    public int Sanitise() => SafeHtml.Sanitise(body, null).Html.Length;

    [Benchmark(Description = "visible text of a safe body")]
    public int Text() => VisibleText.OfSafe(safe).Length;
}
