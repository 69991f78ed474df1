using System.Text;
using System.Text.Json.Nodes;

namespace Griot.Tests.Verifying;

/// <summary>What a liar makes of what a house serves.</summary>
internal static class Lies
{
    /// <summary>A proof whose extra data was changed.</summary>
    internal static byte[] InExtra(byte[] proof, Action<JsonNode> lie) => Line(proof, line => line.StartsWith("extra ", StringComparison.Ordinal), line =>
    {
        var extra = JsonNode.Parse(Convert.FromBase64String(line["extra ".Length..]))!;
        lie(extra);
        return "extra " + Convert.ToBase64String(Encoding.UTF8.GetBytes(extra.ToJsonString()));
    });

    /// <summary>An opened entry with another card in it.</summary>
    internal static byte[] InCard(byte[] opened, Func<byte[], byte[]> lie)
    {
        var answer = JsonNode.Parse(opened)!;
        var record = answer["opened"]!["record"]!;
        record["bytes"] = Convert.ToBase64String(lie(Convert.FromBase64String(record["bytes"]!.GetValue<string>())));
        return Encoding.UTF8.GetBytes(answer.ToJsonString());
    }

    internal static bool IsSignature(string line) => line.StartsWith('\u2014');

    /// <summary>Base 64 of the same bytes but for one bit.</summary>
    internal static string Flipped(string hash)
    {
        var bytes = Convert.FromBase64String(hash);
        bytes[7] ^= 4;
        return Convert.ToBase64String(bytes);
    }

    /// <summary>A text with one line changed: the last one of its kind, or the first.</summary>
    internal static byte[] Line(byte[] bytes, Predicate<string> which, Func<string, string> change, bool first = false)
    {
        var lines = Encoding.UTF8.GetString(bytes).Split('\n');
        var at = first ? Array.FindIndex(lines, which) : Array.FindLastIndex(lines, which);
        Assert.True(at >= 0);
        lines[at] = change(lines[at]);
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    /// <summary>A text with each first word replaced by the one behind it.</summary>
    internal static byte[] Replaced(byte[] bytes, params string[] pairs)
    {
        var text = Encoding.UTF8.GetString(bytes);
        for (var i = 0; i < pairs.Length; i += 2) text = text.Replace(pairs[i], pairs[i + 1], StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }
}
