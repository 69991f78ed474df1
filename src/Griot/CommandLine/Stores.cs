using Griot.Ledger;

namespace Griot.CommandLine;

/// <summary>The stores of a data folder, opened for one call of a verb.</summary>
internal static class Stores
{
    /// <summary>Opens the ledger of the folder; a verb that only asks does not make a new one.</summary>
    internal static LedgerStore Ledger(Invocation call) => LedgerStore.Open(call.Data, TimeProvider.System);

    /// <summary>Runs work on the ledger and closes it, durable, whatever happens.</summary>
    internal static async Task<int> WithLedgerAsync(Invocation call, Func<LedgerStore, Task<int>> work)
    {
        await using var ledger = Ledger(call);
        return await work(ledger);
    }
}
