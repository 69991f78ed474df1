using System.Security.Cryptography;
using System.Text;

namespace Griot.Ingest.Items;

/// <summary>What a channel knows an item by: the hash of its provider's own id, so that no guid is too long for a key.</summary>
public static class Identity
{
    /// <summary>The identity of an item by the id that its provider gave it, exactly as delivered.</summary>
    public static byte[] Of(string uri) => SHA256.HashData(Encoding.UTF8.GetBytes(uri));
}
