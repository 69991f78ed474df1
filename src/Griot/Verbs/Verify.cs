using System.CommandLine;
using Griot.CommandLine;
using Griot.Inspection;
using Griot.Ledger.Tlog;
using Griot.Record;
using Griot.Record.Html;
using Griot.Verifying;

namespace Griot.Verbs;

/// <summary><c>griot verify</c>: whether what a house shows is what it sealed.</summary>
internal static class Verify
{
    private static readonly Part[] Parts = [Part.Record, Part.Summary, Part.Delivery];

    internal static Command Command()
    {
        var input = new Argument<string>("ADDRESS|FILE") { Description = "A piece's address (its page, or one under /items/), or a saved .tlog-proof." };
        var key = KeyOption();
        var files = Parts.ToDictionary(part => part, part => CommonOptions.Text($"--{Word.Of(part)}", $"With a saved proof: the bytes of the {Word.Of(part)}, to be compared.", "FILE"));
        return CommonOptions.Verb("verify", "Check that a piece is in the public log as it is shown: what holds, what doesn't, and what was not checked.", facts: true, async (call, cancellation) =>
        {
            var known = KnownLogs.Load();
            var given = call.Get(key);
            var address = InputSource.AddressOf(call.Get(input));
            if (address is not null && PieceAddress.Parse(address) is null) return Refuse("the address is not one of a piece: its page, or what lies under /items/, is wanted (griot monitor takes the site's)");
            if (address is not null && files.Values.Any(call.Has)) return Refuse("--record, --summary and --delivery go with a saved proof; by an address they are fetched");
            var parts = files.Where(pair => call.Get(pair.Value) is not null).ToDictionary(pair => pair.Key, pair => call.Get(pair.Value)!);
            var verification = address is null
                ? VerifyFile.Run(call.Get(input), given, known, parts)
                : await ByAddressAsync(address, call.Get(input), given, known, cancellation);
            if (call.Json) Facts.Json(VerificationReport.Describe(verification));
            else VerificationReport.Print(verification);
            return verification.IsVerified ? ExitCode.Done : ExitCode.Wrong;
        }, [input, key, .. files.Values]);
    }

    /// <summary><c>--key VKEY</c>, as <c>griot log key show</c> prints it.</summary>
    internal static Option<VerifierKey?> KeyOption() => new("--key")
    {
        Description = "The log's key, as its operator publishes it; without it, the one known from earlier.",
        HelpName = "VKEY",
        CustomParser = result =>
        {
            if (VerifierKey.Parse(result.Tokens[0].Value) is { Type: VerifierKey.Log } key) return key;
            result.AddError($"“{result.Tokens[0].Value}” is not the key of a log: name+ID+KEY is wanted, as griot log key show prints it");
            return null;
        },
    };

    /// <summary>Says loudly what is trusted by nobody's word but the site's own.</summary>
    internal static void TellTrust(KeyChoice key, KnownLogs known, string site, bool isKept)
    {
        Messages.Say($"!! No key was known for the log {DisplayText.Clean(key.Key!.Name)}. The one that {DisplayText.Clean(site)} serves itself is trusted this once{(isKept ? $" and pinned in {known.File}" : ", and not pinned")}:");
        Messages.Say($"!!   {DisplayText.Clean(key.Key.ToString())}");
        Messages.Say("!! Whoever controls that site has chosen it: compare it with the key that its operator publishes elsewhere.");
    }

    private static async Task<Verification> ByAddressAsync(Uri address, string input, VerifierKey? given, KnownLogs known, CancellationToken cancellation)
    {
        var piece = PieceAddress.Parse(address)!;
        using var site = new LogSite(piece.Root, TimeProvider.System);
        var shown = address.UserInfo.Length == 0 ? input : Net.ShownAddress.Of(input)!;
        var verification = await new VerifyAddress(site, piece, shown, known, given, TimeProvider.System).RunAsync(cancellation);
        if (verification is { IsVerified: true, Key: { IsNew: true } key }) key.Keep(known, site.Shown, TimeProvider.System);
        if (verification.Key is { IsTrustedOnce: true } once) TellTrust(once, known, site.Shown, verification.IsVerified);
        return verification;
    }

    private static int Refuse(string message)
    {
        Messages.Say(message);
        return ExitCode.BadUsage;
    }
}
