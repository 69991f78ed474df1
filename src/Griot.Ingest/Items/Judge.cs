using Griot.Formats;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>
/// Decides what becomes of a piece: first version, new version, cosmetic change, or quarantine. Reads the ledger and
/// writes nothing; what it decides is checked again by the ledger when it is sealed.
/// </summary>
internal sealed class Judge(LedgerStore ledger, TimeProvider time)
{
    /// <summary>Versions of one item in a day beyond which a person has to look (I04).</summary>
    private const int MostVersionsADay = 20;

    /// <summary>The code of a withdrawal or correction of something that its channel never delivered.</summary>
    internal const string UnknownItem = "unknown-item";

    /// <summary>How far back a repeated id is looked for among the item's versions.</summary>
    private const int MostCompared = 20;

    /// <param name="piece">The piece.</param>
    /// <param name="reading">What was read in it.</param>
    /// <param name="card">Its provider.</param>
    /// <param name="channel">The channel that it came through.</param>
    /// <param name="evidence">How sure it is that it came from that provider.</param>
    /// <param name="isRepeated">
    /// The same document holds another delivery of the same item: what was a version before, or looks like one, is no news.
    /// </param>
    internal Judgement Of(Piece piece, Reading reading, ProviderCard card, string channel, Evidence evidence, Func<string, bool> isRepeated)
    {
        if (reading.Record is not { } record || reading.Summary is not { } summary) return Unreadable(piece, card, channel, reading);
        var identity = Identity.Of(reading.Identity);
        var item = ledger.ItemByIdentity(channel, identity);
        if (item is null) return First(piece, card, channel, evidence, reading, identity);
        var state = ItemState.Fold(ledger.History(item)) ?? throw new InvalidDataException($"item {item} has no first version: the store was altered from outside");
        // Another process that reads the same feed may have sealed these very bytes since they were looked for.
        if (ledger.ItemByCut(channel, piece.Cut) == item) return new Judgement.Known(reading.Incidents);
        var newest = state.Versions[^1];
        var before = Read(newest, card);
        var incidents = reading.Incidents;
        if (isRepeated(item))
        {
            if (record.Signal != Signal.Withdrawal && newest.Entry.Kind != EntryKind.Withdrawal) incidents = [.. incidents, Duplicate(reading.Identity)];
            if (IsNoNews(piece, record, channel, card, state, before)) return new Judgement.Known(incidents);
        }

        if (before is not null && Sameness.IsCosmetic(before, record))
            return new Judgement.Cosmetic(new CosmeticChange(channel, item, piece.Cut, piece.Delivery.ToArray()), incidents);
        // The breaker never stands between a provider and its wish to take a piece back.
        if (IsTooMany(state) && record.Signal != Signal.Withdrawal)
            return Put(piece, card, channel, "too-many-versions", $"More than {MostVersionsADay} versions of one item in a day.", incidents);
        var signal = record.Signal == Signal.New ? Signal.Update : record.Signal;
        return Seal(piece, card, channel, evidence, record with { Signal = signal }, summary with { Signal = signal }, incidents, item, state.Last.Index, identity);
    }

    // Two pieces of one document under one id: each is a version once, and then no more, however their order or their
    // advertisements change. A deletion that is older than the entry beside it has been taken back by that entry.
    private bool IsNoNews(Piece piece, ArticleRecord record, string channel, ProviderCard card, ItemState state, ArticleRecord? newest) =>
        ledger.HasSeenCut(channel, piece.Cut, state.Item)
        || (record.Signal == Signal.Withdrawal && newest?.VersionCreated > record.VersionCreated)
        || state.Versions.SkipLast(1).TakeLast(MostCompared).Any(version => Read(version, card) is { } old && Sameness.IsCosmetic(old, record));

    private Judgement First(Piece piece, ProviderCard card, string channel, Evidence evidence, Reading reading, byte[] identity) =>
        reading.Record!.Signal is Signal.Withdrawal or Signal.Correction
            ? Put(piece, card, channel, UnknownItem, $"A {Word.Of(reading.Record.Signal)} of {Quoted(reading.Identity)}, which this channel never delivered.", reading.Incidents)
            : Seal(piece, card, channel, evidence, reading.Record with { Signal = Signal.New }, reading.Summary! with { Signal = Signal.New }, reading.Incidents, OpaqueId.New(), follows: null, identity);

    private Judgement Seal(
        Piece piece, ProviderCard card, string channel, Evidence evidence, ArticleRecord record, Summary summary,
        IReadOnlyList<Incident> incidents, string item, long? follows, byte[] identity)
    {
        // An embargo that is over when the piece arrives has never been one for us.
        var isOver = record.EmbargoedUntil is { } until && until <= time.GetUtcNow();
        var status = isOver && record.PubStatus == PubStatus.Embargoed ? PubStatus.Usable : record.PubStatus;
        record = record with { PubStatus = status };
        return new Judgement.Seal(new Draft
        {
            Kind = EntryKinds.For(record.Signal),
            Provider = card.Id,
            Channel = channel,
            Item = item,
            Follows = follows,
            Status = status,
            Evidence = evidence,
            Delivery = piece.Delivery.ToArray(),
            Record = record.ToBytes(),
            Summary = summary.ToBytes(),
            Envelope = piece.EnvelopeBytes(),
            Identity = identity,
            Cut = piece.Cut,
            ReleaseAt = status == PubStatus.Embargoed ? record.EmbargoedUntil : null,
            ExpireAt = record.Expires,
        }, incidents);
    }

    // A version that stands is read again from its delivery by the present reader: see Sameness.
    private ArticleRecord? Read(SealedEntry version, ProviderCard card)
    {
        if (ledger.Content(version.Index, Part.Delivery) is not { } delivery || ledger.Content(version.Index, Part.Envelope) is not { } envelope) return null;
        if (Envelope.Parse(envelope).Context is not { } context) return null;
        return Reading.Of(delivery, ItemContext.FromJson(System.Text.Encoding.UTF8.GetBytes(context.GetRawText())), card).Record;
    }

    private bool IsTooMany(ItemState state)
    {
        var now = time.GetUtcNow();
        return state.Versions.Count(version => version.Entry.Time >= now.AddDays(-1) && version.Entry.Time <= now) >= MostVersionsADay;
    }

    private static Incident Duplicate(string id) => new("duplicate-guid", $"Two items of the document bear the same id {Quoted(id)}.");

    private static Judgement Unreadable(Piece piece, ProviderCard card, string channel, Reading reading)
    {
        var reason = reading.Incidents.Count > 0 ? reading.Incidents[^1] : new Incident("unreadable-item", "The item can't be read.");
        return Put(piece, card, channel, reason.Code, reason.Message, reading.Incidents);
    }

    private static Judgement.Quarantine Put(Piece piece, ProviderCard card, string channel, string code, string message, IReadOnlyList<Incident> incidents) => new(
        new Quarantined
        {
            Provider = card.Id,
            Channel = channel,
            Code = code,
            Message = message,
            Bytes = piece.Delivery.ToArray(),
            Context = piece.Context.ToJson(),
            Envelope = piece.EnvelopeBytes(),
        },
        incidents);

    private static string Quoted(string text) => $"“{Record.Html.DisplayText.Clean(text.Length > 200 ? text[..200] : text)}”";
}
