using System.Text;
using Griot.Ledger.Monitoring;
using Griot.Ledger.Tlog;
using Griot.Verifying;

namespace Griot.Monitoring;

/// <summary>
/// What a run begins with: the state of earlier ones, or a new one for a log that is met for the first time. By which key a log
/// is known is decided here alone.
/// </summary>
internal sealed class MonitorStart(LogSite site, StateFile file, VerifierKey? given, MonitorVoice voice, TimeProvider time)
{
    /// <summary>State and rules, or why there are none.</summary>
    /// <param name="look">The checkpoint as it is served.</param>
    /// <exception cref="IOException">The state is there and can't be believed.</exception>
    internal async Task<((MonitorState State, LogRules Rules)? Start, Look? Refusal)> BeginAsync(Look look, CancellationToken cancellation)
    {
        var (note, origin) = (look.Note!, look.Checkpoint!.Origin);
        if (file.Load() is not { } known) return await MeetAsync(note, origin, null, cancellation);
        if (known.State.Origin != origin) return await ReplaceAsync(known.State, note, origin, cancellation);
        if (given is null || known.State.Keys.Contains(given.ToString())) return (known, null);
        if (given.Name != origin || !note.IsSignedBy(given)) return (null, Look.Wrong($"the key given with --key has not signed the checkpoint of {origin}: {given}"));
        voice.Say($"the key given with --key takes the place of the one known before, {known.State.Keys[^1]}");
        (known.State.Keys, known.State.KeyFrom) = ([given.ToString()], "given with --key");
        return (known, null);
    }

    // Who controls a site can begin another log there, and say in it what they like: only somebody who knows the new key from
    // elsewhere can tell a house that lost entries from a thief.
    private async Task<((MonitorState, LogRules)?, Look?)> ReplaceAsync(MonitorState before, SignedNote note, string origin, CancellationToken cancellation)
    {
        if (given is null || given.Name != origin || !note.IsSignedBy(given))
        {
            byte[][] evidence = before.Checkpoint is { } last ? [Encoding.UTF8.GetBytes(last), note.ToBytes()] : [];
            return (null, Look.Wrong($"the log of this site was {before.Origin}, and is now {origin}: another log, or a new one in its place. If its operator says elsewhere that it is so (griot log succeed), give the new key with --key; what is known of the old log is then put beside") with { Evidence = evidence });
        }

        voice.Say($"the log {origin} is followed in the place of {before.Origin}, by the key given with --key; what is known of the old one lies in {file.PutAway(before.Origin)}");
        return await MeetAsync(note, origin, new Predecessor(before.Origin, before.Checkpoint), cancellation);
    }

    private async Task<((MonitorState, LogRules)?, Look?)> MeetAsync(SignedNote note, string origin, Predecessor? before, CancellationToken cancellation)
    {
        var known = KnownLogs.Load();
        var choice = KeyChoice.Of(known, new KeyChoice.Question(given, note, await site.GetAsync("log/key", 4096, cancellation), before is null ? site.Shown : null));
        if (choice.Key is not { } key) return (null, Look.Wrong(choice.Step.Text));
        if (Ledger.Verifying.Signatures.Fault(note, key) is { } fault) return (null, Look.Wrong(fault));
        if (choice.IsNew) choice.Keep(known, site.Shown, time);
        if (choice.IsTrustedOnce) TellTrust(key, known);
        return ((new MonitorState { Origin = origin, Address = site.Shown, Keys = [key.ToString()], KeyFrom = choice.IsTrustedOnce ? $"trusted at first sight on {time.GetUtcNow():yyyy-MM-dd}" : choice.Step.Text, Before = before }, new LogRules()), null);
    }

    private void TellTrust(VerifierKey key, KnownLogs known)
    {
        voice.Say($"!! No key was known for the log {key.Name}. The one that {site.Shown} serves itself is trusted at first sight, and recorded in {file.Path} and {known.File}:");
        voice.Say($"!!   {key}");
        voice.Say("!! Whoever controls that site has chosen it: compare it with the key that its operator publishes elsewhere.");
    }
}
