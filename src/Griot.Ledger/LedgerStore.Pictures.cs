using Griot.Ledger.Sqlite;

namespace Griot.Ledger;

public sealed partial class LedgerStore
{
    /// <summary>The log index from which on it was not searched for pictures yet.</summary>
    public long PicturesNext => ReadAs(PictureCallTable.Next);

    /// <summary>Pictures that are due to be fetched: of each provider the one that has waited longest.</summary>
    public IReadOnlyList<PictureCall> PicturesDue(int limit) => ReadAs(connection => PictureCallTable.Due(connection, time.GetUtcNow(), limit));

    /// <summary>Notes in one step what the entries below <paramref name="next"/> want fetched; what is noted already stays as it is.</summary>
    public Task NotePicturesAsync(long next, IReadOnlyList<PictureCall> wanted, CancellationToken cancellation) =>
        WriteAsync(transaction => { PictureCallTable.Note(connection, transaction, next, wanted); return true; }, cancellation);

    /// <summary>It is tried again at its date.</summary>
    public Task PostponePictureAsync(PictureCall call, CancellationToken cancellation) =>
        WriteAsync(transaction => { PictureCallTable.Postpone(connection, transaction, call); return true; }, cancellation);

    /// <summary>It is here, or nobody wants it any more.</summary>
    public Task ForgetPictureAsync(PictureCall call, CancellationToken cancellation) =>
        WriteAsync(transaction => { PictureCallTable.Forget(connection, transaction, call.Item, call.Uri); return true; }, cancellation);
}
