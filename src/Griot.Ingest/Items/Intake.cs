using Griot.Formats;
using Griot.Ingest.Channels.Poll;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>What a document or a delivery brought.</summary>
internal sealed record Yield
{
    internal int NewItems { get; set; }
    internal int NewVersions { get; set; }
    internal int Cosmetic { get; set; }
    internal int Quarantined { get; set; }
    internal int Known { get; set; }

    /// <summary>Items that could not be read at all, and the first of them.</summary>
    internal int Unreadable { get; private set; }

    internal Quarantined? FirstUnreadable { get; private set; }
    internal List<Incident> Incidents { get; } = [];
    internal List<AppendOutcome.Sealed> Sealed { get; } = [];

    internal void Refuse(Quarantined row, bool isUnreadable)
    {
        if (!isUnreadable) return;
        Unreadable++;
        FirstUnreadable ??= row;
    }
}

/// <summary>
/// Takes the pieces of one channel through judgement to the seal. What one document brings becomes durable in batches, so
/// that memory is bounded, and the channel's state with the last of them: after a crash the document is read again, and
/// what was sealed of it is known. A piece that another process sealed meanwhile is judged again.
/// </summary>
internal sealed class Intake(LedgerStore ledger, TimeProvider time)
{
    private const int MostInOneBatch = 500;

    private readonly Judge judge = new(ledger, time);

    /// <summary>Takes pieces in, in the given order, and keeps <paramref name="note"/> with the last of them.</summary>
    internal async Task<Yield> TakeAsync(
        IReadOnlyList<Piece> pieces, ProviderCard card, string channel, Evidence evidence, Func<Yield, ChannelNote?> note, CancellationToken cancellation)
    {
        var yield = new Yield();
        var known = pieces.Select(piece => ledger.ItemByCut(channel, piece.Cut)).ToList();
        var standing = known.OfType<string>().ToHashSet(StringComparer.Ordinal);
        yield.Known = known.Count(item => item is not null);
        var waiting = pieces.Where((_, i) => known[i] is null).ToList();
        var isFirst = true;
        do
        {
            var later = new List<Piece>();
            var done = 0;
            do
            {
                var batch = waiting.GetRange(done, Math.Min(MostInOneBatch, waiting.Count - done));
                done += batch.Count;
                await RoundAsync(batch, card, channel, evidence, isFirst, done == waiting.Count ? note : _ => null, standing, yield, later, cancellation);
            }
            while (done < waiting.Count);
            (waiting, isFirst) = (later, false);
        }
        while (waiting.Count > 0);
        return yield;
    }

    // One round seals at most one version of an item: what follows it in the same document has to see it first. So has a
    // withdrawal or correction whose item may stand further on in the document: it waits for the second round.
    private async Task RoundAsync(
        List<Piece> pieces, ProviderCard card, string channel, Evidence evidence, bool isFirst, Func<Yield, ChannelNote?> note,
        HashSet<string> standing, Yield yield, List<Piece> later, CancellationToken cancellation)
    {
        var seals = new List<(Piece Piece, Judgement.Seal Seal)>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var quarantined = new List<Quarantined>();
        var cosmetic = new List<CosmeticChange>();
        var readings = pieces.ConvertAll(piece => (Piece: piece, Reading: Reading.Of(piece.Delivery, piece.Context, card)));
        standing.UnionWith(Repeated(readings.Select(read => read.Reading.Identity), channel));
        foreach (var (piece, reading) in readings)
        {
            cancellation.ThrowIfCancellationRequested();
            var judgement = judge.Of(piece, reading, card, channel, evidence, standing.Contains);
            if ((judgement is Judgement.Seal seal && !taken.Add(Convert.ToHexString(seal.Draft.Identity!)))
                || (isFirst && judgement is Judgement.Quarantine { Row.Code: Judge.UnknownItem }))
            {
                later.Add(piece);
                continue;
            }

            yield.Incidents.AddRange(judgement.Incidents);
            switch (judgement)
            {
                case Judgement.Seal sealing: seals.Add((piece, sealing)); break;
                case Judgement.Cosmetic change: cosmetic.Add(change.Change); standing.Add(change.Change.Item); break;
                case Judgement.Quarantine row: quarantined.Add(row.Row); yield.Refuse(row.Row, isUnreadable: reading.Record is null); break;
                default: yield.Known++; break;
            }
        }

        yield.Cosmetic += cosmetic.Count;
        yield.Quarantined += quarantined.Count;
        yield.NewItems += seals.Count(seal => seal.Seal.Draft.Follows is null);
        yield.NewVersions += seals.Count(seal => seal.Seal.Draft.Follows is not null);
        var kept = later.Count == 0 ? note(yield) : null;
        var batch = new Batch
        {
            Drafts = [.. seals.Select(seal => seal.Seal.Draft)],
            Quarantined = quarantined,
            Cosmetic = cosmetic,
            Channel = kept?.State,
            Alarm = kept?.Alarm,
        };
        if (batch is { Drafts.Count: 0, Quarantined.Count: 0, Cosmetic.Count: 0, Channel: null }) return;
        var outcomes = await ledger.AppendAsync(batch, cancellation);
        for (var i = 0; i < outcomes.Count; i++) Settle(seals[i], outcomes[i], standing, yield, later);
    }

    private IEnumerable<string> Repeated(IEnumerable<string> identities, string channel) =>
        identities.CountBy(identity => identity, StringComparer.Ordinal).Where(count => count.Value > 1)
            .Select(count => ledger.ItemByIdentity(channel, Identity.Of(count.Key))).OfType<string>();

    private static void Settle((Piece Piece, Judgement.Seal Seal) sealing, AppendOutcome outcome, HashSet<string> standing, Yield yield, List<Piece> later)
    {
        if (outcome is AppendOutcome.Sealed done)
        {
            standing.Add(sealing.Seal.Draft.Item!);
            yield.Sealed.Add(done);
            return;
        }

        if (sealing.Seal.Draft.Follows is null) yield.NewItems--;
        else yield.NewVersions--;
        later.Add(sealing.Piece);
    }
}
