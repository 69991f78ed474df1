using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>
/// R3 (a provider's keys are chained: co-signed by the one before, or in force after a public delay of seven days) and R4
/// (where a policy says "signed only", so it is, until the provider itself lifts it). The log's own keys are chained too.
/// </summary>
internal sealed class KeyRules
{
    private static readonly TimeSpan Delay = TimeSpan.FromDays(7);

    private readonly Dictionary<string, KeyState> chains;
    private readonly Unopened unopened;
    private string? logKey;

    internal KeyRules(RulesState state, Unopened unopened)
    {
        (this.unopened, logKey) = (unopened, state.LogKey);
        chains = state.Keys.ToDictionary(chain => chain.Provider, StringComparer.Ordinal);
    }

    internal void Save(RulesState state) => (state.Keys, state.LogKey) = ([.. chains.Values], logKey);

    internal void Read(Entry entry, Published published, Findings found)
    {
        if (entry.Kind == EntryKind.LogKey) ReadLogKey(published.Record, found);
        else if (entry is { Kind: EntryKind.Policy, Provider: null }) logKey = published.Record is { } policy ? ProviderNotes.Succession(policy)?.Key : null;
        else if (entry is { Kind: EntryKind.ProviderKey, Provider: { } provider }) ReadKey(entry, ChainOf(provider), published, found);
        else if (entry is { Kind: EntryKind.Policy, Provider: { } bound }) ReadPolicy(entry, ChainOf(bound), published, found);
        else if (entry.Kind.IsVersion) ReadVersion(entry, chains.GetValueOrDefault(entry.Provider!), published, found);
    }

    // What a log's key entry says names the key before it. A policy of the log itself begins another log, with another key.
    private void ReadLogKey(byte[]? notice, Findings found)
    {
        if (notice is null)
        {
            unopened.Add("R3", found, "what it says of the log's key is not published");
            return;
        }

        var said = ProviderNotes.LogKey(notice);
        if (said is null) found.Add("R3", "what it commits to does not name a key of the log and the one before it");
        else if (logKey is not null && said.Previous != logKey) found.Add("R3", $"the log's key before it was {logKey}");
        logKey = said?.Key ?? logKey;
    }

    private void ReadKey(Entry entry, KeyState chain, Published published, Findings found)
    {
        if (entry.Prev != chain.Newest) found.Add("R3", chain.Newest is { } newest ? $"its provider's newest key is entry {newest}" : "it is its provider's first key, and says that it follows another");
        chain.Newest = found.Entry;
        if (published.Record is null) unopened.Add("R3", found, "the key is not published");
        else if (ProviderNotes.Key(published.Record) is not { } key) found.Add("R3", "what it commits to is not a key");
        else chain.Keys.Add(new KeyInForce(key.ToString(), IsCoSigned(entry, chain, key, published, found) ? entry.Time : entry.Time + Delay));
    }

    private static bool IsCoSigned(Entry entry, KeyState chain, VerifierKey key, Published published, Findings found)
    {
        if (entry.Signature is null) return false;
        var isSigned = InForce(chain, entry.Time) is { } before && SignedBy(before, published.Signature)?.Text == ProviderNotes.OfKey(entry.Provider!, key);
        if (!isSigned) found.Add("R3", "it says that it is co-signed, and no key in force of its provider has signed it");
        return isSigned;
    }

    private void ReadPolicy(Entry entry, KeyState chain, Published published, Findings found)
    {
        if (published.Record is not { } bytes)
        {
            unopened.Add("R4", found, "the policy is not published");
            return;
        }

        var (from, isPolicy) = ProviderNotes.Policy(bytes);
        if (!isPolicy) return;
        if (chain.SignedOnlyFrom is { } bound && (from is null || from > Math.Max(bound, found.Entry))
            && (InForce(chain, entry.Time) is not { } key || SignedBy(key, published.Signature)?.Text != ProviderNotes.OfPolicy(entry.Provider!, bytes)))
        {
            // What the provider did not lift goes on to hold.
            found.Add("R4", $"“signed only from entry {bound}” is lifted without its provider's signature");
            return;
        }

        chain.SignedOnlyFrom = from;
    }

    private static void ReadVersion(Entry entry, KeyState? chain, Published published, Findings found)
    {
        if (entry.Evidence != Evidence.Signed)
        {
            if (chain?.SignedOnlyFrom <= found.Entry) found.Add("R4", $"a version that is not signed, of a provider whose versions are signed only from entry {chain.SignedOnlyFrom} on");
            return;
        }

        if (entry.Signature is null) found.Add("R4", "it says that it is signed, and commits to no signature");
        else if (chain is null || InForce(chain, entry.Time) is not { } key) found.Add("R3", "it says that it is signed, and no key of its provider is in force");
        else if (published.Signature is not null) ReadSignature(entry, chain, key, published, found);
    }

    private static void ReadSignature(Entry entry, KeyState chain, KeyInForce key, Published published, Findings found)
    {
        if (SignedBy(key, published.Signature) is not { } note || ProviderNotes.Delivery(note.Text, entry.Provider!) is not { } said) found.Add("R4", "its signature is not one of its provider's key on a delivery");
        else if (!said.Allows(entry.Kind)) found.Add("R4", $"a {Word.Of(entry.Kind)} that its provider signed as another signal");
        else if (published.Delivery is { } delivery && !said.IsOf(delivery)) found.Add("R4", "its provider signed another delivery");
        else if (said.Sequence <= chain.Sequence.GetValueOrDefault(key.VKey, -1)) found.Add("R4", $"signature {said.Sequence} of its provider's key stands already, or a later one does");
        else chain.Sequence[key.VKey] = said.Sequence;
    }

    private static KeyInForce? InForce(KeyState chain, DateTimeOffset time) => chain.Keys.FindLast(key => key.From <= time);

    private static SignedNote? SignedBy(KeyInForce key, byte[]? note) =>
        note is not null && SignedNote.Parse(note) is { } read && VerifierKey.Parse(key.VKey) is { } verifier && read.IsSignedBy(verifier) ? read : null;

    private KeyState ChainOf(string provider) =>
        chains.TryGetValue(provider, out var chain) ? chain : chains[provider] = new KeyState { Provider = provider };
}
