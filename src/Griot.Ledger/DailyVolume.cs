namespace Griot.Ledger;

/// <summary>How much of a provider's was sealed. What a channel brings first, and what the operator lets in, is not counted.</summary>
/// <param name="Pieces">First versions and updates of this day (UTC).</param>
/// <param name="Bytes">Their deliveries and envelopes together.</param>
/// <param name="UsualPieces">As many a day, over the 28 days before; days on which nothing came count as days.</param>
/// <param name="UsualBytes">The same, in bytes.</param>
public sealed record DailyVolume(long Pieces, long Bytes, double UsualPieces, double UsualBytes);
