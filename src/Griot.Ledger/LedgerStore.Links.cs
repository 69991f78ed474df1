using Griot.Ledger.Sqlite;

namespace Griot.Ledger;

public sealed partial class LedgerStore
{
    // Whoever comes late is told that the link was used, and not that there never was one.
    private static readonly TimeSpan LinksKept = TimeSpan.FromDays(30);

    /// <summary>The link with this hash, used or not, ended or not; null where there is none.</summary>
    public ProviderLink? Link(byte[] hash) => ReadAs(connection => ProviderLinkTable.Find(connection, hash));

    /// <summary>Keeps a new link.</summary>
    public Task AddLinkAsync(ProviderLink link, CancellationToken cancellation) =>
        WriteAsync(transaction => { ProviderLinkTable.Add(connection, transaction, link, time.GetUtcNow() - LinksKept); return true; }, cancellation);

    /// <summary>Marks a link as used. False where it was, or is not there.</summary>
    public Task<bool> UseLinkAsync(byte[] hash, CancellationToken cancellation) =>
        WriteAsync(transaction => ProviderLinkTable.Use(connection, transaction, hash, time.GetUtcNow()), cancellation);

    /// <summary>Opens a used link again.</summary>
    public Task<bool> ReopenLinkAsync(byte[] hash, CancellationToken cancellation) =>
        WriteAsync(transaction => ProviderLinkTable.Reopen(connection, transaction, hash), cancellation);

    /// <summary>Files that wait under the link with this hash, in their order.</summary>
    public IReadOnlyList<LinkFile> LinkFiles(byte[] hash) => ReadAs(connection => LinkFileTable.Of(connection, hash));

    /// <summary>Keeps files under a link until it is used or ends, in place of those that waited there.</summary>
    public Task KeepLinkFilesAsync(byte[] hash, IReadOnlyList<LinkFile> files, CancellationToken cancellation) =>
        WriteAsync(transaction => { LinkFileTable.Replace(connection, transaction, hash, files); return true; }, cancellation);

    /// <summary>Deletes the files of links that were used or have ended.</summary>
    public async Task ForgetLapsedFilesAsync(CancellationToken cancellation)
    {
        if (!ReadAs(connection => LinkFileTable.HasLapsed(connection, time.GetUtcNow()))) return;
        await WriteAsync(transaction => LinkFileTable.ForgetLapsed(connection, transaction, time.GetUtcNow()), cancellation);
    }
}
