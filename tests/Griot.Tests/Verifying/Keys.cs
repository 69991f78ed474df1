using System.Security.Cryptography;
using System.Text;

namespace Griot.Tests.Verifying;

/// <summary>Keys of logs that nobody holds the other half of.</summary>
internal static class Keys
{
    /// <summary>A well formed vkey of a name (C2SP signed-note).</summary>
    internal static string New(string name)
    {
        // Any 32 bytes that are the y of a point will do; of the base point they are known.
        byte[] point = [0x58, .. Enumerable.Repeat((byte)0x66, 31)];
        byte[] typed = [1, .. point];
        var id = SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', .. typed])[..4];
        return $"{name}+{Convert.ToHexStringLower(id)}+{Convert.ToBase64String(typed)}";
    }
}
