namespace Griot.Ingest.Channels.Push;

/// <summary>A dictionary of byte sequences (RFC 9651): the headers <c>Signature</c> and <c>Content-Digest</c>.</summary>
internal static class ByteFields
{
    private const int Most = 16;

    /// <summary>The bytes by their names; empty where the header is not well-formed.</summary>
    internal static Dictionary<string, byte[]> Parse(string header)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        var cursor = new FieldCursor(header);
        do
        {
            if (cursor.Key() is not { } name || !cursor.Take('=') || cursor.ByteSequence() is not { } written || Bytes(written[1..^1]) is not { } bytes || found.Count == Most) return [];
            found[name] = bytes;
        }
        while (cursor.TakeComma());
        return cursor.IsAtEnd ? found : [];
    }

    private static byte[]? Bytes(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? bytes[..length] : null;
    }
}
