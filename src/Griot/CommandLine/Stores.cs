using Griot.Ledger;
using Griot.Ledger.Signing;
using Griot.Recovering;
using Griot.Serving;

namespace Griot.CommandLine;

/// <summary>The stores of a data folder, opened for one call of a verb.</summary>
internal static class Stores
{
    /// <summary>Opens the ledger of the folder; a verb that only asks does not make a new one.</summary>
    internal static LedgerStore Ledger(Invocation call) => LedgerStore.Open(call.Data, TimeProvider.System);

    /// <summary>The log of the folder, as the settings have it.</summary>
    internal static LogOptions Log(Invocation call) => Settings.Load(call.Data, call.Flag).Log(call.Data);

    /// <summary>
    /// Runs work on the ledger and closes it, durable, whatever happens. What it seals is signed meanwhile and before it ends,
    /// unless a server is running, which signs it within a second.
    /// </summary>
    internal static async Task<int> WithLedgerAsync(Invocation call, Func<LedgerStore, Task<int>> work)
    {
        await using var ledger = Ledger(call);
        using var signer = await Signer.OpenAsync(ledger, Log(call), TimeProvider.System, thorough: false, CancellationToken.None);
        foreach (var warning in signer.Warnings) Messages.Say(warning);
        await DueRemovals.ObeyAsync(ledger, call.Data, CancellationToken.None);
        using var ending = new CancellationTokenSource();
        var signing = signer.RunAsync(_ => { }, ending.Token);
        try
        {
            return await work(ledger);
        }
        finally
        {
            await ending.CancelAsync();
            await signing;
            await SignAsync(signer);
        }
    }

    // The work is done and durable, whatever comes of its signature: an altered store is told, and named by griot check.
    private static async Task SignAsync(Signer signer)
    {
        try
        {
            await signer.SignAsync(CancellationToken.None);
        }
        catch (InvalidDataException fault)
        {
            Messages.Say($"the log is not signed: {fault.Message}");
        }
    }
}
