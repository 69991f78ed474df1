using System.Text;
using Griot.Testing;

namespace Griot.Record.Tests.Showing;

/// <summary>
/// What every audience gets of every output, under all terms and in every standing, written out for people to read and approve:
/// <c>showing-matrix.txt</c>. To write it anew: run these tests with <c>GRIOT_APPROVE=yes</c>.
/// </summary>
public sealed class ShowingMatrixTests
{
    private static readonly string Approved = Path.Combine(SharedMaterial.Checkout(), "tests", "Griot.Record.Tests", "Showing", "showing-matrix.txt");
    private static readonly bool[] Both = [true, false];

    [Fact]
    public async Task The_whole_matrix_is_as_it_was_approved()
    {
        var written = Written();
        if (Environment.GetEnvironmentVariable("GRIOT_APPROVE") == "yes") await File.WriteAllTextAsync(Approved, written, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(Approved, TestContext.Current.CancellationToken), written);
    }

    // One table for all cases that answer alike, headed by their names.
    private static string Written()
    {
        var text = new StringBuilder("What Showing.Decide answers: rows are terms, columns outputs.\n");
        var cases =
            from standing in Enum.GetValues<Standing>()
            from wasPublic in Both
            from keepsText in Both
            from audience in Enum.GetValues<Audience>()
            from isPublic in Both
            select (Name: Name(standing, wasPublic, keepsText), Of: $"{Word.Of(audience)}, {(isPublic ? "public" : "private")} channel",
                Table: Table(terms => new ShowingFacts(standing, wasPublic, keepsText, terms.Terms, isPublic) { IsTerritorial = terms.IsTerritorial }, audience));
        foreach (var alike in cases.GroupBy(one => one.Table, StringComparer.Ordinal))
        {
            text.Append('\n');
            foreach (var name in alike.GroupBy(one => one.Name, one => one.Of, StringComparer.Ordinal))
                text.Append("# ").Append(name.Key).Append(" | ").Append(name.Count() == 6 ? "every audience, every channel" : string.Join("; ", name)).Append('\n');
            text.Append(alike.Key);
        }

        return text.ToString();
    }

    private static string Name(Standing standing, bool wasPublic, bool keepsText) =>
        $"{Word.Of(standing)}, {(wasPublic ? "was public" : "never public")}{(keepsText ? ", text kept" : "")}";

    private static string Table(Func<(Terms Terms, bool IsTerritorial), ShowingFacts> facts, Audience audience)
    {
        var outputs = Enum.GetValues<Output>();
        var table = new StringBuilder($"{"",-20}{string.Concat(outputs.Select(output => $"{Word.Of(output),-12}"))}".TrimEnd()).Append('\n');
        foreach (var isTerritorial in Both.Reverse())
            foreach (var terms in Enum.GetValues<Terms>())
                table.Append($"{Word.Of(terms) + (isTerritorial ? ", territory" : ""),-20}{string.Concat(outputs.Select(output => $"{Word.Of(Record.Showing.Decide(facts((terms, isTerritorial)), output, audience)),-12}"))}".TrimEnd()).Append('\n');
        return table.ToString();
    }
}
