using System.Collections.ObjectModel;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Griot.Testing;

namespace Griot.Site.Tests;

/// <summary>The arithmetic of the check, in a real browser, held against others'.</summary>
public sealed class VerifyScriptTests
{
    private const string Hash = """return arguments[0].map(text => btoa(String.fromCharCode(...sha256(tlog.base64(text)))));""";

    private const string Included = """
        return arguments[0].map(proof => tlog.isIncluded(Number(proof.leafIdx), Number(proof.treeSize), tlog.base64(proof.leafHash ?? ""),
          (proof.proof ?? []).map(tlog.base64), tlog.base64(proof.root ?? "")));
        """;

    [Fact]
    public async Task SHA_256_is_that_of_the_platform_at_every_length_around_a_block()
    {
        var messages = Enumerable.Range(0, 200).Select(length => Enumerable.Range(0, length).Select(at => (byte)(at * 167 + length * 31)).ToArray()).ToList();
        messages.Add(new byte[1_000_003]);

        var hashes = await RunAsync(Hash, messages.ConvertAll(Convert.ToBase64String));

        Assert.Equal(messages.Select(message => (object)Convert.ToBase64String(SHA256.HashData(message))), hashes);
    }

    [Fact]
    public async Task The_inclusion_proofs_of_others_hold_or_fail_as_they_say()
    {
        if (SharedMaterial.Find("data/tlog/rfc6962/testdata/inclusion") is not { } folder)
        {
            Assert.Skip("The proofs of others are not present.");
            return;
        }

        var files = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).ToList();
        var proofs = files.ConvertAll(file => JsonNode.Parse(File.ReadAllText(file))!);

        var held = await RunAsync(Included, proofs.ConvertAll(Countable));

        Assert.Equal(98, files.Count);
        Assert.All(Enumerable.Range(0, files.Count), at => Assert.True((bool)held[at] != proofs[at]["wantErr"]!.GetValue<bool>(), files[at]));
    }

    [Fact]
    public async Task The_key_of_the_specification_is_read_and_one_with_another_ID_is_not()
    {
        const string Vector = "griot.example/log+4b0f8def+AepKbGPinFIKvvVQexMuxfmVR3auvr57kkIe6mkURtIs";

        var another = Vector.Replace("4b0f8def", "4b0f8dee", StringComparison.Ordinal);

        Assert.Equal([Vector, ""], await RunAsync("""return arguments[0].map(text => tlog.key(text)?.vkey ?? "");""", [Vector, another]));
    }

    private static async Task<ReadOnlyCollection<object>> RunAsync(string script, List<string> arguments)
    {
        await using var house = await House.OpenAsync();
        var item = await house.DeliverAsync(await house.RegisterAsync(Written.Provider("Le Pont")), Written.Piece("Le pont rouvre"));
        using var browser = Chromium.Open(house.Client.BaseAddress!);
        browser.Visit($"/fr/verify/{item}/1");
        // Handed over as one text: what the driver would make of numbers and lists is its own.
        var handed = new JsonArray([.. arguments.Select(text => text.StartsWith('{') ? JsonNode.Parse(text) : JsonValue.Create(text))]).ToJsonString();
        return (ReadOnlyCollection<object>)browser.Driver.ExecuteScript($"return (function() {{ {script} }})(JSON.parse(arguments[0]));", handed)!;
    }

    // What a browser can't count exactly is refused when it is read: it stands here for what no log has.
    private static string Countable(JsonNode proof)
    {
        var counted = proof.DeepClone();
        foreach (var name in (string[])["leafIdx", "treeSize"])
            counted[name] = proof[name]!.GetValue<ulong>() is <= 1UL << 53 and var number ? number.ToString(CultureInfo.InvariantCulture) : "-1";
        return counted.ToJsonString();
    }
}
