using System.Text;
using CsCheck;
using Griot.Ledger.Tests.Signing;
using Griot.Ledger.Tlog;
using Griot.Ledger.Verifying;
using Griot.Record;

namespace Griot.Ledger.Tests.Verifying;

/// <summary>What a stranger does with the bytes of a proof; how they come, the program's own tests say.</summary>
public sealed class SealProofTests : IAsyncDisposable
{
    private readonly TestLog log = new();

    [Fact]
    public async Task A_proof_of_this_log_is_read_and_its_steps_hold()
    {
        var proof = await ProofAsync();

        Assert.Equal(StepOutcome.Held, EntrySteps.IsOf(proof, null, null).Outcome);
        Assert.Equal(StepOutcome.Held, EntrySteps.Included(proof).Outcome);
        Assert.Equal(StepOutcome.Held, Signatures.Check(proof, log.Key).Outcome);
        Assert.Equal(StepOutcome.Held, Commitments.Check(proof, Part.Record, PartBytes.Of(TestLedger.Bytes("record of text"))).Outcome);
        Assert.Equal(StepOutcome.Failed, Commitments.Check(proof, Part.Record, PartBytes.Of(TestLedger.Bytes("record of test"))).Outcome);
    }

    [Fact]
    public async Task Without_a_key_nothing_that_needs_one_is_called_checked()
    {
        var proof = await ProofAsync();

        Assert.Equal(StepOutcome.NotChecked, Signatures.Check(proof, null).Outcome);
        Assert.Equal(StepOutcome.NotChecked, Consistency.Check(proof, null, new PresentLog(proof.File.Checkpoint.ToBytes(), new Dictionary<TileId, byte[]>())).Outcome);
    }

    [Fact]
    public async Task A_proof_holds_against_every_later_state_of_the_log_by_its_tiles()
    {
        var proof = await ProofAsync();
        foreach (var more in new[] { 1, 250, 300 })
        {
            await log.AppendAsync(more);
            await log.SignAsync();
            var present = Present(log.Published);

            Assert.Equal(StepOutcome.Held, Consistency.Check(proof, log.Key, present).Outcome);
            foreach (var (tile, bytes) in present.Tiles)
            {
                byte[] flipped = [.. bytes];
                flipped[^1] ^= 1;
                var lie = present with { Tiles = new Dictionary<TileId, byte[]>(present.Tiles) { [tile] = flipped } };
                Assert.Equal(StepOutcome.Failed, Consistency.Check(proof, log.Key, lie).Outcome);
                Assert.Equal(StepOutcome.Failed, Consistency.Check(proof, log.Key, present with { Tiles = new Dictionary<TileId, byte[]>(present.Tiles) { [tile] = bytes[1..] } }).Outcome);
            }
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"entry\":null}")]
    [InlineData("{\"entry\":\"Z3Jpb3Q=\"}")]
    [InlineData("{\"entry\":\"\\ud800\"}")]
    [InlineData("{\"entry\":{},\"salts\":[]}")]
    public async Task What_holds_no_entry_is_no_proof(string extra)
    {
        var file = (await ProofAsync()).File;

        Assert.Null(SealProof.Read(new ProofFile(Encoding.UTF8.GetBytes(extra), file.Index, file.Path, file.Checkpoint).ToBytes()));
    }

    [Fact]
    public void Any_bytes_are_survived() => Gen.Byte.Array[0, 300].Sample(bytes => SealProof.Read(bytes) is null);

    [Fact]
    public void No_size_that_a_server_may_claim_makes_the_verifier_work_long() =>
        Gen.Long[1, long.MaxValue].Select(Gen.Long[1, long.MaxValue]).Sample((one, other) => Consistency.Tiles(Math.Min(one, other), Math.Max(one, other)).Count < 200);

    public ValueTask DisposeAsync() => log.DisposeAsync();

    private async Task<SealProof> ProofAsync()
    {
        await log.AppendAsync(3);
        await log.SignAsync();
        var salt = Convert.ToBase64String(log.Reader.Salt(1, Part.Record)!);
        var extra = $"{{\"entry\":\"{Convert.ToBase64String(log.Reader.EntryBytes(1)!)}\",\"salts\":{{\"record\":\"{salt}\",\"summary\":null}}}}";
        return SealProof.Read(log.Reader.ProofFile(log.Reader.Path(1)!, Encoding.UTF8.GetBytes(extra)))!;
    }

    private PresentLog Present(Checkpoint now) =>
        new(File.ReadAllBytes(log.PublishedFile), Consistency.Tiles(3, now.Size).ToDictionary(tile => tile, tile => log.Reader.Tile(tile.Path)!));
}
