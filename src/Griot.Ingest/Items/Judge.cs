using Griot.Formats;
using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Items;

/// <summary>
/// Decides what becomes of a piece: first version, new version, cosmetic change, or quarantine. Reads the ledger and
/// writes nothing; what it decides is checked again by the ledger when it is sealed.
/// </summary>
/// <param name="ledger">What stands.</param>
/// <param name="items">The same, item by item.</param>
/// <param name="card">The provider of the pieces.</param>
/// <param name="channel">The channel that they came through.</param>
/// <param name="evidence">How sure it is that they came from that provider.</param>
/// <param name="time">For embargoes, and for the breaker of versions.</param>
internal sealed class Judge(LedgerStore ledger, KnownItems items, ProviderCard card, string channel, Evidence evidence, TimeProvider time)
{
    /// <summary>Versions of one item in a day beyond which a person has to look (I04).</summary>
    private const int MostVersionsADay = 20;

    /// <summary>The code of a withdrawal or correction of something that its channel never delivered.</summary>
    internal const string UnknownItem = "unknown-item";

    /// <summary>The code of a withdrawal or correction of an id that different pieces bear.</summary>
    internal const string AmbiguousId = "ambiguous-id";

    /// <summary>The code of what the ledger would not seal as its provider's.</summary>
    internal const string NotTheProviders = "not-the-providers";

    /// <summary>The code of what its provider dates before the version that stands.</summary>
    private const string OlderVersion = "older-version";

    /// <summary>A date further ahead than this of the moment when it was sealed is a fault of a clock, and nothing is older by it.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromDays(1);

    /// <summary>For so long a piece that an archive brings is news.</summary>
    private static readonly TimeSpan NewsFor = TimeSpan.FromDays(2);

    /// <summary>How far back a repeated id is looked for among the item's versions.</summary>
    private const int MostCompared = 20;

    /// <summary>The pieces come from years, and take their places there: an archive, or a first document larger than a day's share.</summary>
    internal bool BringsArchive { get; set; }

    /// <param name="sight">The piece, and which item it is.</param>
    /// <param name="isRepeated">
    /// The same document holds another delivery of the same item: what was a version before, or looks like one, is no news.
    /// </param>
    internal Judgement Of(Sight sight, Func<string, bool> isRepeated)
    {
        var (piece, reading) = (sight.Piece, sight.Reading);
        if (reading.Record is not { } record || reading.Summary is not { } summary) return Unreadable(sight);
        if (sight.Item is not { } item) return First(sight);
        var known = items.Of(item);
        var state = known.State;
        if (IsRemoved(state)) return new Judgement.Removed();
        // Another process that reads the same feed may have sealed these very bytes since they were looked for.
        if (ledger.ItemByCut(channel, piece.Cut) == item) return new Judgement.Known(reading.Incidents);
        var newest = state.Versions[^1];
        var before = known.Newest;
        var incidents = reading.Incidents;
        // An archive replaces nothing that the provider itself has delivered since.
        if (IsArchive(channel) && !IsArchive(newest.Entry.Channel)) return new Judgement.Known(incidents);
        if (IsAsImported(record, known, piece)) return new Judgement.Cosmetic(new CosmeticChange(channel, item, piece.Cut, piece.Delivery.ToArray()), false, incidents);
        if (isRepeated(item))
        {
            if (record.Signal != Signal.Withdrawal && newest.Entry.Kind != EntryKind.Withdrawal) incidents = [.. incidents, Duplicate(reading.Identity)];
            if (IsNoNews(piece, record, known)) return new Judgement.Known(incidents);
        }

        if (before is not null && Sameness.IsCosmetic(before, record))
            return new Judgement.Cosmetic(Cosmetic(piece, record, item), before.FirstCreated != record.FirstCreated, incidents);
        if (IsOwnOldText(record, known, newest)) return new Judgement.Cosmetic(Cosmetic(piece, record, item), false, incidents);
        if (IsOlder(record, known) || IsBeforeWithdrawal(record, state)) return Older(sight, item, incidents);
        if (IsSilentOnEmbargo(sight, before, state))
            return Put(sight, IncidentCodes.EmbargoUnclear, "The version before it is under embargo, and this one says nothing of it: say until when, or put [NO EMBARGO] at the head of the headline.", incidents, item);
        if (before is not null && IsLateEmbargo(before, record, state)) incidents = [.. incidents, LateEmbargo(record)];
        // The breaker never stands between a provider and its wish to take a piece back.
        if (IsTooMany(state) && record.Signal != Signal.Withdrawal)
            return Put(sight, "too-many-versions", $"More than {MostVersionsADay} versions of one item in a day.", incidents, item);
        var signal = record.Signal == Signal.New ? Signal.Update : record.Signal;
        var isBack = ledger.HasSeenCut(channel, piece.Cut, item);
        var judged = Seal(sight, record with { Signal = signal }, summary with { Signal = signal }, item, state.Last.Index, isBack);
        return judged is Judgement.Seal seal ? seal with { Incidents = incidents } : judged;
    }

