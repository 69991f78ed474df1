using System.Security.Cryptography;
using Griot.Record.Html;

namespace Griot.Formats.Values;

/// <summary>A file that comes within a delivery: the name of its bytes, and the label that its sender gave it (M04).</summary>
internal static class CarriedName
{
    private const int LongestLabel = 200;

    /// <summary>The bytes by name: an <c>ni</c> address (RFC 6920).</summary>
    internal static string Of(ReadOnlySpan<byte> bytes) =>
        $"ni:///sha-256;{Convert.ToBase64String(SHA256.HashData(bytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";

    /// <summary>The label: without folders, without what can't be seen. Null where nothing is left, or more than anyone reads.</summary>
    internal static string? Label(string? name)
    {
        if (name is null) return null;
        var label = DisplayText.Clean(name[(name.LastIndexOfAny(['/', '\\']) + 1)..]).Trim();
        return label.Length is > 0 and <= LongestLabel ? label : null;
    }
}
