using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Griot.Ledger.Tlog;
using Griot.Record;

namespace Griot.Ledger.Monitoring;

/// <summary>
/// The texts that a provider signs (ledger.md, section 3; decision 26), and what a policy says. All are C2SP signed notes;
/// their first line tells them apart, so that a signature of one can't be shown as another.
/// </summary>
internal static class ProviderNotes
{
    /// <summary>What the previous key signs when a new one takes its place.</summary>
    internal static string OfKey(string provider, VerifierKey next) => $"griot-provider-key/v1\n{provider}\n{next}\n";

    /// <summary>What a provider signs to lift or put off its policy.</summary>
    internal static string OfPolicy(string provider, ReadOnlySpan<byte> policy) => $"griot-policy/v1\n{provider}\n{Convert.ToBase64String(SHA256.HashData(policy))}\n";

    /// <summary>Reads the text that a provider signs with a delivery; null where it is none of this provider.</summary>
    internal static SignedDelivery? Delivery(string text, string provider) =>
        text.Split('\n') is ["griot-delivery/v1", var named, { Length: > 0 }, var sequence, var kind, var hash, ""] && named == provider
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new SignedDelivery(number, kind, hash)
            : null;

    /// <summary>From which entry on a policy allows signed versions only; null within: from none. Null: it is no policy of a provider.</summary>
    internal static (long? SignedOnlyFrom, bool IsPolicy) Policy(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            if (!json.RootElement.TryGetProperty("signedOnlyFrom", out var from)) return (null, false);
            return from.ValueKind == JsonValueKind.Null ? (null, true) : from.TryGetInt64(out var index) ? (index, true) : (null, false);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return (null, false);
        }
    }

    internal static LogKeyNotice? LogKey(byte[] notice) => Read(() => LogKeyNotice.Parse(notice));

    /// <summary>What the policy says that begins another log; null where it is another policy.</summary>
    internal static SuccessionNotice? Succession(byte[] policy) => Read(() => SuccessionNotice.Parse(policy));

    internal static VerifierKey? Key(byte[]? vkey) => vkey is null ? null : VerifierKey.Parse(Encoding.UTF8.GetString(vkey).TrimEnd('\n'));

    private static T? Read<T>(Func<T?> parse) where T : class
    {
        try
        {
            return parse();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a provider said by its signature on a delivery.</summary>
/// <param name="Sequence">Rises with each signature of its key.</param>
/// <param name="Kind">The signal, in the provider's words: <c>new</c>, <c>update</c>, <c>correction</c>, <c>withdrawal</c>.</param>
/// <param name="Hash">SHA-256 of the delivery, base64.</param>
internal sealed record SignedDelivery(long Sequence, string Kind, string Hash)
{
    /// <summary>
    /// A provider does not know which version of its piece is the first that Griot takes in. But what it did not sign as a
    /// correction or withdrawal is none.
    /// </summary>
    internal bool Allows(EntryKind kind) => kind is EntryKind.Article or EntryKind.Update ? Kind is "new" or "update" : Kind == Word.Of(kind);

    internal bool IsOf(ReadOnlySpan<byte> delivery) => Hash == Convert.ToBase64String(SHA256.HashData(delivery));
}