    /// <summary>What the ledger refused, for the reason that it gave.</summary>
    internal Judgement Refuse(Sight sight, string reason)
    {
        var why = new Incident(NotTheProviders, $"Not sealed as its provider's: {reason}.");
        return Put(sight, why.Code, why.Message, [.. sight.Reading.Incidents, why]);
    }

    /// <summary>What this program failed at, which is no fault of the piece.</summary>
    internal Judgement Fault(Sight sight, Exception fault)
    {
        var incident = OurFault(fault);
        return Put(sight, incident.Code, incident.Message, [.. sight.Reading.Incidents, incident], sight.Item);
    }

    internal static Incident OurFault(Exception fault) =>
        new("house-fault", $"This house failed to read it ({fault.GetType().Name}): a fault of Griot, not of the piece. Please report it; replay the piece with a later release.");

    /// <summary>What is more than its provider may bring in a day, and would have been sealed.</summary>
    internal Judgement Stop(Sight sight, string why)
    {
        var incident = new Incident(DailyShare.Code, why);
        return Keep(sight, incident.Code, incident.Message, [.. sight.Reading.Incidents, incident], sight.Item);
    }

    // Two pieces of one document under one id: each is a version once, and then no more, however their order or their
    // advertisements change. A deletion that is older than the entry beside it has been taken back by that entry.
    private bool IsNoNews(Piece piece, ArticleRecord record, KnownItem known) =>
        ledger.HasSeenCut(channel, piece.Cut, known.State.Item)
        || (record.Signal == Signal.Withdrawal && known.Newest?.VersionCreated > record.VersionCreated)
        || known.State.Versions.SkipLast(1).TakeLast(MostCompared).Any(version => known.Read(version) is { } old && Sameness.IsCosmetic(old, record));

    // The provider changed or took back by another channel what this one brought, and this one goes on saying what it said:
    // with another white space or address, that is no news, and does not undo the change.
    private bool IsOwnOldText(ArticleRecord record, KnownItem known, SealedEntry newest) =>
        newest.Entry.Channel != channel
        && known.State.Versions.LastOrDefault(version => version.Entry.Channel == channel) is { } own
        && known.Read(own) is { } said && Sameness.IsCosmetic(said, record);

    // A feed that is registered after its archive was imported brings the newest of the same pieces once more, shortened or with other
    // marks. What stands is the archive's until the feed says something else than it said first, or something later; whichever came
    // second, nothing was changed by it. Of an item of which something was removed nothing is kept to compare with.
    private bool IsAsImported(ArticleRecord record, KnownItem known, Piece piece) =>
        card.Channel(channel)?.Kind == ChannelKind.Feed && record is { Signal: Signal.New, PubStatus: PubStatus.Usable }
        && known.State.Versions.All(version => IsArchive(version.Entry.Channel))
        && (ledger.LastSaid(channel, known.State.Item) is not { } said || (said.Length > 0 && Reading.Of(said, piece.Context, card).Record is { } before && Sameness.IsCosmetic(before, record)))
        && known.Newest is { } stands && !((record.VersionCreated ?? record.FirstCreated) > (stands.VersionCreated ?? stands.FirstCreated))
        && !ledger.History(known.State.Item).Any(entry => entry.Entry.Kind == EntryKind.Removal);

    private bool IsArchive(string? of) => of is not null && card.Channel(of)?.Kind == ChannelKind.Archive;

    // The last word by arrival counts, unless the provider's own date says that it is none: a copy that was kept on its way,
    // or two deliveries that overtook each other, must not put an old text in the place of the new one, nor bring back what
    // was taken back after it. A withdrawal always counts: who is not sure shows less.
    private static bool IsOlder(ArticleRecord record, KnownItem known)
    {
        if (record.Signal == Signal.Withdrawal || record.VersionCreated is not { } date) return false;
        // A version that was removed by order says no date any more.
        var standing = known.State.Versions.TakeLast(MostCompared).Reverse().Select(version => (version.Entry.Time, known.Read(version)?.VersionCreated)).FirstOrDefault(dated => dated.VersionCreated is not null);
        return date < standing.VersionCreated && standing.VersionCreated <= standing.Time + MostAhead;
    }

