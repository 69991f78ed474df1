using System.Text.Json;
using Griot.Ledger.Tlog;
using Griot.Testing;

namespace Griot.Ledger.Tests.Tlog;

/// <summary>The proofs that others made, good and bad.</summary>
public sealed class RfcProofTests
{
    [Fact]
    public void The_inclusion_proofs_of_others_hold_or_fail_as_they_say() => ForEach("inclusion", 98, proof =>
        InclusionProof.Verify(Number(proof, "leafIdx"), Number(proof, "treeSize"), Hash(proof, "leafHash"), Path(proof), Hash(proof, "root")));

    [Fact]
    public void The_consistency_proofs_of_others_hold_or_fail_as_they_say() => ForEach("consistency", 98, proof =>
        ConsistencyProof.Verify(Number(proof, "size1"), Number(proof, "size2"), Path(proof), Hash(proof, "root1"), Hash(proof, "root2")));

    private static void ForEach(string kind, int count, Func<JsonElement, bool> verify)
    {
        if (SharedMaterial.Find($"data/tlog/rfc6962/testdata/{kind}") is not { } folder)
        {
            Assert.Skip("The proofs of others are not present.");
            return;
        }

        var files = Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).ToList();
        foreach (var file in files)
        {
            using var proof = JsonDocument.Parse(File.ReadAllBytes(file));
            Assert.True(verify(proof.RootElement) != proof.RootElement.GetProperty("wantErr").GetBoolean(), file);
        }

        Assert.Equal(count, files.Count);
    }

    // A number beyond 2^63-1 is none of ours: it stands for one below zero.
    private static long Number(JsonElement proof, string name) => unchecked((long)proof.GetProperty(name).GetUInt64());

    private static byte[] Hash(JsonElement proof, string name) =>
        proof.GetProperty(name) is { ValueKind: JsonValueKind.String } hash ? hash.GetBytesFromBase64() : [];

    private static byte[][] Path(JsonElement proof) =>
        proof.GetProperty("proof") is { ValueKind: JsonValueKind.Array } path ? [.. path.EnumerateArray().Select(hash => hash.GetBytesFromBase64())] : [];
}
