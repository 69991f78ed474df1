using System.Security.Cryptography;

namespace Griot.Formats.Form;

/// <summary>A file that was sent with a form.</summary>
/// <param name="Name">As its sender's machine called it: a label, never a path.</param>
/// <param name="Type">As its sender's machine said; what it is, its bytes say.</param>
/// <param name="Bytes">As they came.</param>
public sealed record SentFile(string Name, string Type, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>By its bytes: the same file, chosen twice, is one.</summary>
    public string Key { get; } = Convert.ToHexStringLower(SHA256.HashData(Bytes.Span)[..16]);
}