    // A withdrawal that is said again is no news and not sealed: a feed may date its deletions anew at each poll, for ever. But what
    // is older than its newest date does not bring the piece back (RFC 6721, section 3).
    private bool IsBeforeWithdrawal(ArticleRecord record, ItemState state) =>
        record.Signal != Signal.Withdrawal && record.VersionCreated is { } date && state.Versions[^1].Entry.Kind == EntryKind.Withdrawal
        && state.Versions.Select(version => version.Entry.Channel).OfType<string>().Distinct(StringComparer.Ordinal).Any(through => date < ledger.WithdrawnAgain(through, state.Item));

    private CosmeticChange Cosmetic(Piece piece, ArticleRecord record, string item) => new(channel, item, piece.Cut, piece.Delivery.ToArray())
    {
        WithdrawnAgain = record.Signal == Signal.Withdrawal && record.VersionCreated <= time.GetUtcNow() + MostAhead ? record.VersionCreated : null,
    };

    // What was sealed before is kept already.
    private Judgement Older(Sight sight, string item, IReadOnlyList<Incident> incidents)
    {
        var why = new Incident(OlderVersion, $"A version of {Quoted(sight.Reading.Identity)} came whose own date is before that of the version that stands; it is not shown in its place.");
        if (ledger.HasSeenCut(channel, sight.Piece.Cut, item)) return new Judgement.Known([.. incidents, why]);
        return Put(sight, why.Code, why.Message, [.. incidents, why], item);
    }

    // A person who corrects by a mail writes the text anew, and not what stood in the head of the first one; nor does the page's
    // empty field take back an embargo that has no date. What a program leaves out it has left out.
    private bool IsSilentOnEmbargo(Sight sight, ArticleRecord? before, ItemState state)
    {
        var (newest, record) = (state.Versions[^1].Entry, sight.Reading.Record!);
        if (newest.Status != PubStatus.Embargoed || state.Released.ContainsKey(newest.Version ?? 0) || before?.EmbargoedUntil <= time.GetUtcNow()) return false;
        if (record is not { PubStatus: PubStatus.Usable, EmbargoedUntil: null } || record.Signal == Signal.Withdrawal || sight.Reading.LiftsEmbargo) return false;
        return sight.Piece.Context.Format is "mail" || (sight.Piece.Context.Format.StartsWith("form", StringComparison.Ordinal) && before?.EmbargoedUntil is null);
    }

    // The very words that are public, under an embargo that they did not have before: that can't make them unread.
    private static bool IsLateEmbargo(ArticleRecord before, ArticleRecord record, ItemState state) =>
        record.PubStatus == PubStatus.Embargoed && state.Standing == Standing.Visible
        && Sameness.IsCosmetic(before with { PubStatus = record.PubStatus, EmbargoedUntil = record.EmbargoedUntil, Expires = record.Expires }, record);

    private static Incident LateEmbargo(ArticleRecord record) => new(
        "late-embargo", $"An embargo came for {Quoted(record.Uri)}, which is public already and stays so: its provider can withhold or withdraw it.");

    private Judgement First(Sight sight)
    {
        var (piece, reading, record) = (sight.Piece, sight.Reading, sight.Reading.Record!);
        if (sight.IsAmbiguous)
            return Put(sight, AmbiguousId, $"A {Word.Of(record.Signal)} of {Quoted(reading.Identity)}, an id that different pieces of this channel bear: which of them is meant?", reading.Incidents);
        return sight.IsAboutKnown
            ? Put(sight, UnknownItem, $"A {Word.Of(record.Signal)} of {Quoted(reading.Identity)}, which this channel never delivered.", reading.Incidents)
            : Seal(sight, record with { Signal = Signal.New }, reading.Summary! with { Signal = Signal.New }, OpaqueId.New(), follows: null);
    }

    // By its words, whatever id, page or channel of its provider they come under: an order means what is said.
    private bool SaysRemoved(Sight sight) => sight is { IsWithdrawal: false, Keys: { } keys } && ledger.AreWordsRemoved(card.Id, keys.Content);

    private static bool IsRemoved(ItemState state) => state is { Standing: Standing.Removed, Cause.Entry.Version: null };

