using System.Text;
using System.Text.Json.Nodes;
using Griot.Ledger;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Tests.Monitoring;

/// <summary>
/// A log as an operator could sign it who does not keep to the rules: the entries of an honest house, changed as a test wants,
/// under the house's own key. Served in the place of the house's own.
/// </summary>
internal sealed class ForgedLog(SigningKey key)
{
    private readonly Dictionary<long, JsonObject> opened = [];

    internal List<byte[]> Entries { get; init; } = [];

    /// <summary>Other keys that sign too.</summary>
    internal List<SigningKey> Also { get; } = [];

    internal SigningKey Key => key;

    internal Checkpoint Checkpoint => new(key.Verifier.Name, Entries.Count, MerkleTree.Root(Entries.Select(entry => MerkleTree.Leaf(entry))));

    internal byte[] Note => new SignedNote(Checkpoint.Text, [key.Sign(Checkpoint.Text), .. Also.Select(other => other.Sign(Checkpoint.Text))]).ToBytes();

    /// <summary>The log of a house as it is published now.</summary>
    internal static async Task<ForgedLog> OfAsync(WatchedHouse house, SigningKey? key = null)
    {
        var size = Checkpoint.Parse(SignedNote.Parse(Encoding.UTF8.GetBytes(await house.Site.ReadAsync("/log/checkpoint")))!.Text)!.Size;
        using var answer = await house.Site.GetAsync("/log/tile/" + new TileId(TileId.Entries, 0, (int)size).Path);
        return new ForgedLog(key ?? SigningKey.Load(house.KeyFile)) { Entries = [.. EntryBundle.Read(await answer.Content.ReadAsByteArrayAsync())!] };
    }

    /// <summary>The entries, read.</summary>
    internal IReadOnlyList<Entry> Read => [.. Entries.Select(bytes => Entry.Parse(bytes)!)];

    /// <summary>The newest version of some provider's piece of full terms, with its index.</summary>
    internal (long Index, Entry Entry) Newest(string item) => Read.Select((entry, at) => ((long)at, entry)).Last(one => one.entry.Item == item);

    /// <summary>Puts an entry at the end; with a record, it is published. Its index.</summary>
    internal long Add(Entry entry, byte[]? record = null)
    {
        var salt = Commitment.NewSalt();
        if (record is not null)
        {
            entry = entry with { Record = Commitment.Of(Part.Record, salt, record) };
            opened[Entries.Count] = new JsonObject { ["record"] = new JsonObject { ["bytes"] = Convert.ToBase64String(record), ["salt"] = Convert.ToBase64String(salt) } };
        }

        Entries.Add(entry.ToBytes());
        return Entries.Count - 1;
    }

    /// <summary>What is served of it at a path; null: as the house does.</summary>
    internal byte[]? Answer(string path)
    {
        if (path == "/log/checkpoint") return Note;
        if (path == "/log/key") return Encoding.UTF8.GetBytes(key.Verifier + "\n");
        if (path.StartsWith("/log/tile/", StringComparison.Ordinal)) return TileId.ParsePath(path["/log/tile/".Length..]) is { } tile ? Tile(tile) : null;
        return path.StartsWith("/log/entry/", StringComparison.Ordinal) && opened.TryGetValue(long.Parse(path["/log/entry/".Length..], System.Globalization.CultureInfo.InvariantCulture), out var parts)
            ? Encoding.UTF8.GetBytes(new JsonObject { ["opened"] = parts.DeepClone() }.ToJsonString())
            : null;
    }

    private byte[]? Tile(TileId tile)
    {
        if (tile.Width > TileId.WidthAt(tile.Level, tile.Index, Entries.Count)) return [];
        if (tile.Level == TileId.Entries) return EntryBundle.Write(Entries.GetRange((int)tile.Index * TileId.FullWidth, tile.Width));
        var span = 1 << (8 * tile.Level);
        return [.. Enumerable.Range(0, tile.Width).SelectMany(at => MerkleTree.Root(Entries.GetRange(((int)(tile.Index * TileId.FullWidth) + at) * span, span).Select(entry => MerkleTree.Leaf(entry))))];
    }
}
