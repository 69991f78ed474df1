namespace Griot.Ledger;

/// <summary>The answer that a request of a channel got, to be given again to whoever repeats it.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Key">SHA-256 of what names the request.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
public sealed record KeptAnswer(string Channel, byte[] Key, int Status, byte[] Body);
