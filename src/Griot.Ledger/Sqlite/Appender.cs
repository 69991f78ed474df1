using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// Writes drafts as entries inside a transaction that its caller owns. Used by one thread at a time; nothing that it did
/// stands until that transaction is committed.
/// </summary>
internal sealed class Appender(SqliteConnection connection, TimeProvider time) : IDisposable
{
    private readonly Statement end = new(connection, "SELECT coalesce(max(idx) + 1, 0) FROM entries");
    private readonly Statement newestOfItem = new(connection,
        """
        SELECT max(idx), (SELECT max(version) FROM entries WHERE item = ?1), min(provider) FROM entries WHERE item = ?1
        """);
    private readonly Statement newestCard = new(connection, "SELECT max(idx) FROM entries WHERE kind = 'provider' AND provider = ?1");
    private readonly Statement identified = new(connection, "SELECT item FROM identities WHERE channel = ?1 AND identity = ?2");
    private readonly Statement identify = new(connection, "INSERT INTO identities (channel, identity, item, kind) VALUES (?1, ?2, ?3, ?4)");
    private readonly Statement alias = new(connection,
        """
        INSERT INTO identities (channel, identity, item, kind) SELECT ?1, ?2, ?3, ?4
        WHERE NOT EXISTS (SELECT 1 FROM identities WHERE channel = ?1 AND identity = ?2)
            -- What was learned of an item before it was removed, and comes to be written after that.
            AND NOT EXISTS (SELECT 1 FROM entries WHERE item = ?3 AND kind = 'removal' AND version IS NULL)
        """);
    private readonly Statement slugOwner = new(connection, "SELECT provider FROM slugs WHERE slug = ?1");
    private readonly Statement claimSlug = new(connection, "INSERT INTO slugs VALUES (?1, ?2)");
    private readonly Statement insert = new(connection, "INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    private readonly Statement unschedule = new(connection, "DELETE FROM schedule WHERE item = ?1");
    private readonly Statement unscheduleWaiting = new(connection, "DELETE FROM schedule WHERE item = ?1 AND entry IN (SELECT entry FROM schedule WHERE item = ?1 AND kind = 'release')");
    private readonly Statement unscheduleBefore = new(connection, "DELETE FROM schedule WHERE item = ?1 AND entry < ?2");
    private readonly Statement settle = new(connection, "DELETE FROM schedule WHERE entry = ?1 AND kind = ?2");
    private readonly Statement isDue = new(connection, "SELECT 1 FROM schedule WHERE entry = ?1 AND kind = ?2");
    private readonly Statement schedule = new(connection, "INSERT INTO schedule VALUES (?1, ?2, ?3, ?4)");
    private readonly ProviderOnly providerOnly = new(connection);
    private readonly Contents contents = new(connection);
    private readonly Cuts cuts = new(connection);
    private readonly VolumeTable volumes = new(connection);

    internal Cuts Cuts => cuts;

    internal VolumeTable Volumes => volumes;

    internal AppendOutcome Append(Draft draft)
    {
        var (newest, version, owner) = Newest(draft);
        if (owner is not null && owner != draft.Provider) return OfAnother(draft);
        if (newest != draft.Follows || IsKnownOtherwise(draft) || IsSettled(draft)) return new AppendOutcome.Stale();
        if (draft.Kind.IsVersion && providerOnly.WhyNot(draft, version) is { } reason) return new AppendOutcome.NotTheProviders(reason);
        if (draft.Slug is { } slug && !Claim(slug, draft.Provider!)) return new AppendOutcome.SlugTaken();
        var number = draft.Kind.IsVersion ? (version ?? 0) + 1 : draft.Version;
        var index = end.One(row => row.GetInt64(0));
        Write(index, draft, number);
        return new AppendOutcome.Sealed(index, number);
    }

    /// <summary>Gives an item a further key, where nobody bears that key yet.</summary>
    internal void Alias(ItemAlias known) => alias.Run(known.Channel, known.Key.Hash, known.Item, Kind(known.Key.Kind));

    public void Dispose()
    {
        foreach (var statement in (Statement[])[end, newestOfItem, newestCard, identified, identify, alias, slugOwner, claimSlug, insert, unschedule, unscheduleWaiting, unscheduleBefore, settle, isDue, schedule])
            statement.Dispose();
        providerOnly.Dispose();
        contents.Dispose();
        cuts.Dispose();
        volumes.Dispose();
    }

    private (long? Newest, int? Version, string? Owner) Newest(Draft draft) =>
        draft.Item is not null ? newestOfItem.One(row => (Long(row, 0), (int?)Long(row, 1), row.IsDBNull(2) ? null : row.GetString(2)), draft.Item)
        : draft is { Kind: EntryKind.Provider, Provider: { } provider } ? (newestCard.One(row => Long(row, 0), provider), null, null)
        : (draft.Follows, null, null);

    // Only the provider of an item can add to it, whatever the caller believes. What Griot itself adds names that provider.
    private static AppendOutcome.NotTheProviders OfAnother(Draft draft) => draft.Kind.IsVersion
        ? new("its item belongs to another provider")
        : throw new InvalidOperationException("An item belongs to the provider that delivered it first.");

    // Another process may have sealed the same piece under another id between the caller's look and this transaction. A
    // later version needs no such look: whoever adds to its item has seen the newest entry.
    private bool IsKnownOtherwise(Draft draft)
    {
        if (draft is not { Follows: null, Channel: { } channel }) return false;
        if (draft.Identity is { } identity && IsTaken(identity)) return true;
        foreach (var claim in draft.Claims) if (IsTaken(claim.Hash)) return true;
        return false;

        bool IsTaken(byte[] key) => identified.One(row => row.GetString(0), channel, key) is { } item && item != draft.Item;
    }

    // Another process may have released it, or a newer version may have replaced its date, since the caller saw it due:
    // to release it then would be to release it twice, or against the provider's last word.
    private bool IsSettled(Draft draft) =>
        draft.Done is { } done && isDue.One(row => row.GetInt64(0), done, Word.Of(draft.Kind)) != 1;

    private bool Claim(string slug, string provider)
    {
        var owner = slugOwner.One(row => row.GetString(0), slug);
        if (owner is null) claimSlug.Run(slug, provider);
        return owner is null || owner == provider;
    }

    private void Write(long index, Draft draft, int? version)
    {
        var parts = Contents.Of(draft);
        var salts = parts.ToDictionary(part => part.Part, _ => Commitment.NewSalt());
        byte[]? Commit(Part part) => salts.TryGetValue(part, out var salt) ? Commitment.Of(part, salt, parts.First(one => one.Part == part).Bytes) : null;
        var entry = new Entry
        {
            Kind = draft.Kind,
            Time = time.GetUtcNow(),
            Provider = draft.Provider,
            Channel = draft.Channel,
            Item = draft.Item,
            Version = version,
            Prev = draft.Follows,
            Status = draft.Status,
            Evidence = draft.Evidence,
            Delivery = Commit(Part.Delivery),
            Record = Commit(Part.Record),
            Summary = Commit(Part.Summary),
            Envelope = Commit(Part.Envelope),
            Signature = Commit(Part.Signature),
        };
        var bytes = entry.ToBytes();
        insert.Run(index, bytes, MerkleTree.Leaf(bytes), Word.Of(draft.Kind), entry.Time.ToUnixTimeSeconds(), draft.Provider, draft.Item, version);
        foreach (var part in parts) contents.Keep(index, draft.Kind, part.Part, part.Bytes, salts[part.Part]);
        Remember(index, draft);
    }

    private void Remember(long index, Draft draft)
    {
        if (draft is { Channel: { } channel, Item: { } item })
        {
            if (draft is { Follows: null, Identity: { } identity }) identify.Run(channel, identity, item, Kind(KeyKind.Guid));
            foreach (var claim in draft.Claims) identify.Run(channel, claim.Hash, item, Kind(claim.Kind));
            foreach (var key in draft.Aliases) Alias(new ItemAlias(channel, item, key));
            if (draft.Cut is { } cut) cuts.Remember(channel, item, cut);
        }

        if (draft.Done is { } done) settle.Run(done, Word.Of(draft.Kind));
        if (draft is { Kind: EntryKind.Release, Done: { } released }) unscheduleBefore.Run(draft.Item, released);
        if (draft.Kind.IsVersion) Reschedule(index, draft);
    }

    // A new version replaces the dates of the one before it; one under embargo only those of others that wait: until it is
    // released, what is public expires when it was to expire.
    private void Reschedule(long index, Draft draft)
    {
        (draft.Status == PubStatus.Embargoed ? unscheduleWaiting : unschedule).Run(draft.Item);
        if (draft.ReleaseAt is { } release) schedule.Run(index, draft.Item, Word.Of(EntryKind.Release), release.ToUnixTimeMilliseconds());
        if (draft.ExpireAt is { } expiry) schedule.Run(index, draft.Item, Word.Of(EntryKind.Expiry), expiry.ToUnixTimeMilliseconds());
    }

    // Ids have none: so stood the rows before there were other keys.
    private static string? Kind(KeyKind kind) => kind == KeyKind.Guid ? null : Word.Of(kind);

    private static long? Long(Row row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
