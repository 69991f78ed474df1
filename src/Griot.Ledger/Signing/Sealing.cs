using Griot.Ledger.Tlog;

namespace Griot.Ledger.Signing;

/// <summary>
/// One batch, in the order of ledger.md, section 5: tiles written and read back, head swapped (durable), signed, copied outside
/// the data folder, published. Killed anywhere in between, the next run signs the same root again or publishes what was
/// copied; no root is ever signed that the database does not hold already.
/// </summary>
internal sealed class Sealing(LedgerStore ledger, LogOptions options, LogKeys keys)
{
    /// <summary>Signs all that stands. Null where there is nothing new, or another signer was first.</summary>
    internal async Task<Checkpoint?> RunAsync(CancellationToken cancellation)
    {
        var (head, size) = ledger.ReadLog((rows, session) => (rows.Head(), session.Size()));
        var published = PublishedFile.Read(options.PublishedFile);
        if (size == 0 || (size == head.Size && published?.Size == size)) return null;
        if (size > head.Size)
        {
            var (grown, roots) = ledger.ReadLog((rows, _) => new TreeBuilder(rows, options).Grow(head, size));
            if (!await ledger.SwapHeadAsync(head, grown, roots, cancellation)) return null;
            head = grown;
        }

        var checkpoint = new Checkpoint(keys.Origin, head.Size, head.Root);
        var note = keys.Sign(checkpoint);
        PublishedFile.Write(options.CopyOf(keys.Origin), note);
        PublishedFile.Write(options.PublishedFile, note);
        return checkpoint;
    }
}
