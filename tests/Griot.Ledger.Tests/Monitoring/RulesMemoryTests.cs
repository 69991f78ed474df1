using Griot.Ledger.Monitoring;

namespace Griot.Ledger.Tests.Monitoring;

/// <summary>What the rules keep of a log. By itself, when all other tests have ended: the memory that is counted is the whole process's.</summary>
[Collection(nameof(RulesMemoryTests))]
[CollectionDefinition(nameof(RulesMemoryTests), DisableParallelization = true)]
public sealed class RulesMemoryTests
{
    [Fact]
    public void An_item_costs_little_memory()
    {
        const int Items = 200_000;
        var (rules, log) = (new LogRules(), new PaperLog());
        rules.Read(0, log.Lines[0].Entry.ToBytes(), log.Lines[0].Published);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var index = 1; index <= Items; index++) Assert.Empty(rules.Read(index, log.First().ToBytes(), Published.Nothing));

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(held / Items, 20, 130);
        GC.KeepAlive(rules);
    }
}
