using Griot.Feedback;
using Griot.Ledger;

namespace Griot.Recovering;

/// <summary>
/// What <c>desk.db</c> has told of a channel may quote what was removed. That it has to go is noted in the removal's own
/// transaction: stopped in between, whatever opens the stores next does it.
/// </summary>
internal static class DueSamples
{
    /// <returns>False where a reader keeps the deleted bytes in the write-ahead log of <c>desk.db</c>: then it stays due.</returns>
    internal static async Task<bool> ForgetAsync(LedgerStore ledger, string data)
    {
        if (ledger.SamplesDue().Count == 0) return true;
        using var desk = Desk.Open(data);
        return await ForgetAsync(ledger, desk);
    }

    internal static async Task<bool> ForgetAsync(LedgerStore ledger, Desk desk)
    {
        var due = ledger.SamplesDue();
        if (due.Count == 0) return true;
        if (!new ForgetSamples(desk).Forget([.. due.Select(one => one.Channel).Distinct(StringComparer.Ordinal)])) return false;
        await ledger.SettleAsync(due, CancellationToken.None);
        return true;
    }
}
