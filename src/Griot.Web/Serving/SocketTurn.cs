namespace Griot.Web;

/// <summary>
/// How many requests of one connection are answered by the thread that hears of all readers before it goes to the others: a few in each
/// millisecond, of which a page that is kept takes some hundredths. For one request at a time, as HTTP/1.1 has it.
/// </summary>
internal sealed class SocketTurn(TimeProvider time)
{
    internal const int Most = 16;
    internal static readonly TimeSpan Span = TimeSpan.FromMilliseconds(1);

    private long since = time.GetTimestamp();
    private int answered;

    /// <summary>Counts a request, and tells whether it still belongs to the turn.</summary>
    internal bool IsNotOver()
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(since, now) >= Span) (since, answered) = (now, 0);
        return ++answered <= Most;
    }
}
