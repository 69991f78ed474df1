using System.Security.Cryptography;
using System.Text;

namespace Griot.Ingest.Items;

/// <summary>What a channel knows an item by: hashes, so that no guid is too long for a key.</summary>
public static class Identity
{
    // Bytes that UTF-8 never has: no id that a provider can write is the same as another kind of key.
    private const byte LinkMark = 0xFF;
    private const byte ContentMark = 0xFE;
    private const byte BytesMark = 0xFD;
    private const byte SharedMark = 0xFC;

    /// <summary>The identity of an item by the id that its provider gave it, exactly as delivered.</summary>
    public static byte[] Of(string uri) => SHA256.HashData(Encoding.UTF8.GetBytes(uri));

    /// <summary>By the address of its page, as <see cref="PageAddress"/> writes it.</summary>
    internal static byte[] OfLink(string page) => SHA256.HashData([LinkMark, .. Encoding.UTF8.GetBytes(page)]);

    /// <summary>By what it says.</summary>
    internal static byte[] OfContent(ReadOnlySpan<byte> content) => SHA256.HashData([ContentMark, .. content]);

    /// <summary>By its very bytes, where it says nothing.</summary>
    internal static byte[] OfBytes(byte[] cut) => SHA256.HashData([BytesMark, .. cut]);

    /// <summary>The mark of a key that different pieces were seen to bear.</summary>
    internal static byte[] OfShared(byte[] key) => SHA256.HashData([SharedMark, .. key]);
}
