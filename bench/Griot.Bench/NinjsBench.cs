using System.Diagnostics;
using System.Globalization;
using Griot.Formats;

namespace Griot.Bench;

/// <summary>
/// Documents of ninjs of 10 KB known, cut and read, one after the other in this thread. Counted by the processor's time, which
/// a neighbour on the machine does not change; the wall's time stands beside it.
/// </summary>
internal static class NinjsBench
{
    internal static int Run(string[] args)
    {
        var count = args is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : 20_000;
        var documents = Enumerable.Range(0, 500).Select(WireBook.Document).ToArray();
        // The first rounds are the compiler's.
        Read(documents, 5_000);
        Console.WriteLine($"{"documents",9}  {"bytes",6}  {"seconds",7}  {"CPU s",6}  {"a CPU second",12}  {"KB allocated",12}");
        for (var round = 0; round < 3; round++) Measure(documents, count);
        return 0;
    }

    private static void Measure(byte[][] documents, int count)
    {
        using var self = Process.GetCurrentProcess();
        var (allocated, cpu, started) = (GC.GetAllocatedBytesForCurrentThread(), self.TotalProcessorTime, TimeProvider.System.GetTimestamp());
        Read(documents, count);
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        self.Refresh();
        var spent = (self.TotalProcessorTime - cpu).TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{count,9}  {documents[0].Length,6}  {seconds,7:0.00}  {spent,6:0.00}  {count / spent,12:0}  {(GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024.0 / count,12:0.0}"));
    }

    private static void Read(byte[][] documents, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var cut = FeedDocument.Open(documents[i % documents.Length], new DocumentHints()).Cuts[0];
            if (ItemReader.Read(cut.Bytes, cut.Context).Item?.BodyHtml is null) throw new InvalidOperationException("A document was not read.");
        }
    }
}
