using Griot.Formats;
using Griot.Record;

namespace Griot.Ingest.Channels.Handed;

/// <summary>Through which channel something is handed over, and how sure it is that its provider does so.</summary>
/// <param name="Provider">Whose it is: whoever the door has recognised, never whoever the bytes name.</param>
/// <param name="Channel">The channel of its card that it comes through.</param>
/// <param name="Evidence">How it was recognised.</param>
/// <param name="Envelope">How it came. Kept and committed to, never published.</param>
public sealed record Handover(string Provider, string Channel, Evidence Evidence, Envelope Envelope);

/// <summary>One piece that its door has cut, and says how to read.</summary>
/// <param name="Bytes">The delivery, exactly as it came.</param>
/// <param name="Context">What its reader needs besides.</param>
/// <param name="About">
/// The item that it is a new version of, where the door knows that and the bytes don't say it: an answer to a receipt, a form
/// that was opened for one item. The ledger still holds it to be the provider's own.
/// </param>
public sealed record HandedPiece(ReadOnlyMemory<byte> Bytes, ItemContext Context, string? About = null);

/// <summary>What came of it.</summary>
public abstract record HandedOutcome
{
    private HandedOutcome() { }

    /// <summary>An answer for each piece, in the order in which they were handed over.</summary>
    /// <param name="Pieces">The answers.</param>
    /// <param name="Incidents">What was odd about the document as a whole.</param>
    public sealed record Taken(IReadOnlyList<PieceOutcome> Pieces, IReadOnlyList<Incident> Incidents) : HandedOutcome;

    /// <summary>No piece could be found in it: it lies whole in quarantine.</summary>
    /// <param name="Why">The reason.</param>
    /// <param name="IsKept">False where the channel's share of the quarantine is full: then whoever sent it has the only copy.</param>
    public sealed record Unreadable(Incident Why, bool IsKept = true) : HandedOutcome;

    /// <summary>There is no such provider or channel: nothing is kept.</summary>
    public sealed record Unknown(string Reason) : HandedOutcome;
}
