using Griot.CommandLine;
using Griot.Ingest.Operator;
using Griot.Record;
using Griot.Serving;
using Griot.Testing;
using Griot.Web;

namespace Griot.Exporting.Tests;

/// <summary>The house goes on while it is copied.</summary>
public sealed class TakenBackMeanwhileTests
{
    [Fact]
    public async Task A_piece_that_is_held_behind_the_walk_is_in_no_file_when_the_walk_ends()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("a.md"), "# Le secret de Zongobé\n\nDans sa grange.\n", TestContext.Current.CancellationToken);
        string[] data = ["--data", folder.File("data"), "--checkpoint-copy", folder.File("checkpoint")];
        Assert.Equal(0, await GriotCommand.RunAsync(["publish", folder.File("a.md"), "--produced", "--by", "Awa", "--language", "fr", .. data]));
        var call = new Invocation(GriotCommand.Root().Parse(["export", folder.File("copy"), .. data]), folder.File("data"), false);
        var settings = Settings.Load(call.Data, call.Flag);
        var editions = Editions.All;
        var isHeld = false;

        var outcome = await CopyHouse.WithAsync(call, settings, editions, null, (ledger, signer, log, site) =>
            new TakeExport(ledger, signer, log, site, TimeProvider.System).RunAsync(folder.File("copy"), new ExportWish(editions, settings.PublicUrl, null), (_, _) =>
            {
                if (isHeld || !Holds()) return;
                isHeld = true;
                var item = ledger.Entries(0, 100).First(entry => entry.Entry.Kind == EntryKind.Article).Entry.Item!;
                new Holding(ledger).HoldAsync(item, HoldReason.Legal, null, CancellationToken.None).GetAwaiter().GetResult();
            }, CancellationToken.None), TestContext.Current.CancellationToken);

        Assert.True(isHeld);
        Assert.IsType<ExportOutcome.Done>(outcome);
        Assert.False(Holds());

        bool Holds() => Directory.EnumerateFiles(folder.File("copy"), "*.html", SearchOption.AllDirectories).Any(file => File.ReadAllText(file).Contains("Dans sa grange", StringComparison.Ordinal));
    }
}
