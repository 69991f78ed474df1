using System.Globalization;
using Griot.Ledger.Tlog;
using Griot.Ledger.Verifying;

namespace Griot.Verifying;

/// <summary>Which key a log is held to, and where it is known from.</summary>
/// <param name="Key">Null where none is.</param>
/// <param name="Step">What is said of it.</param>
/// <param name="IsNew">True where it is not the pinned one: once all else holds, it is pinned.</param>
/// <param name="IsTrustedOnce">True where nothing but the site itself says that the key is the log's.</param>
internal sealed record KeyChoice(VerifierKey? Key, Step Step, bool IsNew = false, bool IsTrustedOnce = false)
{
    /// <summary>What is chosen by, besides the keys that are known.</summary>
    /// <param name="Given">With <c>--key</c>: it is right whatever is pinned.</param>
    /// <param name="Note">The checkpoint that is to be checked; its origin names the log.</param>
    /// <param name="Served">What the site serves as its key; null where nobody was asked.</param>
    /// <param name="Address">The site; null for a file.</param>
    internal sealed record Question(VerifierKey? Given, SignedNote Note, Reply? Served, string? Address);

    internal static KeyChoice Of(KnownLogs known, Question ask)
    {
        var origin = Checkpoint.Parse(ask.Note.Text)!.Origin;
        var pinned = known.Of(origin);
        if (ask.Given is { } given)
            return new KeyChoice(given, Step.Held(StepName.Key, "given with --key" + (pinned is not null && !Same(pinned.Key, given) ? $"; the one pinned before was {pinned.Key}" : "")), pinned is null || !Same(pinned.Key, given));
        var served = ServedKey(ask.Served);
        if (pinned is not null) return Pinned(pinned, served, ask.Note);
        if (ask.Address is { } address && known.At(address) is { } before)
            return Wrong($"this site's log was {before.Origin} when its key was pinned ({before.FirstSeen}), and is now {origin}: another log, or a new one in its place. If you know from elsewhere that it is right, give its key with --key");
        if (ask.Served is null) return new KeyChoice(null, Step.NotChecked(StepName.Key, "no key is known for this log: give it with --key"));
        if (served is null) return Wrong($"no key is pinned for {origin}, and the site serves none{(ask.Served.Bytes is null ? $": {ask.Served.Why}" : " that can be read")}");
        if (served.Name != origin) return Wrong($"the log names itself {origin}, and the key that the site serves is of {served.Name}");
        return new KeyChoice(served, Step.NotChecked(StepName.Key, "no key was known for this log: the one that the site itself serves is trusted, this once"), IsNew: true, IsTrustedOnce: true);
    }

    /// <summary>Pins the key. Only for one that everything else held with.</summary>
    internal void Keep(KnownLogs known, string? address, TimeProvider time) =>
        known.Keep(new KnownLog(Key!.Name, Key, address ?? "-", time.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    internal static bool Same(VerifierKey one, VerifierKey other) => one.ToString() == other.ToString();

    // While a log changes its key it signs with both: whoever pinned the one before goes on with it.
    private static KeyChoice Pinned(KnownLog pinned, VerifierKey? served, SignedNote note)
    {
        if (served is null || Same(served, pinned.Key)) return new KeyChoice(pinned.Key, Step.Held(StepName.Key, $"the one pinned on {pinned.FirstSeen}"));
        return note.IsSignedBy(pinned.Key)
            ? new KeyChoice(pinned.Key, Step.Held(StepName.Key, $"the one pinned on {pinned.FirstSeen}. The log now names another one, {served}, and signs with the pinned one still: ask its operator for the new one and give it with --key"))
            : Wrong($"the log's key differs from the one pinned on {pinned.FirstSeen}: pinned is {pinned.Key}, served is {served}. If you know from elsewhere that it was changed, give the right one with --key") with { Key = pinned.Key };
    }

    private static VerifierKey? ServedKey(Reply? served) =>
        served?.Bytes is { } bytes && VerifierKey.Parse(System.Text.Encoding.UTF8.GetString(bytes).TrimEnd('\n')) is { Type: VerifierKey.Log } key ? key : null;

    private static KeyChoice Wrong(string text) => new(null, Step.Failed(StepName.Key, text));
}
