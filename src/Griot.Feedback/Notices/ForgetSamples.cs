using Dapper;

namespace Griot.Feedback;

/// <summary>
/// Deletes what notices quote of a feed: a sample of it may hold a piece that was removed by order. That there was a notice,
/// and why, stays; receipts that wait go.
/// </summary>
public sealed class ForgetSamples(Desk desk)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const string Update = "UPDATE notices SET sample = NULL, message = code WHERE channel IN @channels AND (sample IS NOT NULL OR message <> code)";

    // What waits may quote the subject or the beginning of a mail.
    private const string DropReceipts = "DELETE FROM receipts WHERE channel IN @channels AND delivered IS NULL";

    /// <returns>False where a reader or writer kept the deleted bytes in the write-ahead log; the next time that it is emptied they go.</returns>
    public bool Forget(IReadOnlyList<string> channels)
    {
        desk.Write(connection => connection.Execute(Update, new { channels }) + connection.Execute(DropReceipts, new { channels }));
        return desk.Scrub(Patience);
    }
}
