using System.Text.Json;
using Griot.Ledger.Tlog;
using Griot.Ledger.Verifying;
using Griot.Record;

namespace Griot.Verifying;

/// <summary>
/// The card of a piece's provider: which entry it is, the site says; that it stands in the signed log, is that provider's, and
/// says what it says, is proven from the log's tiles. That there is no newer card nobody can prove: a monitor watches that.
/// </summary>
internal sealed class SealedCard(LogSite site, string item)
{
    private const long MostBytes = 64_000_000;

    /// <summary>The card; or why what is given as one is none; neither, where none is given (houses before this release name none).</summary>
    /// <param name="proof">Of the piece.</param>
    /// <param name="present">The log as it stands now: its signature was checked.</param>
    /// <param name="cancellation">Breaks it off.</param>
    internal async Task<(ProviderCard? Card, string? Fault)> OfAsync(SealProof proof, PresentLog present, CancellationToken cancellation)
    {
        if (SignedNote.Parse(present.Checkpoint!) is not { } note || Checkpoint.Parse(note.Text) is not { } now) return default;
        var said = await site.GetAsync($"items/{item}", MostBytes, cancellation, "application/json");
        // Of a card that came this moment no root is signed yet.
        if (Read(said.Bytes, root => root.TryGetProperty("card", out var card) && card.TryGetInt64(out var number) ? (long?)number : null) is not { } index || index < 0 || index >= now.Size) return default;
        var told = await site.GetAsync($"log/entry/{index}", MostBytes, cancellation, "application/json");
        return Read(told.Bytes, Opened) is not { } opened ? default
            : Fault(opened, proof) is { } fault ? (null, fault)
            : !await StandsAsync(index, opened.Bytes, now, cancellation) ? (null, "does not stand in the log")
            : (Parse(opened.Card), null);
    }

    private static string? Fault((byte[] Bytes, Entry? Entry, byte[] Card, byte[] Salt) opened, SealProof proof)
    {
        if (opened.Entry is not { Kind: EntryKind.Provider } entry || entry.Provider != proof.Entry.Provider) return "is not of the provider of the piece";
        return opened.Salt.Length == Commitment.Size && entry.CommitmentTo(Part.Record) is { } committed && Commitment.Of(Part.Record, opened.Salt, opened.Card).AsSpan().SequenceEqual(committed)
            ? null
            : "is not what its entry commits to";
    }

    // The way from the entry to the signed root, out of the tiles: what they hold is true where it leads there.
    private async Task<bool> StandsAsync(long index, byte[] entry, Checkpoint now, CancellationToken cancellation)
    {
        var tiles = new Dictionary<TileId, byte[]>();
        InclusionProof.Of(index, now.Size, TileHashes.Of(now.Size, tile => tiles[tile] = new byte[tile.Width * MerkleTree.HashSize]));
        foreach (var tile in tiles.Keys.ToList())
        {
            if ((await site.TileAsync(tile, cancellation)).Bytes is not { } bytes || bytes.Length != tile.Width * MerkleTree.HashSize) return false;
            tiles[tile] = bytes;
        }

        return InclusionProof.Verify(index, now.Size, MerkleTree.Leaf(entry), InclusionProof.Of(index, now.Size, TileHashes.Of(now.Size, tile => tiles[tile])), now.Root);
    }

    private static (byte[] Bytes, Entry? Entry, byte[] Card, byte[] Salt)? Opened(JsonElement root) =>
        Bytes(root, "entry") is { } entry && root.TryGetProperty("opened", out var parts) && parts.ValueKind == JsonValueKind.Object && parts.TryGetProperty("record", out var record)
        && Bytes(record, "bytes") is { } card && Bytes(record, "salt") is { } salt
            ? (entry, Entry.Parse(entry), card, salt)
            : null;

    private static byte[]? Bytes(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String && text.TryGetBytesFromBase64(out var bytes) ? bytes : null;

    private static ProviderCard? Parse(byte[] card)
    {
        try
        {
            return ProviderCard.Parse(card) is { Name: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static T? Read<T>(byte[]? json, Func<JsonElement, T?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? [.. "null"u8]);
            return document.RootElement.ValueKind == JsonValueKind.Object ? read(document.RootElement) : default;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return default;
        }
    }
}
