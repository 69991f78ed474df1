namespace Griot.Ledger.Backups;

/// <summary>What was found in a copy of a ledger.</summary>
/// <param name="Size">Entries in it.</param>
/// <param name="Root">The root over them (RFC 6962), hashed anew from each entry.</param>
/// <param name="Fault">What is wrong with it, in one sentence; null where all is well.</param>
public sealed record CopyCheck(long Size, byte[] Root, string? Fault)
{
    internal static CopyCheck Wrong(string fault) => new(0, [], fault);
}
