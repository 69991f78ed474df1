using System.Text.Json;
using Griot.Ledger.Sqlite;
using Griot.Record;

namespace Griot.Ledger.Checking;

/// <summary>The append-only tables that the log does not commit to: each row must be one that the entries bear out.</summary>
internal sealed class SideTables(CheckedStore store, Findings findings)
{
    private const int Step = 4096;

    private const string Identities =
        """
        SELECT i.channel, i.identity, i.kind, i.item, EXISTS (SELECT 1 FROM entries e WHERE e.item = i.item
            AND instr(e.bytes, CAST(char(10) || 'channel ' || i.channel || char(10) AS BLOB)) > 0)
        FROM identities i WHERE (i.channel, i.identity) > (?1, ?2) ORDER BY i.channel, i.identity LIMIT 4096
        """;

    private const string RemovedKeys =
        """
        SELECT k.channel, k.hash, k.entry, k.kind FROM removed_keys k LEFT JOIN entries e ON e.idx = k.entry
        WHERE e.kind IS NOT 'removal' OR e.item IS NOT k.item OR e.provider IS NOT k.provider OR e.version IS NOT k.version
        """;

    private const string Due = "SELECT entry FROM removals_due ORDER BY entry";
    private const string Slugs = "SELECT slug, provider FROM slugs";
    private const string CardsOf = "SELECT e.idx, c.bytes FROM entries e LEFT JOIN cards c ON c.entry = e.idx WHERE e.kind = 'provider' AND e.provider = ?1";
    private const string Cards = "SELECT c.entry, c.bytes FROM cards c JOIN entries e ON e.idx = c.entry WHERE e.kind = 'provider'";
    private const string OwnerOf = "SELECT provider FROM slugs WHERE slug = ?1";

    internal void Run(long size)
    {
        foreach (var (table, column) in ContentRows.Tables.Select(table => (table.Table, "entry")).Append(("salts", "entry")).Append(("removals", "target")))
            store.Each(table, OutsideTheLog(table, column), row => findings.Entry(row.GetInt64(0), $"a row of it is in {table}, and there is no such entry"), size);
        store.Each("removals_due", Due, row => findings.Entry(row.GetInt64(0), "this removal came back with a recovery and is not obeyed yet: what it names may be in the store again (griot status obeys it, or says why not)"));
        ReadIdentities();
        store.AtOnce(() =>
        {
            // By such a key a piece is kept out, and nothing of it is stored.
            store.Each("removed_keys", RemovedKeys, row => findings.Add($"removed_keys {row.GetString(0)} {Convert.ToHexStringLower(row.GetBytes(1))}", $"says something else than entry {row.GetInt64(2)}, the removal that it is of"));
            ReadSlugs();
            ReadCards();
        });
    }

    // In steps, so that no reader stands in the way of a writer for long.
    private void ReadIdentities()
    {
        var (channel, identity) = ("", Array.Empty<byte>());
        for (var rows = Step; rows == Step;)
        {
            var (before, count) = ((channel, identity), 0);
            if (!store.Each("identities", Identities, Take, channel, identity)) return;
            if ((rows = count) == Step && !IsAfter((channel, identity), before))
            {
                findings.Add("identities", "its rows are out of order");
                return;
            }

            void Take(Row row)
            {
                count++;
                (channel, identity) = (row.GetString(0), row.GetBytes(1));
                var place = $"identities {channel} {Convert.ToHexStringLower(identity)}";
                if (row.GetInt64(4) == 0) findings.Add(place, "no entry of that item came through that channel");
                if (!row.IsDBNull(2) && (Word.Parse<KeyKind>(row.GetString(2)) is not { } kind || kind == KeyKind.Guid || Word.Of(kind) != row.GetString(2))) findings.Add(place, "is of no kind that there is");
            }
        }
    }

    private void ReadSlugs()
    {
        List<(string Slug, string Provider)> slugs = [];
        store.Each("slugs", Slugs, row => slugs.Add((row.GetString(0), row.GetString(1))));
        foreach (var (slug, provider) in slugs)
        {
            var isBorne = false;
            store.Each("cards", CardsOf, row => isBorne |= row.IsDBNull(1) || Card(row.GetSpan(1)) is not { } card || card.Slug == slug || card.FormerSlugs.Contains(slug), provider);
            if (!isBorne) findings.Add($"slugs {slug}", "no card of its provider bears it");
        }
    }

    private void ReadCards()
    {
        List<(long Entry, string Provider, string Slug)> borne = [];
        store.Each("cards", Cards, row =>
        {
            if (Card(row.GetSpan(1)) is not { } card) return;
            foreach (var slug in card.FormerSlugs.Append(card.Slug)) borne.Add((row.GetInt64(0), card.Id, slug));
        });
        foreach (var (entry, provider, slug) in borne)
        {
            string? owner = null;
            if (store.Each("slugs", OwnerOf, row => owner = row.GetString(0), slug) && owner != provider) findings.Entry(entry, $"its card bears the slug {slug}, which is {(owner is null ? "registered for nobody" : "another provider's")}");
        }
    }

    private static string OutsideTheLog(string table, string column) =>
        $"""
        SELECT {column} FROM {table} WHERE {column} < 0
        UNION ALL SELECT {column} FROM {table} WHERE {column} >= ?1 AND {column} NOT IN (SELECT idx FROM entries)
        """;

    private static bool IsAfter((string Channel, byte[] Identity) one, (string Channel, byte[] Identity) other) =>
        string.CompareOrdinal(one.Channel, other.Channel) is not 0 and var order ? order > 0 : one.Identity.AsSpan().SequenceCompareTo(other.Identity) > 0;

    // A card that can't be read says nothing: that its bytes are those that were sealed, its commitment says. In one that was
    // altered, anything may be null.
    internal static ProviderCard? Card(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return ProviderCard.Parse(bytes) is { Id: not null, Slug: not null, FormerSlugs: not null } card && !card.FormerSlugs.Contains(null!) ? card : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
