using System.Globalization;
using System.Text;

namespace Griot.Formats.Tests.Measured;

/// <summary>
/// Griot beside another reader's expectations: the test material of gofeed, from beside the checkout. Each field that is
/// expected to hold something counts once. <see cref="Agreement"/> says what counts as the same, <see cref="Difference"/>
/// why the others differ. The report is printed, and written to the file that the variable GRIOT_MEASURED names.
/// </summary>
public sealed class GofeedTests(ITestOutputHelper output)
{
    [Fact]
    public void At_least_99_of_100_fields_agree_and_each_other_one_differs_for_a_named_reason()
    {
        if (Pair.All() is not { } pairs)
        {
            Assert.Skip("data/feeds/gofeed is not present");
            return;
        }

        var compared = pairs.SelectMany(Comparison.Of).ToList();
        var report = Report(pairs.Count, compared);
        output.WriteLine(report);
        if (Environment.GetEnvironmentVariable("GRIOT_MEASURED") is { Length: > 0 } path) File.WriteAllText(path, report);

        var different = compared.Where(one => !one.Agrees).ToList();
        Assert.True(pairs.Count > 530, $"Only {pairs.Count} pairs were found.");
        Assert.True(compared.Count > 400, $"Only {compared.Count} fields are expected.");
        Assert.Empty(different.Where(one => Difference.Of(one) is null).Select(one => one.ToString()));
        Assert.True(different.Count * 100 <= compared.Count, $"{different.Count} of {compared.Count} fields differ.");
        Assert.Equal(Difference.All.Sum(known => known.Fields.Length), different.Count);
    }

    private static string Report(int pairs, List<Comparison> compared)
    {
        var report = new StringBuilder();
        var agree = compared.Count(one => one.Agrees);
        report.AppendLine(CultureInfo.InvariantCulture, $"{pairs} pairs, {compared.Count} fields, {agree} agree ({agree * 100.0 / compared.Count:F2} %)");
        foreach (var field in compared.GroupBy(one => one.Field).OrderBy(group => group.Key, StringComparer.Ordinal))
            report.AppendLine(CultureInfo.InvariantCulture, $"  {field.Key,-12} {field.Count(one => one.Agrees),4} of {field.Count(),4}");
        foreach (var group in compared.Where(one => !one.Agrees).GroupBy(Difference.Of))
        {
            report.AppendLine().AppendLine(group.Key is { } known ? $"{known.Name}: {known.Reason}" : "Not classified:");
            foreach (var one in group) report.AppendLine(CultureInfo.InvariantCulture, $"  {one}");
        }

        return report.ToString();
    }
}