    private Judgement Seal(Sight sight, ArticleRecord record, Summary summary, string item, long? follows, bool isBack = false)
    {
        if (SaysRemoved(sight)) return new Judgement.Removed();
        var status = StatusOf(record, time.GetUtcNow());
        record = record with { PubStatus = status };
        var draft = new Draft
        {
            Kind = EntryKinds.For(record.Signal),
            Provider = card.Id,
            Channel = channel,
            Item = item,
            Follows = follows,
            Status = status,
            Evidence = evidence,
            Delivery = sight.Piece.Delivery.ToArray(),
            Record = record.ToBytes(),
            Summary = summary.ToBytes(),
            Envelope = sight.Piece.EnvelopeBytes(),
            Files = [.. sight.Reading.Files.Select(file => FileOf(record, file))],
            Identity = follows is null ? sight.Identity : null,
            Claims = follows is null ? sight.Claims : [],
            Aliases = sight.Aliases,
            Cut = sight.Piece.Cut,
            ReleaseAt = status == PubStatus.Embargoed ? record.EmbargoedUntil : null,
            ArchivedAt = follows is null ? ArchivedAt(record) : null,
            ExpireAt = status == PubStatus.Canceled ? null : record.Expires,
        };
        return new Judgement.Seal(draft, sight.Reading.Incidents) { IsBack = isBack };
    }

    private static DraftFile FileOf(ArticleRecord record, CarriedFile file) =>
        new(MediaDescription.Of(record.Associations.First(named => named.Uri == file.Address), file.Bytes.Length).ToBytes(), file.Bytes.ToArray());

    // An embargo that is over when the piece arrives has never been one for us; and what has expired by then is not shown for
    // the moment until somebody looks at the clock: it is canceled from the start.
    private static PubStatus StatusOf(ArticleRecord record, DateTimeOffset now) => record switch
    {
        { PubStatus: PubStatus.Usable or PubStatus.Embargoed, Expires: { } expires } when expires <= now => PubStatus.Canceled,
        { PubStatus: PubStatus.Embargoed, EmbargoedUntil: { } until } when until <= now => PubStatus.Usable,
        { PubStatus: PubStatus.Usable, EmbargoedUntil: { } until } when until > now => PubStatus.Embargoed,
        _ => record.PubStatus,
    };

    // What was published within the last days is news, whatever brings it; a date that lies ahead is none.
    private long? ArchivedAt(ArticleRecord record)
    {
        if (!BringsArchive && !IsArchive(channel)) return null;
        var now = time.GetUtcNow();
        if (record.FirstCreated is not { } date || date > now + MostAhead) return ArchivePlace.NoDate;
        // A hundred thousand pieces that nobody may see yet must not be walked over by whoever asks for the news.
        return date < now - NewsFor || (BringsArchive && record.PubStatus != PubStatus.Usable) ? date.ToUnixTimeSeconds() : null;
    }

    private bool IsTooMany(ItemState state)
    {
        var now = time.GetUtcNow();
        return state.Versions.Count(version => version.Entry.Time >= now.AddDays(-1) && version.Entry.Time <= now) >= MostVersionsADay;
    }

    private static Incident Duplicate(string id) => new("duplicate-guid", $"The document holds the item {Quoted(id)} more than once.");

    private Judgement Unreadable(Sight sight)
    {
        var reading = sight.Reading;
        if (reading.Identity.Length > 0 && ledger.ItemByIdentity(channel, Identity.Of(reading.Identity)) is { } item && IsRemoved(items.Of(item).State)) return new Judgement.Removed();
        var reason = reading.Incidents.Count > 0 ? reading.Incidents[^1] : new Incident("unreadable-item", "The item can't be read.");
        return Put(sight, reason.Code, reason.Message, reading.Incidents);
    }

    // Nothing of what was removed is kept anywhere, for whatever reason it would be set aside.
    private Judgement Put(Sight sight, string code, string message, IReadOnlyList<Incident> incidents, string? item = null) =>
        SaysRemoved(sight) ? new Judgement.Removed() : Keep(sight, code, message, incidents, item);

    private Judgement.Quarantine Keep(Sight sight, string code, string message, IReadOnlyList<Incident> incidents, string? item) => new(
        new Quarantined
        {
            Provider = card.Id,
            Channel = channel,
            Code = code,
            Message = message,
            Bytes = sight.Piece.Delivery.ToArray(),
            Context = sight.Piece.Context.ToJson(),
            Envelope = sight.Piece.EnvelopeBytes(),
            Item = item,
            Words = sight.IsWithdrawal ? null : sight.Keys?.Content,
        },
        incidents);

    private static string Quoted(string text) => $"“{Record.Html.DisplayText.Clean(text.Length > 200 ? text[..200] : text)}”";
}
