using Griot.Ledger.Tlog;
using Griot.Ledger.Verifying;
using Griot.Verifying;

namespace Griot.Exporting;

/// <summary>Whether a copy is the one that its house signed: each file of it, no other beside them, and nothing half done.</summary>
/// <param name="folder">The copy.</param>
/// <param name="given">The log's key, if it was given.</param>
/// <param name="known">The keys that are known.</param>
/// <param name="tell">Told of each fault.</param>
internal sealed class CheckCopy(string folder, VerifierKey? given, KnownLogs known, Action<CopyFault> tell)
{
    private readonly HashSet<UInt128> met = [];
    private long faults;

    /// <summary>Looks at all of it.</summary>
    internal CopyCheck Run(CancellationToken cancellation)
    {
        if (Bytes(CopyFolder.Note, SignedNote.MaxBytes) is not { } bytes || CopyNote.Read(bytes) is not ({ } note, var signed))
        {
            Fault(CopyFolder.Note, "there is no word of a house on this folder: is it an export, and did it end?");
            return new CopyCheck(null, null, 0, faults);
        }

        if (File.Exists(Full(CopyFolder.Journal))) Fault(CopyFolder.Journal, "an export was begun here and has not ended: run griot export again");
        var key = Key(note);
        if (key is { Step.Outcome: StepOutcome.Failed }) Fault("log/key", key.Step.Text);
        Signature(signed, key?.Key);
        Files(note, cancellation);
        return new CopyCheck(note, key, met.Count, faults);
    }

    private void Signature(SignedNote? signed, VerifierKey? key)
    {
        if (signed is null) Fault(CopyFolder.Note, "it is not signed: the house could not sign when this copy was made");
        else if (key is null) Fault(CopyFolder.Note, "there is no key to check its signature by: give it with --key");
        else if (!signed.IsSignedBy(key)) Fault(CopyFolder.Note, "its signature is not of the log's key");
    }

    // The checkpoint names the log; its key is chosen as for a piece that is verified.
    private KeyChoice? Key(CopyNote note)
    {
        if (Bytes("log/checkpoint", SignedNote.MaxBytes) is not { } bytes || SignedNote.Parse(bytes) is not { } published || Checkpoint.Parse(published.Text) is not { } checkpoint)
        {
            Fault("log/checkpoint", "it is no checkpoint");
            return null;
        }

        if (checkpoint.Origin != note.Origin || checkpoint.Size != note.Size || Convert.ToBase64String(checkpoint.Root) != note.Root) Fault("log/checkpoint", "it is not the one that was signed for");
        var served = Bytes("log/key", 10_000) is { } text ? new Reply(text, 200, "", [], null) : new Reply(null, 404, "there is no log/key", [], null);
        var choice = KeyChoice.Of(known, new KeyChoice.Question(given, published, served, null));
        if (choice.Key is { } key && !published.IsSignedBy(key)) Fault("log/checkpoint", "its signature is not of the log's key");
        return choice;
    }

    private void Files(CopyNote note, CancellationToken cancellation)
    {
        if (ExportPlace.HashOf(Full(CopyFolder.Sums)) != note.Sums)
        {
            Fault(CopyFolder.Sums, "it is not the list that was signed for");
            return;
        }

        foreach (var (hash, path) in CopySums.Read(Full(CopyFolder.Sums)))
        {
            cancellation.ThrowIfCancellationRequested();
            met.Add(CopyPaths.Key(path));
            if (!IsFile(path)) Fault(path, "missing");
            else if (ExportPlace.HashOf(Full(path)) != hash) Fault(path, "differs");
        }

        Others(new DirectoryInfo(folder), "", cancellation);
    }

    private void Others(DirectoryInfo here, string above, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (var entry in here.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = above + entry.Name;
            if (entry.LinkTarget is not null) Fault(path, "it is a link: an export writes none");
            else if (entry is DirectoryInfo folder) Others(folder, path + "/", cancellation);
            else if (!met.Contains(CopyPaths.Key(path)) && path is not (CopyFolder.Sums or CopyFolder.Note or CopyFolder.Journal)) Fault(path, "extra");
        }
    }

    private bool IsFile(string path) => path.Split('/').All(part => part is not ("" or "." or "..")) && new FileInfo(Full(path)) is { Exists: true, LinkTarget: null };

    private byte[]? Bytes(string path, int most) =>
        IsFile(path) && new FileInfo(Full(path)).Length <= most ? File.ReadAllBytes(Full(path)) : null;

    private string Full(string path) => Path.Combine(folder, path);

    private void Fault(string path, string what)
    {
        tell(new CopyFault(path, what));
        faults++;
    }
}

/// <summary>What is wrong with a file of a copy.</summary>
internal sealed record CopyFault(string Path, string Fault);

/// <summary>What came of a check.</summary>
/// <param name="Note">What was said of the copy; null where nothing was.</param>
/// <param name="Key">By which key it was checked.</param>
/// <param name="Files">That the list names.</param>
/// <param name="Faults">How many.</param>
internal sealed record CopyCheck(CopyNote? Note, KeyChoice? Key, long Files, long Faults);
