using Griot.Record;
using Microsoft.Data.Sqlite;

namespace Griot.Ledger.Sqlite;

/// <summary>Keeps the bytes that entries commit to, each in the table of its kind, with its salt beside.</summary>
internal sealed class Contents(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> keep = Tables.ToDictionary(
        table => table, table => new Statement(connection, $"INSERT INTO {table} VALUES (?1, ?2)"));
    private readonly Statement salt = new(connection, "INSERT INTO salts VALUES (?1, ?2, ?3)");

    private static readonly string[] Deliveries = ["deliveries", "media"], Records = ["records", "cards"], Summaries = ["summaries"], Envelopes = ["envelopes"], Signatures = ["signatures"];

    private static string[] Tables => ["deliveries", "records", "summaries", "envelopes", "signatures", "media", "cards"];

    /// <summary>The table that holds a part of an entry of this kind: a card and a picture have tables of their own.</summary>
    internal static string TableOf(EntryKind kind, Part part) => (kind, part) switch
    {
        (EntryKind.Provider, Part.Record) => "cards",
        (EntryKind.Media, Part.Delivery) => "media",
        (_, Part.Delivery) => "deliveries",
        (_, Part.Record) => "records",
        (_, Part.Summary) => "summaries",
        (_, Part.Envelope) => "envelopes",
        _ => "signatures",
    };

    /// <summary>The tables of which one holds a part of an entry, the likeliest first.</summary>
    internal static ReadOnlySpan<string> TablesOf(Part part) => part switch
    {
        Part.Delivery => Deliveries,
        Part.Record => Records,
        Part.Summary => Summaries,
        Part.Envelope => Envelopes,
        _ => Signatures,
    };

    internal static List<(Part Part, byte[] Bytes)> Of(Draft draft)
    {
        List<(Part, byte[])> parts = new(5);
        if (draft.Delivery is { } delivery) parts.Add((Part.Delivery, delivery));
        if (draft.Record is { } record) parts.Add((Part.Record, record));
        if (draft.Summary is { } summary) parts.Add((Part.Summary, summary));
        if (draft.Envelope is { } envelope) parts.Add((Part.Envelope, envelope));
        if (draft.Signature is { } signature) parts.Add((Part.Signature, signature));
        return parts;
    }

    internal void Keep(long entry, EntryKind kind, Part part, byte[] bytes, byte[] saltOfPart)
    {
        keep[TableOf(kind, part)].Run(entry, bytes);
        salt.Run(entry, Word.Of(part), saltOfPart);
    }

    public void Dispose()
    {
        foreach (var statement in keep.Values) statement.Dispose();
        salt.Dispose();
    }
}
