using Griot.Ingest.Channels.Handed;
using Griot.Ingest.Providers;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Archive;

/// <summary>
/// Imports what a provider published before it delivered to this house: through a channel of its own, on the operator's word
/// (<see cref="Evidence.Entered"/>). Ended in between, it is begun again: what was sealed is known by its bytes.
/// </summary>
public sealed class ArchiveImport(LedgerStore ledger, TimeProvider time)
{
    private readonly HandedDoor door = new(ledger, time);

    /// <summary>Imports a file, or everything below a folder.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="provider">Whose it is.</param>
    /// <param name="told">Told again and again how far it has come.</param>
    /// <param name="cancellation">Ends it between two pieces.</param>
    /// <returns>What came of it.</returns>
    public async Task<ImportOutcome> RunAsync(string path, string provider, Action<ImportReport> told, CancellationToken cancellation)
    {
        if (!File.Exists(path) && !Directory.Exists(path)) return new ImportOutcome.Refused($"“{path}” is neither a file nor a folder that is there");
        if (ledger.Card(provider) is not { } card) return new ImportOutcome.Refused("there is no such provider");
        if (card.State != ProviderState.Active) return new ImportOutcome.Refused("the provider is not active: nothing is taken in for it");
        if (await ChannelAsync(card, cancellation) is not { } channel) return new ImportOutcome.Refused("no channel could be opened for it");
        var files = new ArchiveFiles(path);
        var work = new ImportWork(ledger, door, ledger.Card(provider)!, channel, files, time);
        foreach (var part in files.Parts())
        {
            cancellation.ThrowIfCancellationRequested();
            if (await work.TakeAsync(part, cancellation)) told(work.Report());
        }

        await work.FlushAsync(cancellation);
        told(work.Report());
        return new ImportOutcome.Imported(channel, work.Report());
    }

    // One for all archives of a provider: so the same piece in two of them is one.
    private async Task<string?> ChannelAsync(ProviderCard card, CancellationToken cancellation)
    {
        if (card.Channels.FirstOrDefault(channel => channel.Kind == ChannelKind.Archive) is { } known) return known.Id;
        return await new ProviderRegister(ledger, time).AddDoorAsync(card.Id, ChannelKind.Archive, null, cancellation) is RegisterOutcome.Registered opened ? opened.Card.Channels[^1].Id : null;
    }
}
