using Griot.Ledger.Signing;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Tests.Signing;

/// <summary>A store whose log is signed, with everything of it in a temporary folder.</summary>
internal sealed class TestLog : IAsyncDisposable
{
    private readonly TestLedger ledger = new(isEmpty: true);

    internal TestLog() => Options = new LogOptions(ledger.Folder) { Origin = "griot.example/log", CheckpointCopy = Path.Combine(ledger.Folder, "elsewhere", "copy") };

    internal TestLedger Ledger => ledger;

    internal LedgerStore Store => ledger.Store;

    internal LogOptions Options { get; init; }

    internal LogReader Reader => new(ledger.Store, Options);

    internal string PublishedFile => Path.Combine(ledger.Folder, "log", "checkpoint");

    internal Checkpoint Published => Checkpoint.Parse(SignedNote.Parse(File.ReadAllBytes(PublishedFile))!.Text)!;

    internal VerifierKey Key => VerifierKey.Parse(Reader.Key!)!;

    /// <summary>So many entries more; the first one of a log is the card of its provider.</summary>
    internal async Task AppendAsync(int count)
    {
        Draft[] begin = Store.Size == 0 ? [TestLedger.CardDraft(ledger.Card)] : [];
        Draft[] drafts = [.. begin, .. Enumerable.Range(begin.Length, count - begin.Length).Select(_ => ledger.Article(OpaqueId.New()))];
        Assert.All(await Store.AppendAsync(new Batch { Drafts = drafts }, CancellationToken.None), outcome => Assert.IsType<AppendOutcome.Sealed>(outcome));
    }

    internal async Task SignAsync() => await SignAsync(Store);

    internal async Task SignAsync(LedgerStore store)
    {
        using var signer = await OpenAsync(store);
        await signer.SignAsync(CancellationToken.None);
    }

    internal Task<Signer> OpenAsync(LedgerStore? store = null, bool thorough = true) =>
        Signer.OpenAsync(store ?? Store, Options, ledger.Time, thorough, CancellationToken.None);

    /// <summary>The store as it is now, in a folder of its own, as a copy or a backup would have it.</summary>
    internal void CopyStore(string folder)
    {
        Directory.CreateDirectory(folder);
        using var raw = ledger.Raw();
        using var command = raw.CreateCommand();
        command.CommandText = $"VACUUM INTO '{Path.Combine(folder, LedgerStore.FileName)}'";
        command.ExecuteNonQuery();
    }

    public ValueTask DisposeAsync() => ledger.DisposeAsync();
}
