using System.Text;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Signing;

/// <summary>
/// The last way out of a frozen store: what was lost is said to be lost, and another log begins over what is left, under another
/// name and key. Its first entry names the log before it, that one's last checkpoint, and how many entries of it are gone.
/// </summary>
public sealed class Succession(LedgerStore ledger, LogOptions options)
{
    /// <summary>
    /// Begins the other log. Its files take the place of the old log's, which lie beside from then on. Killed in between, the
    /// store is frozen as it was, or the other log has begun and lacks only its first signature.
    /// </summary>
    /// <returns>The notice that was sealed; null where the store is not frozen.</returns>
    /// <exception cref="SignerBusyException">To another process the store is not frozen.</exception>
    public async Task<SuccessionNotice?> BeginAsync(CancellationToken cancellation)
    {
        if (ledger.Freeze is not { } freeze || ledger.Origin is not { } old) return null;
        await using var held = SignerLock.Take(options) ?? throw new SignerBusyException();
        var origin = options.Origin is { } wished && wished != old ? wished : Next(old);
        File.Delete(options.NextKeyFile);
        using var next = SigningKey.New(origin);
        next.Save(options.NextKeyFile);
        var notice = new SuccessionNotice(origin, next.Verifier.ToString(), old, Encoding.UTF8.GetString(freeze.Published), freeze.Behind, freeze.DiffersAt);
        ledger.SetFreeze(null);
        await ledger.SucceedAsync(origin, new Draft { Kind = EntryKind.Policy, Record = notice.ToBytes() }, cancellation);
        Finish(origin, options);
        return notice;
    }

    /// <summary>Puts key and files of the other log in place; does nothing where they are, or where no other log has begun.</summary>
    internal static void Finish(string origin, LogOptions options)
    {
        if (NameOf(options.NextKeyFile) != origin || NameOf(options.KeyFile) == origin) return;
        var old = Uri.EscapeDataString(NameOf(options.KeyFile) ?? "old");
        if (Directory.Exists(options.LogFolder)) Directory.Move(options.LogFolder, $"{options.LogFolder}.{old}");
        File.Delete(LogKeys.Outgoing(options.KeyFile));
        if (File.Exists(options.KeyFile)) File.Move(options.KeyFile, $"{options.KeyFile}.{old}", overwrite: true);
        File.Move(options.NextKeyFile, options.KeyFile);
        DurableFile.FlushFolder(options.Folder);
        DurableFile.FlushFolder(Path.GetDirectoryName(Path.GetFullPath(options.KeyFile))!);
    }

    private static string? NameOf(string keyFile)
    {
        if (!File.Exists(keyFile)) return null;
        using var key = SigningKey.Load(keyFile);
        return key.Verifier.Name;
    }

    // griot.example/log, griot.example/log-2, griot.example/log-3 ...
    private static string Next(string origin)
    {
        var dash = origin.LastIndexOf('-');
        return dash > 0 && int.TryParse(origin[(dash + 1)..], out var number) && number > 1 ? $"{origin[..dash]}-{number + 1}" : origin + "-2";
    }
}
