namespace Griot.Ledger;

/// <summary>What a channel knows its provider by.</summary>
public enum ChannelKeyKind
{
    /// <summary>A secret that is sent along (RFC 6750). Only its hash is kept.</summary>
    Bearer,

    /// <summary>The secret part of a mail address. Only its hash is kept.</summary>
    Address,

    /// <summary>A public key whose owner signs each request (RFC 9421, RFC 8032).</summary>
    Ed25519,
}

/// <summary>
/// A key of a channel. Mutable; losing one shuts a door, and a row that somebody adds opens one: the channel that it speaks
/// through is public, and so is each entry that it makes.
/// </summary>
/// <param name="Id">For the operator; of a signing key also its <c>keyid</c>.</param>
/// <param name="Channel">The channel that it opens.</param>
/// <param name="Kind">How it is used.</param>
/// <param name="Hash">SHA-256 of the secret, or of the public key.</param>
/// <param name="PublicKey">32 bytes, of a signing key.</param>
/// <param name="Since">When it was made.</param>
/// <param name="Ended">When it was taken back; null while it holds.</param>
public sealed record ChannelKey(string Id, string Channel, ChannelKeyKind Kind, byte[] Hash, byte[]? PublicKey, DateTimeOffset Since, DateTimeOffset? Ended = null);
