using System.Text.Json;
using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>
/// Who may add a version to the log: the provider that the item belongs to, through a channel of its newest sealed card
/// (decision 26). Asked inside the transaction that seals, so that a card which another process has sealed meanwhile
/// counts. <see cref="Triggers"/> say the same to every other program that opens the file.
/// </summary>
internal sealed class ProviderOnly(SqliteConnection connection) : IDisposable
{
    // What the bytes of an entry say stands in fixed lines: a column that tells another story than they do would lead
    // the other triggers, and every index, astray.
    private const string Text = "CAST(NEW.bytes AS TEXT)";
    private const string Head =
        "('griot-entry/v1' || char(10) || 'kind ' || NEW.kind || char(10) || 'time ' || strftime('%Y-%m-%dT%H:%M:%SZ', NEW.time, 'unixepoch')"
        + " || char(10) || 'provider ' || coalesce(NEW.provider, '-') || char(10) || 'channel ')";
    private const string Numbered =
        "char(10) || 'item ' || coalesce(NEW.item, '-') || char(10) || 'version ' || coalesce(NEW.version, '-') || char(10) || 'prev '";

    // Of Head, whose other parts have a fixed length.
    private const string Length = "(65 + length(NEW.kind) + length(coalesce(NEW.provider, '-')))";
    private const string Channel = $"substr({Text}, {Length} + 1, 26)";
    private const string IsVersion = "NEW.kind IN ('article', 'update', 'correction', 'withdrawal')";

    /// <summary>
    /// Where the bytes of the newest card are gone (removed by order, or an entry that is recovered before its content),
    /// the file can't tell and lets pass; the program itself refuses.
    /// </summary>
    internal const string Triggers =
        $"""
        CREATE TRIGGER entries_as_written BEFORE INSERT ON entries
            WHEN instr({Text}, {Head}) IS NOT 1 OR instr({Text}, {Numbered}) NOT IN ({Length} + 27, {Length} + 2)
            BEGIN SELECT RAISE(ABORT, 'entries: the columns say something else than the bytes'); END;

        CREATE TRIGGER entries_in_line BEFORE INSERT ON entries
            WHEN (NEW.item IS NOT NULL OR NEW.kind = 'provider') AND instr({Text}, char(10) || 'prev ' || coalesce(
                CASE WHEN NEW.item IS NULL THEN (SELECT max(idx) FROM entries WHERE kind = 'provider' AND provider = NEW.provider)
                ELSE (SELECT max(idx) FROM entries WHERE item = NEW.item) END, '-') || char(10) || 'status ') = 0
            BEGIN SELECT RAISE(ABORT, 'entries: an entry follows the newest one of its item, or of its provider''s card'); END;

        CREATE TRIGGER entries_of_their_provider BEFORE INSERT ON entries
            WHEN NEW.item IS NOT NULL AND coalesce((SELECT provider FROM entries WHERE item = NEW.item ORDER BY idx LIMIT 1),
                CASE WHEN NEW.kind = 'article' THEN NEW.provider END) IS NOT NEW.provider
            BEGIN SELECT RAISE(ABORT, 'entries: an item belongs to the provider that delivered it first'); END;

        CREATE TRIGGER entries_version_by_version BEFORE INSERT ON entries
            WHEN {IsVersion} AND (NEW.item IS NULL OR (NEW.kind = 'article') <> (NEW.version IS 1)
                OR NEW.version IS NOT (SELECT coalesce(max(version), 0) + 1 FROM entries WHERE item = NEW.item))
            BEGIN SELECT RAISE(ABORT, 'entries: versions of an item are numbered without a gap, and the first one alone is an article'); END;

        CREATE TRIGGER entries_through_a_channel BEFORE INSERT ON entries
            WHEN {IsVersion} AND NOT coalesce((SELECT CASE
                    WHEN c.bytes IS NULL THEN 1
                    WHEN NOT json_valid(CAST(c.bytes AS TEXT)) THEN 0
                    WHEN NEW.kind <> 'withdrawal' AND coalesce(json_extract(CAST(c.bytes AS TEXT), '$.state'), 'active') <> 'active' THEN 0
                    ELSE EXISTS (SELECT 1 FROM json_each(CAST(c.bytes AS TEXT), '$.channels') WHERE json_extract(value, '$.id') = {Channel}) END
                FROM entries e LEFT JOIN cards c ON c.entry = e.idx WHERE e.kind = 'provider' AND e.provider = NEW.provider ORDER BY e.idx DESC LIMIT 1), 0)
            BEGIN SELECT RAISE(ABORT, 'entries: a version comes through a channel of its provider''s newest card, or not at all'); END;

        CREATE TRIGGER entries_not_by_hand BEFORE INSERT ON entries
            WHEN {IsVersion} AND (instr({Text}, char(10) || 'evidence -' || char(10))
                OR (NEW.kind <> 'article' AND instr({Text}, char(10) || 'evidence entered' || char(10)) AND (NEW.kind <> 'update' OR NOT EXISTS (
                    SELECT 1 FROM entries WHERE item = NEW.item AND version = NEW.version - 1 AND kind IN ('article', 'update', 'correction', 'withdrawal')
                        AND instr(CAST(bytes AS TEXT), char(10) || 'evidence entered' || char(10))))))
            BEGIN SELECT RAISE(ABORT, 'entries: what is entered by hand corrects, withdraws and replaces nothing of a provider'); END;
        """;

