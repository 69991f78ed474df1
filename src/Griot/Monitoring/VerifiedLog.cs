using Griot.Ledger.Monitoring;
using Griot.Ledger.Tlog;
using Griot.Ledger.Verifying;
using Griot.Verifying;

namespace Griot.Monitoring;

/// <summary>
/// The entries of a site's log, each bundle held against the signed root before anything of it is read. A few bundles and
/// tiles are kept, bounded in bytes, since the entries of a piece mostly lie near each other. For one caller at a time.
/// </summary>
internal sealed class VerifiedLog(LogSite site)
{
    private const long MostKept = 32_000_000;

    private readonly Dictionary<TileId, byte[]> tiles = [];
    private readonly Dictionary<long, IReadOnlyList<byte[]>> bundles = [];
    private long kept;
    private Checkpoint? head;

    /// <summary>The signed checkpoint that all is held against.</summary>
    internal Checkpoint Head
    {
        get => head!;
        set
        {
            // The last bundle grows; the full ones are what they were, since the new head goes on from the old one.
            if (head is { } before) bundles.Remove(before.Size / TileId.FullWidth);
            head = value;
        }
    }

    /// <summary>The entries of a bundle; null where what is served is not what was signed.</summary>
    /// <exception cref="SiteUnreachableException">The site does not answer.</exception>
    internal async Task<(IReadOnlyList<byte[]>? Entries, string Fault)> BundleAsync(long index, CancellationToken cancellation)
    {
        if (bundles.TryGetValue(index, out var known)) return (known, "");
        var id = new TileId(TileId.Entries, index, TileId.WidthAt(TileId.Entries, index, Head.Size));
        var (bytes, absence) = await TileAsync(id, cancellation);
        if (bytes is null) return (null, absence);
        if (EntryBundle.Read(bytes) is not { } entries) return (null, $"bundle {id.Path} can't be read: it ends within an entry, or holds more than 256");
        var (beside, missing) = await TilesAsync(BundleProof.Tiles(index, Head.Size), cancellation);
        if (missing is not null) return (null, missing);
        if (!BundleProof.Holds(index, entries, Head, beside)) return (null, $"bundle {id.Path} does not lead to the root that was signed over {Head.Size} entries: it, or a tile, was altered or cut");
        Keep(bytes.Length);
        bundles[index] = entries;
        return (entries, "");
    }

    /// <summary>An entry; null where what is served is not what was signed.</summary>
    internal async Task<byte[]?> EntryAsync(long index, CancellationToken cancellation) =>
        index < 0 || index >= Head.Size ? null : (await BundleAsync(index / TileId.FullWidth, cancellation)).Entries?[(int)(index % TileId.FullWidth)];

    /// <summary>Tiles of hashes as they are served, or which one can't be had.</summary>
    internal async Task<(IReadOnlyDictionary<TileId, byte[]> Tiles, string? Absence)> TilesAsync(IEnumerable<TileId> needed, CancellationToken cancellation)
    {
        var got = new Dictionary<TileId, byte[]>();
        foreach (var id in needed)
        {
            if (!tiles.TryGetValue(id, out var bytes))
            {
                (bytes, var absence) = await TileAsync(id, cancellation);
                if (bytes is null) return (got, absence);
                Keep(bytes.Length);
                tiles[id] = bytes;
            }

            got[id] = bytes;
        }

        return (got, null);
    }

    /// <summary>Whether the log of a later checkpoint begins with that of an earlier one, by the tiles of the later.</summary>
    internal async Task<string?> InconsistencyAsync(Checkpoint before, Checkpoint now, byte[] note, CancellationToken cancellation)
    {
        var (needed, absence) = await TilesAsync(before.Size < now.Size ? Consistency.Tiles(before.Size, now.Size) : [], cancellation);
        return Consistency.Fault(before, now, new PresentLog(note, needed, absence));
    }

    /// <summary>Forgets tiles that were not true.</summary>
    internal void Forget()
    {
        tiles.Clear();
        bundles.Clear();
        kept = 0;
    }

    private async Task<(byte[]? Bytes, string Absence)> TileAsync(TileId id, CancellationToken cancellation)
    {
        var reply = await site.TileAsync(id, cancellation);
        if (reply.Bytes is null && reply.Status is null or >= 500 or 429 && !reply.IsTooLarge) throw new SiteUnreachableException(reply.Why);
        return (reply.Bytes, $"{(id.Level == TileId.Entries ? "bundle" : "tile")} {id.Path} of the log can't be had: {reply.Why}");
    }

    private void Keep(long bytes)
    {
        if ((kept += bytes) > MostKept) Forget();
    }
}
