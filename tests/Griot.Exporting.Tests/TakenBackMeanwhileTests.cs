using Griot.Ingest.Operator;
using Griot.Record;

namespace Griot.Exporting.Tests;

/// <summary>The house goes on while it is copied.</summary>
public sealed class TakenBackMeanwhileTests
{
    [Fact]
    public async Task A_piece_that_is_held_behind_the_walk_is_in_no_file_when_the_walk_ends()
    {
        using var house = new HouseOnDisk();
        await house.PublishAsync("# Le secret de Zongobé\n\nDans sa grange.\n");
        var isHeld = false;

        await house.ExportAsync(meanwhile: ledger =>
        {
            if (isHeld || !house.Holds("Dans sa grange")) return;
            isHeld = true;
            var item = ledger.Entries(0, 100).First(entry => entry.Entry.Kind == EntryKind.Article).Entry.Item!;
            new Holding(ledger).HoldAsync(item, HoldReason.Legal, null, CancellationToken.None).GetAwaiter().GetResult();
        });

        Assert.True(isHeld);
        Assert.False(house.Holds("Dans sa grange"));
    }
}
