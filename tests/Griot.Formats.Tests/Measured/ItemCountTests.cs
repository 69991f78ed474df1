using System.Globalization;
using System.Text;
using Griot.Testing;

namespace Griot.Formats.Tests.Measured;

/// <summary>
/// Every file of the collections beside the checkout is opened, and every item in it read. Nothing is thrown, and each
/// tag that <see cref="TagCount"/> finds is an item, but for those that <see cref="Shortfalls"/> names. The report is
/// printed, and written to the file that the variable GRIOT_COUNTED names.
/// </summary>
public sealed class ItemCountTests(ITestOutputHelper output)
{
    private static readonly string[] Folders = ["real-feeds", "feedjira", "feedvalidator", "gofeed"];

    [Fact]
    public void No_file_of_the_collections_makes_a_reader_throw()
    {
        if (Files() is { } files) Assert.True(files.Select(Count).Count() > 1_400);
    }

    [Fact]
    public void No_item_that_a_tag_counter_finds_is_lost_but_for_a_named_reason()
    {
        if (Files() is not { } files) return;

        var counts = files.Select(Count).ToList();
        var lost = counts.Where(count => count.Items + Shortfalls.Known.GetValueOrDefault(count.File).Tags < count.Tags).ToList();
        var report = Report(counts, lost);
        output.WriteLine(report);
        if (Environment.GetEnvironmentVariable("GRIOT_COUNTED") is { Length: > 0 } path) File.WriteAllText(path, report);

        Assert.True(counts.Sum(count => count.Tags) > 2_000);
        Assert.Empty(lost.Select(count => count.ToString()));
        Assert.All(Shortfalls.Known, known => Assert.Contains(counts, count => count.File == known.Key && count.Items + known.Value.Tags == count.Tags && count.IsExplained));
    }

    /// <summary>Feeds of the collections, without the expectations that lie beside them.</summary>
    private static List<(string Name, byte[] Bytes)>? Files()
    {
        var folders = Folders.Select(folder => SharedMaterial.Find($"data/feeds/{folder}")).ToList();
        if (!folders.Contains(null))
        {
            return
            [
                .. from folder in folders
                   from path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                   where !IsExpectation(path)
                   orderby path
                   select (Path.GetRelativePath(Path.GetDirectoryName(folder)!, path).Replace('\\', '/'), File.ReadAllBytes(path)),
            ];
        }

        Assert.Skip("data/feeds is not present, or not whole");
        return null;
    }

    private static bool IsExpectation(string path) =>
        path.EndsWith("_expected.json", StringComparison.Ordinal) || (path.EndsWith(".json", StringComparison.Ordinal) && File.Exists(Path.ChangeExtension(path, ".xml")));

    private static FileCount Count((string Name, byte[] Bytes) file)
    {
        var document = Feeds.Open(file.Bytes);
        var readings = document.Cuts.Select((_, index) => document.Read(index)).ToList();
        var refusals = readings.Where(reading => reading.Item is null).Select(reading => Assert.Single(reading.Incidents));
        return new(file.Name, TagCount.Of(file.Bytes), readings.Count(reading => reading.Item is not null), document.Cuts.Count, [.. document.Incidents, .. refusals]);
    }

    private static string Report(List<FileCount> counts, List<FileCount> lost)
    {
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"{counts.Count} documents, {counts.Sum(count => count.Tags)} tags, {counts.Sum(count => count.Items)} items, {lost.Sum(count => count.Tags - count.Items)} lost");
        foreach (var count in lost) report.AppendLine(CultureInfo.InvariantCulture, $"  {count}");
        foreach (var (file, (tags, reason)) in Shortfalls.Known) report.AppendLine(CultureInfo.InvariantCulture, $"  {file}: {tags} known: {reason}");
        return report.ToString();
    }

    private sealed record FileCount(string File, int Tags, int Items, int Cuts, IReadOnlyList<Incident> Incidents)
    {
        /// <summary>The tag lies in the bytes of a cut that was read, or an incident tells of it.</summary>
        public bool IsExplained => Incidents.Count > 0 || (Cuts > 0 && Cuts == Items);

        public override string ToString() =>
            $"{File}: {Tags} tags, {Cuts} cuts, {Items} items; {string.Join("; ", Incidents.Take(3).Select(one => $"{one.Code} {one.Message}"))}";
    }
}
