using Griot.Formats;
using Griot.Ingest.Channels.Poll;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>
/// One document on its way to the seal. What it brings becomes durable in batches, so that memory is bounded, and the
/// channel's state with the last of them: after a crash the document is read again, and what was sealed of it is known. A
/// piece that another process sealed meanwhile is judged again. Used once.
/// </summary>
internal sealed class DocumentIntake
{
    /// <summary>Pieces of a document that are looked at together, and sealed in one transaction.</summary>
    internal const int MostInOneBatch = 500;

    private readonly LedgerStore ledger;
    private readonly ProviderCard card;
    private readonly string channel;
    private readonly KnownItems items;
    private readonly Judge judge;
    private readonly Recognition recognition;
    private readonly ChannelReview? review;
    private readonly Doubts doubts;
    private readonly DailyShare? share;
    private readonly Yield yield = new();

    // Items of which the document has been found to hold a piece.
    private readonly HashSet<string> standing = new(StringComparer.Ordinal);

    // What the ledger would not seal, since it is not its provider's to say: set aside in the next round, together with
    // the channel's state.
    private readonly Dictionary<Piece, string> refusals = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyList<string> archives;
    private readonly bool isByIdAlone;
    private readonly bool wasEmpty;
    private readonly bool mayBringArchive;

    internal DocumentIntake(LedgerStore ledger, TimeProvider time, ProviderCard card, string channel, Evidence evidence, DocumentFacts? document)
    {
        (this.ledger, this.card, this.channel) = (ledger, card, channel);
        // The house gives its pieces their ids by hand: they are what it says they are.
        isByIdAlone = card.Channel(channel)?.Kind == ChannelKind.House;
        wasEmpty = !ledger.KnowsItems(channel);
        items = new KnownItems(ledger, card);
        judge = new Judge(ledger, items, card, channel, evidence, time);
        archives = [.. card.Channels.Where(one => one.Kind == ChannelKind.Archive && one.Id != channel).Select(one => one.Id)];
        var before = isByIdAlone ? null : ledger.Identity(channel);
        recognition = new Recognition(ledger, channel, archives, items, standing.Contains) { IsEmpty = wasEmpty, Policy = before?.Policy };
        review = document is null || isByIdAlone ? null : new ChannelReview(channel, before, document, wasEmpty, time);
        doubts = new Doubts(channel);
        // The first document of a channel may hold years. What is kept of a channel is kept with the last piece of a document:
        // where there is nothing yet, the first one was broken off, and this is it once more.
        var isFirst = wasEmpty || (document is null ? ledger.Channel(channel)?.State?.LastSeen is null : before is null);
        // Nor is an archive a day's work: its operator has seen how much it is.
        var isArchive = card.Channel(channel)?.Kind == ChannelKind.Archive;
        mayBringArchive = isFirst && !isByIdAlone;
        share = isByIdAlone || isFirst || isArchive ? null : new DailyShare(ledger, card.Id);
    }

    /// <summary>Where each piece's answer is noted; null where nobody waits for it.</summary>
    internal Fates? Fates { get; init; }

    /// <summary>The operator lets it in, and knows how much it is.</summary>
    internal bool IsLetIn { get; init; }

    private DailyShare? Share => IsLetIn ? null : share;

