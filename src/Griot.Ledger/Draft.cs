using Griot.Record;

namespace Griot.Ledger;

/// <summary>What a room asks the ledger to seal as one entry.</summary>
public sealed record Draft
{
    public required EntryKind Kind { get; init; }
    public string? Provider { get; init; }
    public string? Channel { get; init; }
    public string? Item { get; init; }

    /// <summary>
    /// The newest entry of the item (or, for a card, of the provider) that the caller knew of; null where it knew of
    /// none. If the log has gone on meanwhile, the draft is answered with <see cref="AppendOutcome.Stale"/> and nothing
    /// is written: two processes that read the same feed never seal the same piece twice.
    /// </summary>
    public long? Follows { get; init; }

    /// <summary>For a release, hold or removal of one version: which one. Versions themselves are numbered by the ledger.</summary>
    public int? Version { get; init; }

    public PubStatus? Status { get; init; }
    public Evidence? Evidence { get; init; }
    public byte[]? Delivery { get; init; }

    /// <summary>The record; for a provider its card; for a hold, restore or removal the public notice.</summary>
    public byte[]? Record { get; init; }

    public byte[]? Summary { get; init; }
    public byte[]? Envelope { get; init; }
    public byte[]? Signature { get; init; }

    /// <summary>
    /// For a version: pictures and files that came within its delivery. Each becomes an entry of kind media right behind it, in
    /// the same transaction: no crash parts them.
    /// </summary>
    public IReadOnlyList<DraftFile> Files { get; init; } = [];

    /// <summary>What the channel knows the item by: SHA-256 of the provider's own id. Null where that id does not tell its pieces apart.</summary>
    public byte[]? Identity { get; init; }

    /// <summary>
    /// Further keys that a first version claims: where one of them, or <see cref="Identity"/>, is another item's already,
    /// the draft is stale.
    /// </summary>
    public IReadOnlyList<IdentityKey> Claims { get; init; } = [];

    /// <summary>Further keys that the item gets where nobody bears them.</summary>
    public IReadOnlyList<IdentityKey> Aliases { get; init; } = [];

    /// <summary>Hash of the bytes as they arrived, by which an unchanged item is known again without being read.</summary>
    public byte[]? Cut { get; init; }

    /// <summary>When the embargo of this version ends, and when it expires.</summary>
    public DateTimeOffset? ReleaseAt { get; init; }

    public DateTimeOffset? ExpireAt { get; init; }

    /// <summary>
    /// For a release or expiry: the entry whose date has come due, so that it is not due again. Where that date does not
    /// stand any more (done by another process, or replaced by a newer version), the draft is stale.
    /// </summary>
    public long? Done { get; init; }

    /// <summary>For a first version that is no news when an import brings it: its place by its provider's own date (seconds since 1970).</summary>
    public long? ArchivedAt { get; init; }

    /// <summary>Bytes of what came: the delivery and how it came.</summary>
    public long Weight => (Delivery?.Length ?? 0L) + (Envelope?.Length ?? 0L);

    /// <summary>For a card: the slug that it claims.</summary>
    public string? Slug { get; init; }
}

/// <summary>A file of a version: its description (<see cref="MediaDescription"/>) and its bytes, as the entry commits to them.</summary>
public sealed record DraftFile(byte[] Description, byte[] Bytes);

/// <summary>What became of a draft.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome() { }

    /// <summary>Sealed and durable: it survives the loss of power from now on.</summary>
    public sealed record Sealed(long Index, int? Version) : AppendOutcome;

    /// <summary>The log has gone on since the caller looked: look again.</summary>
    public sealed record Stale : AppendOutcome;

    /// <summary>Another provider bears, or has borne, this slug.</summary>
    public sealed record SlugTaken : AppendOutcome;

    /// <summary>
    /// A version that its provider did not bring: of another's item, through a channel that does not stand in the newest
    /// card, by hand where only the provider may speak, or of a provider that is not active (decision 26). It will not be
    /// sealed however often it is judged again.
    /// </summary>
    /// <param name="Reason">Half a sentence for whoever brought it.</param>
    public sealed record NotTheProviders(string Reason) : AppendOutcome;
}

/// <summary>
/// What is committed together, or not at all: the drafts of one poll, what could not be read, what was cosmetic, and the
/// state of the channel. So a crash never leaves a channel that believes it has delivered what was not sealed.
/// </summary>
public sealed record Batch
{
    public IReadOnlyList<Draft> Drafts { get; init; } = [];

    /// <summary>What is sealed of <see cref="Drafts"/> counts for its provider's <see cref="DailyVolume"/>.</summary>
    public bool IsCounted { get; init; }

    /// <summary>
    /// <see cref="LedgerStore.RemovedSoFar"/> when all this was judged; null where it was not judged by what was removed. Where a
    /// removal came between, its drafts are stale, and nothing is kept of what it may have meant.
    /// </summary>
    public long? Removed { get; init; }

    public IReadOnlyList<Quarantined> Quarantined { get; init; } = [];
    public IReadOnlyList<CosmeticChange> Cosmetic { get; init; } = [];

    /// <summary>New keys of items that stand already.</summary>
    public IReadOnlyList<ItemAlias> Aliases { get; init; } = [];

    /// <summary>Kept only where every draft was sealed: else the caller judges again, or sets aside, and saves it with the last of them.</summary>
    public ChannelState? Channel { get; init; }

    /// <summary>Kept with <see cref="Channel"/>, under the same condition.</summary>
    public AlarmChange? Alarm { get; init; }

    /// <summary>Kept under the same condition. What the operator has fixed stays as it is.</summary>
    public ChannelIdentity? Identity { get; init; }

    /// <summary>Counted under the same condition.</summary>
    public IReadOnlyList<ChannelIncident> Incidents { get; init; } = [];
}

/// <summary>A change of an item's bytes that changes nothing a reader sees: counted, its last bytes kept, not sealed.</summary>
public sealed record CosmeticChange(string Channel, string Item, byte[] Cut, byte[] Bytes)
{
    /// <summary>Of a withdrawal that is said again: the provider's own date of it.</summary>
    public DateTimeOffset? WithdrawnAgain { get; init; }
}
