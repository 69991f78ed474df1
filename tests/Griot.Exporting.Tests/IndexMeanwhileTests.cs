using System.Globalization;
using Griot.Enrichment;
using Griot.Enrichment.Search;
using Griot.Ledger;
using Griot.Record;
using Microsoft.Extensions.DependencyInjection;

namespace Griot.Exporting.Tests;

/// <summary>The index of the search, where an export runs and no server.</summary>
public sealed class IndexMeanwhileTests
{
    [Fact]
    public async Task What_no_server_has_indexed_stands_in_the_lists_of_the_copy()
    {
        using var house = new HouseOnDisk();
        await house.PublishAsync("# Le pont rouvre\n\nEnfin.\n");

        await house.ExportAsync();

        Assert.Contains("Le pont rouvre", house.Read("fr/language/fr.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_an_export_is_at_its_pages_a_server_that_starts_keeps_the_index_up()
    {
        using var house = new HouseOnDisk();
        await house.PublishAsync("# Le pont rouvre\n\nEnfin.\n");
        var (size, position) = (0L, "");

        await house.ExportAsync(meanwhile: ledger =>
        {
            if (size > 0) return;
            house.PublishAsync("# Le marché déménage\n\nPlace du fleuve.\n").GetAwaiter().GetResult();
            (size, position) = (ledger.Size, Position(ledger, house.Data));
        });

        Assert.Equal(size.ToString(CultureInfo.InvariantCulture), position);
    }

    // As a server does it: where another holds the index, it reads nothing.
    private static string Position(LedgerStore ledger, string data)
    {
        using var server = new ServiceCollection().AddLogging().AddSingleton<ILedgerReader>(ledger).AddEnrichment(data).BuildServiceProvider();
        server.GetRequiredService<Followers>().CatchUp();
        return server.GetRequiredService<ArticleSearch>().Mark!.Split('.')[^1].Split('-')[0];
    }
}
