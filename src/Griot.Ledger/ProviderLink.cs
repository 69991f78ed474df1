using Griot.Record;

namespace Griot.Ledger;

/// <summary>
/// A link by which a provider speaks once. Of its token only the hash is kept. Mutable; losing it ends what it opens, and a row
/// that somebody adds opens a page whose channel, and each entry through it, is public.
/// </summary>
/// <param name="Hash">SHA-256 of the token.</param>
/// <param name="Provider">Whose it is.</param>
/// <param name="Channel">The channel that what comes through it names.</param>
/// <param name="Item">The piece that it is about; null for a new one.</param>
/// <param name="Evidence">How sure it is that its provider has it: mailed to the confirmed contact, or handed over by the operator.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Expires">From then on it opens nothing.</param>
/// <param name="Used">When something was delivered through it; null while it waits.</param>
public sealed record ProviderLink(byte[] Hash, string Provider, string Channel, string? Item, Evidence Evidence, DateTimeOffset Made, DateTimeOffset Expires, DateTimeOffset? Used = null);