    internal async Task<Yield> TakeAsync(IReadOnlyList<Piece> pieces, Func<Yield, ChannelNote?> note, CancellationToken cancellation)
    {
        judge.BringsArchive = mayBringArchive && pieces.Count > DailyShare.LeastPieces;
        var known = pieces.Select(piece => wasEmpty && archives.Count == 0 ? null : ledger.ItemByCut(channel, piece.Cut)).ToList();
        standing.UnionWith(known.OfType<string>());
        yield.Known = known.Count(item => item is not null);
        for (var i = 0; i < known.Count; i++) Fates?.Known(pieces[i], known[i]);
        review?.Begin(pieces.Count, yield.Known);
        if (!wasEmpty && review is not null && (review.IsFirst || !ledger.KnowsWords(channel))) await AdoptAsync([.. pieces.Zip(known).Where(pair => pair.Second is not null)!], cancellation);
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
                await RoundAsync(batch, isFirst, done == waiting.Count ? note : null, later, cancellation);
            }
            while (done < waiting.Count);
            (waiting, isFirst) = (later, false);
        }
        while (waiting.Count > 0);
        return yield;
    }

    // A store of an earlier release knows its items by their ids alone. Those that stand in the first document that comes
    // get their other keys, so that they are known again when their ids move.
    private async Task AdoptAsync(IReadOnlyList<(Piece Piece, string Item)> standingPieces, CancellationToken cancellation)
    {
        foreach (var some in standingPieces.Chunk(MostInOneBatch))
        {
            cancellation.ThrowIfCancellationRequested();
            var sights = some.Select(pair => Read(pair.Piece)).ToList();
            foreach (var (sight, (_, item)) in sights.Zip(some)) sight.Item = item;
            await ledger.AppendAsync(new Batch { Aliases = [.. recognition.Adopt(sights, review!.Shown).Select(key => new ItemAlias(channel, key.Item, key.Key))] }, cancellation);
        }
    }

    // One round seals at most one version of an item: what follows it in the same document has to see it first. So has a
    // withdrawal or correction whose item may stand further on in the document: it waits for the second round.
    private async Task RoundAsync(List<Piece> pieces, bool isFirst, Func<Yield, ChannelNote?>? note, List<Piece> later, CancellationToken cancellation)
    {
        var brought = new Brought(channel, ledger.RemovedSoFar);
        items.Forget();
        var sights = pieces.ConvertAll(Read);
        if (!isByIdAlone) recognition.Recognise(sights.FindAll(sight => sight.Piece.About is null), review is null ? null : review.PolicyBy, isFirst ? review?.Shown : null);
        standing.UnionWith(sights.Select(sight => sight.Item).OfType<string>().CountBy(item => item, StringComparer.Ordinal).Where(count => count.Value > 1).Select(count => count.Key));
        foreach (var sight in sights)
        {
            cancellation.ThrowIfCancellationRequested();
            var judgement = Judged(sight);
            if (isFirst && judgement is Judgement.Quarantine { Row.Code: Judge.UnknownItem } || !brought.Take(sight, judgement))
            {
                later.Add(sight.Piece);
                continue;
            }

            Share?.Spend(judgement);
            yield.Incidents.AddRange(judgement.Incidents);
            Fates?.Judged(sight, judgement);
            if (judgement is Judgement.Cosmetic change) standing.Add(change.Change.Item);
            if (judgement is Judgement.Known) yield.Known++;
            if (judgement is Judgement.Removed) yield.Removed++;
            if (judgement is Judgement.Quarantine refused) yield.Refuse(refused.Row, isUnreadable: sight.Reading.Record is null);
            review?.Note(sight, judgement);
            if (!isByIdAlone) doubts.Note(sight, judgement, IsForeign);
        }

        await SealAsync(brought, later.Count == 0 ? note : null, later, cancellation);
    }

    private Judgement Judged(Sight sight)
    {
        try
        {
            var judgement = refusals.TryGetValue(sight.Piece, out var reason) ? judge.Refuse(sight, reason) : judge.Of(sight, standing.Contains);
            return Share?.WhyNot(judgement) is { } why ? judge.Stop(sight, why) : judgement;
        }
        catch (Exception fault) when (IsOurs(fault))
        {
            return judge.Fault(sight, fault);
        }
    }

    // A fault in the reading of one piece must not cost the others of its channel, nor be met at every poll: the piece lies in
    // quarantine, and is read again by a release that does better. What the store says concerns them all.
    private static bool IsOurs(Exception fault) =>
        fault is not (OperationCanceledException or OutOfMemoryException or LedgerFrozenException or System.Data.Common.DbException or IOException) && StoreFaults.Explain(fault) is null;

    private Sight Read(Piece piece)
    {
        try
        {
            return SightOf(piece, Reading.Of(piece.Delivery, piece.Context, card));
        }
        catch (Exception fault) when (IsOurs(fault))
        {
            return SightOf(piece, new Reading(null, null, "", [Judge.OurFault(fault)]));
        }
    }

    private Sight SightOf(Piece piece, Reading reading)
    {
        if (!isByIdAlone) return new Sight(piece, reading) { Item = piece.About, Keys = reading.Record is { } record ? PieceKeys.Of(piece, record, reading.HasOwnId) : null };
        var identity = Identity.Of(reading.Identity);
        return new Sight(piece, reading) { Item = ledger.ItemByIdentity(channel, identity), Identity = identity };
    }

    private async Task SealAsync(Brought brought, Func<Yield, ChannelNote?>? note, List<Piece> later, CancellationToken cancellation)
    {
        brought.CountInto(yield);
        var batch = brought.ToBatch() with { IsCounted = Share is not null };
        if (note is not null)
        {
            var odd = doubts.Incidents();
            yield.OfDocument = [.. review?.Incidents() ?? [], .. odd.Select(incident => new Incident(incident.Code, incident.Message))];
            var kept = note(yield);
            batch = batch with { Channel = kept?.State, Alarm = kept?.Alarm, Identity = review?.Identity(), Incidents = [.. review?.OfDocument() ?? [], .. odd] };
        }

        if (brought.IsEmpty && batch is { Channel: null, Identity: null, Incidents.Count: 0 }) return;
        var outcomes = await ledger.AppendAsync(batch, cancellation);
        recognition.IsEmpty = false;
        for (var i = 0; i < outcomes.Count; i++) Settle(brought.Seals[i], outcomes[i], later);
    }

    // Only an id that is meant to be the only one of its kind says something where another provider has it too.
    private bool IsForeign(Sight sight) => sight.Reading.Identity.Contains(':', StringComparison.Ordinal) && ledger.IsKnownElsewhere(Identity.Of(sight.Reading.Identity), card.Id);

    private void Settle((Piece Piece, Draft Draft) sealing, AppendOutcome outcome, List<Piece> later)
    {
        if (outcome is AppendOutcome.Sealed done)
        {
            standing.Add(sealing.Draft.Item!);
            yield.Sealed.Add(done);
            Fates?.Sealed(sealing.Piece, sealing.Draft.Item!, done);
            return;
        }

        if (outcome is AppendOutcome.NotTheProviders refused) refusals[sealing.Piece] = refused.Reason;
        if (sealing.Draft.Follows is null) yield.NewItems--;
        else yield.NewVersions--;
        later.Add(sealing.Piece);
    }
}
