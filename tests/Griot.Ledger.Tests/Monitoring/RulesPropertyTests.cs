using System.Text;
using CsCheck;
using Griot.Ledger.Monitoring;

namespace Griot.Ledger.Tests.Monitoring;

/// <summary>What the store seals breaks no rule; what somebody alters afterwards breaks one.</summary>
public sealed class RulesPropertyTests
{
    // R10 is no fault of the log: it asks the provider to look.
    [Fact]
    public void Whatever_happens_to_a_store_its_log_breaks_no_rule()
    {
        var (refused, sealedOnes) = (0, 0L);
        Step.Several.Sample(steps =>
        {
            var (violations, history, size) = RunAsync(steps).GetAwaiter().GetResult();
            Interlocked.Add(ref refused, history.Refused);
            Interlocked.Add(ref sealedOnes, size);
            Assert.All(violations, violation => Assert.Equal("R10", violation.Rule));
        }, iter: 60, threads: 1);

        // The property says nothing of histories in which nothing happens.
        Assert.True(refused > 50 && sealedOnes > 1000, $"{refused} refused, {sealedOnes} sealed");
    }

    private static async Task<(IReadOnlyList<Violation> Violations, RandomHistory History, long Size)> RunAsync(Step[] steps)
    {
        await using var ledger = new TestLedger();
        var history = new RandomHistory(ledger);
        await history.RunAsync(steps);
        return (ledger.Violations(), history, ledger.Store.Size);
    }

    public static TheoryData<string> Tamperings => [.. TamperedLog.Kinds.Keys];

    [Theory, MemberData(nameof(Tamperings))]
    public async Task Every_single_tampering_is_flagged(string kind)
    {
        await using var ledger = new TestLedger();
        var log = await TamperedLog.OfAsync(ledger);
        Assert.DoesNotContain(log.Violations(log.Lines), violation => violation.Rule != "R10");

        var tried = 0;
        for (var at = 0; at < log.Lines.Count; at++)
        {
            if (TamperedLog.Kinds[kind](log.Lines, at) is not { } tampered) continue;
            tried++;
            Assert.True(log.Violations(tampered).Any(violation => violation.Rule != "R10"), $"{kind} at {at}:\n{Encoding.ASCII.GetString(log.Lines[at].Bytes)}");
        }

        Assert.True(tried > 2, $"{tried} entries were tampered with");
    }
}
