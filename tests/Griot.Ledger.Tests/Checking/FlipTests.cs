using Griot.Bench.Flips;
using Griot.Testing;

namespace Griot.Ledger.Tests.Checking;

/// <summary>hostile-input.md, F11, in short; <c>bench/flips</c> is the whole of it.</summary>
public sealed class FlipTests
{
    private const int Flips = 60;

    [Fact]
    public async Task F11_every_flipped_bit_that_changes_something_sealed_is_told()
    {
        using var folder = new TemporaryFolder();
        await FlipStore.MakeAsync(folder.Path, 300, new Random(11));
        var run = new FlipRun(folder.Path, new Random(11));
        var flips = new List<Flip>();
        while (flips.Count < Flips) flips.Add(await run.OnceAsync());

        Assert.DoesNotContain(flips, flip => flip.IsMissed);
        Assert.Superset(new HashSet<Harmed> { Harmed.Tile, Harmed.Checkpoint, Harmed.AppendOnlyTable }, flips.Select(flip => flip.Harmed).ToHashSet());
        Assert.Empty(await run.CheckAsync());
    }
}
