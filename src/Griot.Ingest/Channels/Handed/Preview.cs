using Griot.Formats;
using Griot.Ingest.Items;
using Griot.Record;

namespace Griot.Ingest.Channels.Handed;

/// <summary>What a piece would be, if it were delivered now: its record and summary just as they would be sealed, or why it can't be read.</summary>
public sealed record Preview(ArticleRecord? Record, Summary? Summary, IReadOnlyList<Incident> Incidents)
{
    /// <summary>Reads a piece and keeps nothing of it.</summary>
    public static Preview Of(HandedPiece piece, ProviderCard card)
    {
        ArgumentNullException.ThrowIfNull(piece);
        var reading = Reading.Of(piece.Bytes, piece.Context, card);
        return new Preview(reading.Record, reading.Summary, reading.Incidents);
    }
}
