using Griot.Ledger.Sqlite;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Signing;

/// <summary>
/// One batch, in the order of ledger.md, section 5: tiles written and read back, head swapped (durable), signed, copied outside
/// the data folder, published. Killed anywhere in between, the next run signs the same root again or publishes what was
/// copied; no root is ever signed that the database does not hold already.
/// </summary>
internal sealed class Sealing(LedgerStore ledger, LogOptions options, LogKeys keys)
{
    /// <summary>Signs all that stands. Null where there is nothing new, or another signer was first.</summary>
    /// <exception cref="InvalidDataException">The store was altered, or our key has signed another log meanwhile: nothing is signed.</exception>
    internal async Task<Checkpoint?> RunAsync(CancellationToken cancellation)
    {
        var (head, size) = ledger.ReadLog((rows, session) => (rows.Head(), session.Size()));
        var published = PublishedFile.Read(options.PublishedFile);
        if (size == 0 || (size == head.Size && published?.Size == size)) return null;
        if (size > head.Size)
        {
            var (grown, roots) = ledger.ReadLog((rows, _) => new TreeBuilder(rows, options).Grow(head, size));
            RefuseSecondLog(grown);
            if (!await ledger.SwapHeadAsync(head, grown, roots, cancellation)) return null;
            head = grown;
        }

        RefuseSecondLog(head);
        var checkpoint = new Checkpoint(keys.Origin, head.Size, head.Root);
        var note = keys.Sign(checkpoint);
        PublishedFile.Write(options.CopyOf(keys.Origin), note);
        PublishedFile.Write(options.PublishedFile, note);
        return checkpoint;
    }

    // The signer's lock lies in the data folder: of a copy of that folder, with a process of its own, it knows nothing. Whichever
    // of the two is overtaken by the other finds that out here, and signs no more.
    private void RefuseSecondLog(Head next)
    {
        foreach (var file in (string[])[options.CopyOf(keys.Origin), options.PublishedFile])
            if (PublishedFile.Read(file) is { } other && other.Origin == keys.Origin && IsAnother(other, next) && keys.HaveSigned(other))
                throw new InvalidDataException($"{file} is of {other.Size} entries, with our own signature, and this store's {next.Size} are not those: does another process sign a copy of this data folder? nothing is signed");
    }

    private static bool IsAnother(PublishedCheckpoint other, Head next) => other.Size > next.Size
        || (other.Size == next.Size && !Checkpoint.Parse(SignedNote.Parse(other.Note)!.Text)!.Root.AsSpan().SequenceEqual(next.Root));
}