    private readonly Statement newestCard = new(connection,
        "SELECT idx, leaf FROM entries WHERE kind = 'provider' AND provider = ?1 ORDER BY idx DESC LIMIT 1");
    private readonly Statement cardBytes = new(connection, "SELECT bytes FROM cards WHERE entry = ?1");
    private readonly Statement newestVersion = new(connection,
        "SELECT bytes FROM entries WHERE item = ?1 AND kind IN ('article', 'update', 'correction', 'withdrawal') ORDER BY idx DESC LIMIT 1");

    // By leaf, not by index: a card whose transaction was rolled back may have left its index to another.
    private readonly Dictionary<string, Known> cards = new(StringComparer.Ordinal);

    /// <summary>Why a version is not to be sealed, in words for whoever brought it; null where it may be.</summary>
    /// <param name="draft">A draft of the kind of a version, which has seen the newest entry of its item.</param>
    /// <param name="version">The newest version that stands of its item; null where none does.</param>
    internal string? WhyNot(Draft draft, int? version)
    {
        if (draft.Item is null || draft.Provider is not { } provider) return "it names no item, or no provider";
        if (draft.Kind == EntryKind.Article != version is null) return version is null ? "nothing stands of its item yet" : "its item has a first version already";
        if (Newest(provider) is not { } card) return "its provider has no sealed card";
        if (draft.Channel is not { } channel || !card.Channels.Contains(channel)) return "its channel does not stand in its provider's newest card";
        if (!card.IsActive && draft.Kind != EntryKind.Withdrawal) return "its provider is not active: only a withdrawal is taken from it";
        return draft.Evidence switch
        {
            null => "it does not say how it came",
            Evidence.Entered when draft.Kind is EntryKind.Correction or EntryKind.Withdrawal => $"what is entered by hand can't be a {Word.Of(draft.Kind)}",
            Evidence.Entered when draft.Kind == EntryKind.Update && !IsByHand(draft.Item) => "what is entered by hand can't replace what its provider delivered",
            _ => null,
        };
    }

    public void Dispose()
    {
        foreach (var statement in (Statement[])[newestCard, cardBytes, newestVersion]) statement.Dispose();
    }

    private Known? Newest(string provider)
    {
        var (entry, leaf) = newestCard.One(row => (row.GetInt64(0), row.GetBytes(1)), provider);
        if (leaf is null) return null;
        if (cards.TryGetValue(provider, out var known) && known.Leaf.AsSpan().SequenceEqual(leaf)) return known;
        return cards[provider] = Read(leaf, cardBytes.One(row => row.GetBytes(0), entry));
    }

    // A card that was removed by order, or that is no card, names no channel: a new one has to be sealed first.
    private static Known Read(byte[] leaf, byte[]? bytes)
    {
        try
        {
            if (bytes is not null && ProviderCard.Parse(bytes) is var card)
                return new Known(leaf, card.State == ProviderState.Active, card.Channels.Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal));
        }
        catch (JsonException)
        {
        }

        return new Known(leaf, false, []);
    }

    private bool IsByHand(string item) =>
        newestVersion.One(row => row.GetBytes(0), item) is { } bytes && Entry.Parse(bytes) is { Evidence: Evidence.Entered };

    private sealed record Known(byte[] Leaf, bool IsActive, HashSet<string> Channels);
}
