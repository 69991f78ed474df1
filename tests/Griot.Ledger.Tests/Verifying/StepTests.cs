using Griot.Ledger.Tests.Signing;
using Griot.Ledger.Verifying;
using Griot.Record;

namespace Griot.Ledger.Tests.Verifying;

/// <summary>What a house can serve that is all true, and yet not what was asked for.</summary>
public sealed class StepTests : IAsyncDisposable
{
    private readonly TestLog log = new();

    [Theory]
    [InlineData(EntryKind.Hold), InlineData(EntryKind.Reading), InlineData(EntryKind.Media)]
    public async Task What_the_operator_seals_about_a_version_is_no_version(EntryKind kind)
    {
        var item = OpaqueId.New();
        await log.AppendAsync(1);
        var first = await log.Ledger.SealAsync(log.Ledger.Article(item));
        var words = new Draft { Kind = kind, Provider = log.Ledger.Provider, Item = item, Version = 1, Follows = first, Record = TestLedger.Bytes("other words") };
        var about = await log.Ledger.SealAsync(words);
        await log.SignAsync();

        var (version, other) = (Proof(first), Proof(about));

        Assert.Equal(StepOutcome.Held, EntrySteps.IsOf(version, item, 1).Outcome);
        Assert.Equal(StepOutcome.Held, EntrySteps.Included(other).Outcome);
        Assert.Equal(StepOutcome.Failed, EntrySteps.IsOf(other, item, 1).Outcome);
    }

    [Theory]
    [InlineData("<h1>Le pont</h1><div class=\"body\"><p>Il ferme.</p></div>")]
    [InlineData("<h2>Le pont</h2><p>Il ferme.</p>")]
    public void A_page_with_a_text_of_which_nothing_sealed_is_given_is_not_passed_over(string page) =>
        Assert.Equal(StepOutcome.Failed, PageSteps.Check(page, record: null, summary: null).Outcome);

    [Fact]
    public void A_page_without_a_text_needs_nothing_to_be_compared_with() =>
        Assert.Equal(StepOutcome.NotChecked, PageSteps.Check("<h1>Le pont</h1><p><a href=\"https://journal.example/\">Read it there</a></p>", record: null, summary: null).Outcome);

    public ValueTask DisposeAsync() => log.DisposeAsync();

    private SealProof Proof(long entry)
    {
        var extra = $"{{\"entry\":\"{Convert.ToBase64String(log.Reader.EntryBytes(entry)!)}\"}}";
        return SealProof.Read(log.Reader.ProofFile(log.Reader.Path(entry)!, TestLedger.Bytes(extra)))!;
    }
}
