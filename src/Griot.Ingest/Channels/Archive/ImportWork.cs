using Griot.Formats;
using Griot.Ingest.Channels.Folder;
using Griot.Ingest.Channels.Handed;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Channels.Archive;

/// <summary>One import at work: pieces are handed over in batches, so that memory is bounded, and what becomes of each is counted.</summary>
internal sealed class ImportWork(LedgerStore ledger, HandedDoor door, ProviderCard card, string channel, ArchiveFiles files, TimeProvider time)
{
    private const int MostPieces = 200;
    private const int MostBytes = 8 * 1024 * 1024;
    private const int MostExamples = 20;
    private const int Unheard = 200;

    private readonly KnownElsewhere elsewhere = new(ledger, card, channel);
    private readonly List<ArchivePart.Found> waiting = [];
    private readonly Dictionary<string, int> reasons = new(StringComparer.Ordinal);
    private readonly List<string> examples = [];
    private ImportReport report = new();
    private int bytes;
    private int sinceTold;

    internal ImportReport Report() => report with { Reasons = new Dictionary<string, int>(reasons, StringComparer.Ordinal), Examples = [.. examples], Done = files.Done, Bytes = files.Bytes };

    /// <summary>Takes what was found. True where there is something to tell.</summary>
    internal async Task<bool> TakeAsync(ArchivePart part, CancellationToken cancellation)
    {
        if (part is ArchivePart.Found found) return await TakeAsync(found, cancellation);
        if (part is ArchivePart.Aside aside) await SetAsideAsync(aside, cancellation);
        if (part is ArchivePart.Passed) report = report with { Passed = report.Passed + 1 };
        if (part is ArchivePart.Refused refused) Refuse(refused.File, refused.Address, refused.Why);
        return ++sinceTold % Unheard == 0;
    }

    /// <summary>Hands over what waits.</summary>
    internal async Task FlushAsync(CancellationToken cancellation)
    {
        if (waiting.Count == 0) return;
        elsewhere.Forget();
        var handover = HandoverOf(waiting[0].File, waiting[0].Address, null);
        var fresh = waiting.FindAll(found => door.IsTaken(handover, found.Piece) || !elsewhere.Is(found.Piece));
        report = report with { Known = report.Known + waiting.Count - fresh.Count };
        if (await door.TakeAsync(handover, [.. fresh.Select(found => found.Piece)], cancellation) is not HandedOutcome.Taken taken) throw new InvalidDataException("the provider, or its channel for archives, is not there any more");
        for (var i = 0; i < fresh.Count; i++) Count(fresh[i], taken.Pieces[i]);
        waiting.Clear();
        bytes = 0;
    }

    // What is handed over together came from one place.
    private async Task<bool> TakeAsync(ArchivePart.Found found, CancellationToken cancellation)
    {
        var isFull = waiting.Count == MostPieces || bytes > MostBytes || (waiting.Count > 0 && (waiting[0].File != found.File || waiting[0].Address != found.Address));
        if (isFull) await FlushAsync(cancellation);
        waiting.Add(found);
        bytes += found.Piece.Bytes.Length;
        return isFull;
    }

    private async Task SetAsideAsync(ArchivePart.Aside aside, CancellationToken cancellation)
    {
        var outcome = await door.SetAsideAsync(HandoverOf(aside.File, aside.Address, aside.ContentType), aside.Bytes, aside.Why, cancellation);
        if (outcome is HandedOutcome.Unreadable { IsKept: true }) Quarantine(aside.File, aside.Address, aside.Why);
        else Refuse(aside.File, aside.Address, aside.Why with { Message = $"{aside.Why.Message} It is not kept: the channel's share of the quarantine is full." });
    }

    private void Count(ArchivePart.Found found, PieceOutcome piece)
    {
        switch (piece.Result)
        {
            case PieceResult.Accepted when piece.Version is > 1:
                report = report with { Updated = report.Updated + 1 };
                break;
            case PieceResult.Accepted:
                report = report with { Taken = report.Taken + 1 };
                break;
            case PieceResult.Unchanged or PieceResult.Cosmetic:
                report = report with { Known = report.Known + 1 };
                break;
            case PieceResult.Quarantined when piece.Why is { Code: not HandedDoor.QuarantineFull } why:
                Quarantine(found.File, found.Address, why);
                break;
            default:
                Refuse(found.File, found.Address, piece.Why ?? new Incident("refused", "It was not taken."));
                break;
        }
    }

    private void Quarantine(string file, string? address, Incident why)
    {
        report = report with { Quarantined = report.Quarantined + 1 };
        Note(file, address, why);
    }

    private void Refuse(string file, string? address, Incident why)
    {
        report = report with { Refused = report.Refused + 1 };
        Note(file, address, why);
    }

    private void Note(string file, string? address, Incident why)
    {
        reasons[why.Code] = reasons.GetValueOrDefault(why.Code) + 1;
        if (examples.Count < MostExamples) examples.Add($"{file}{(address is null ? "" : $" ({address})")}: {why.Message}");
    }

    private Handover HandoverOf(string file, string? address, string? contentType) => new(
        card.Id, channel, Evidence.Entered,
        new Envelope { Address = address, ContentType = contentType, Received = time.GetUtcNow(), Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [FolderIntake.FileHeader] = file } });
}
