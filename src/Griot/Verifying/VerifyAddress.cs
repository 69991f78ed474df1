using System.Text;
using Griot.Ledger.Tlog;
using Griot.Ledger.Verifying;
using Griot.Net;
using Griot.Record;

namespace Griot.Verifying;

/// <summary>Verifies a piece by its address, with what the site itself serves and with the key that is known.</summary>
internal sealed class VerifyAddress(LogSite site, PieceAddress piece, string input, KnownLogs known, VerifierKey? given, TimeProvider time)
{
    private const int MostLooks = 5;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);

    internal async Task<Verification> RunAsync(CancellationToken cancellation)
    {
        var newest = piece.Version is null;
        var (version, absence) = newest ? await new NewestVersion(site, piece.Item).FindAsync(cancellation) : (piece.Version, "");
        if (version is not { } number) return new Verification(input, null, null, [Step.Failed(StepName.Proof, absence)]);
        var verification = await RunAsync(number, cancellation);

        // While it was looked at the piece may have got a new version, which its page shows: then that one is meant.
        return newest && verification.Steps.Any(step => step is { Name: StepName.Page, Outcome: StepOutcome.Failed })
            && await new NewestVersion(site, piece.Item).FindAsync(cancellation) is (int newer, _) && newer != number
            ? await RunAsync(newer, cancellation)
            : verification;
    }

    private async Task<Verification> RunAsync(int version, CancellationToken cancellation)
    {
        var at = $"items/{piece.Item}/{version}";
        var reply = await site.GetAsync($"{at}/proof", ProofFile.MaxBytes, cancellation, "text/plain");
        if (reply.Bytes is null) return new Verification(input, null, null, [Step.Failed(StepName.Proof, $"the site gives no proof of version {version}: {reply.Why}")]);
        if (SealProof.Read(reply.Bytes) is not { } proof) return new Verification(input, null, null, [EntrySteps.Read(null)]);

        var key = KeyChoice.Of(known, new KeyChoice.Question(given, proof.File.Checkpoint, await site.GetAsync("log/key", 4096, cancellation), site.Shown));
        var record = await site.PartAsync($"{at}/record", cancellation);
        var summary = await site.PartAsync($"{at}/summary", cancellation);
        var delivery = await site.PartAsync($"{at}/delivery", cancellation);
        var present = await PresentAsync(proof.Checkpoint, cancellation);
        var consistent = Consistency.Check(proof, key.Key, present);
        var card = piece.Page is null || consistent.Outcome != StepOutcome.Held ? default : await new SealedCard(site, piece.Item).OfAsync(proof, present, cancellation);
        return new Verification(input, proof, key,
        [
            EntrySteps.Read(proof),
            EntrySteps.IsOf(proof, piece.Item, version),
            Commitments.Check(proof, Part.Record, record),
            Commitments.Check(proof, Part.Summary, summary),
            Commitments.Check(proof, Part.Delivery, delivery),
            Commitments.Check(proof, Part.Envelope, PartBytes.NotGiven("how it was delivered is never published")),
            EntrySteps.Included(proof),
            key.Step,
            Signatures.Check(proof, key.Key),
            consistent,
            card.Fault is { } lie ? Step.Failed(StepName.Page, $"what the site gives as its provider's card {lie}") : await PageAsync(record.Bytes, summary.Bytes, card.Card, cancellation),
        ])
        {
            Evidence = consistent.Outcome == StepOutcome.Failed && present.Checkpoint is { } note ? [proof.File.Checkpoint.ToBytes(), note] : [],
        };
    }

    // A cache on the way may answer with a checkpoint some seconds old, which is smaller than the proof's: that is waited for.
    private async Task<PresentLog> PresentAsync(Checkpoint before, CancellationToken cancellation)
    {
        for (var look = 1; ; look++)
        {
            var reply = await site.GetAsync("log/checkpoint", SignedNote.MaxBytes, cancellation);
            if (reply.Bytes is null) return new PresentLog(null, new Dictionary<TileId, byte[]>(), reply.Why);
            if (SignedNote.Parse(reply.Bytes) is not { } note || Checkpoint.Parse(note.Text) is not { } now) return new PresentLog(reply.Bytes, new Dictionary<TileId, byte[]>());
            if (now.Size >= before.Size || look == MostLooks) return await TilesAsync(reply.Bytes, before.Size, now.Size, cancellation);
            await Task.Delay(BetweenLooks, time, cancellation);
        }
    }

    private async Task<PresentLog> TilesAsync(byte[] checkpoint, long from, long size, CancellationToken cancellation)
    {
        var tiles = new Dictionary<TileId, byte[]>();
        foreach (var tile in from < size ? Consistency.Tiles(from, size) : [])
        {
            var reply = await site.TileAsync(tile, cancellation);
            if (reply.Bytes is not { } bytes) return new PresentLog(checkpoint, tiles, $"tile {tile.Path} of the log can't be had: {reply.Why}");
            tiles.Add(tile, bytes);
        }

        return new PresentLog(checkpoint, tiles);
    }

    private async Task<Step> PageAsync(byte[]? record, byte[]? summary, ProviderCard? card, CancellationToken cancellation)
    {
        if (piece.Page is not { } address) return Step.NotChecked(StepName.Page, "no page was named: give the article's own address to have its text compared");
        var reply = await site.GetAsync(address, FetchRequest.DefaultMaxBytes, cancellation, "text/html");
        if (reply.Bytes is { } html) return PageSteps.Check(Encoding.UTF8.GetString(html), record, summary, card);
        return reply.Status == 410
            ? Step.NotChecked(StepName.Page, "it shows that the piece is gone, and not its text (410)")
            : Step.Failed(StepName.Page, $"it can't be had: {reply.Why}");
    }
}
