using System.Text;
using CsCheck;

namespace Griot.Record.Tests.Showing;

/// <summary>Whatever the order of versions, holds, withdrawals and removals: nothing of a removed version is in any output.</summary>
public sealed class RemovedVersionTests
{
    private const int Most = 6;

    private static readonly Gen<Step[]> Stories = Gen.Frequency(
        (5, Gen.Enum<PubStatus>().Select(status => new Step(EntryKind.Update, status, 0))),
        (2, Gen.Bool.Select(keepsText => new Step(EntryKind.Withdrawal, keepsText ? PubStatus.Usable : PubStatus.Canceled, 0))),
        (4, Gen.Int[1, Most].Select(version => new Step(EntryKind.Removal, null, version))),
        (1, Gen.Const(new Step(EntryKind.Removal, null, 0))),
        (2, Gen.Int[1, Most].Select(version => new Step(EntryKind.Release, null, version))),
        (3, Gen.Int[0, 2].Select(which => which switch { 0 => EntryKind.Hold, 1 => EntryKind.Restore, _ => EntryKind.Expiry }).Select(kind => new Step(kind, null, 0)))).Array[0, 14];

    [Fact]
    public void Nothing_of_a_removed_version_is_in_any_output() => Gen.Select(Stories, Gen.Enum<PubStatus>(), Gen.Enum<Terms>()).Sample((story, first, terms) =>
    {
        var (ledger, item, removed) = Tell(story, first, terms);
        var shown = Everything(ledger, item);

        Assert.All(removed, version => Assert.DoesNotContain($"mot-{version}-", shown));
        var state = ItemState.Fold(ledger.History(item))!;
        if (state.Current is { } current && state.Standing == Standing.Visible) Assert.Contains($"mot-{current.Entry.Version}-", shown);
    });

    [Fact]
    public void After_a_removal_of_the_item_every_address_of_it_is_gone_or_was_never_there() => Gen.Select(Stories, Gen.Enum<PubStatus>()).Sample((story, first) =>
    {
        var (ledger, item, _) = Tell([.. story, new Step(EntryKind.Removal, null, 0)], first, Terms.Full);
        var state = ItemState.Fold(ledger.History(item))!;
        var expected = state.WasPublic ? Answer.Gone : Answer.Absent;

        Assert.Equal(state.WasPublic, ledger.Shelf.Take(item)?.Tombstone?.Standing == Standing.Removed);
        foreach (var version in state.Versions)
            foreach (var part in Enum.GetValues<Part>())
                foreach (var audience in Enum.GetValues<Audience>())
                    Assert.Equal((expected, null), ledger.Shelf.Bytes(item, version.Entry.Version!.Value, part, audience));
        Assert.Equal(state.WasPublic, ledger.Shelf.Departures(null, long.MaxValue, 99).Any(row => row.Entry.Entry is { Kind: EntryKind.Removal, Version: null }));
    });

    private static (PaperLedger Ledger, string Item, HashSet<int> Removed) Tell(Step[] story, PubStatus first, Terms terms)
    {
        var (ledger, item, removed) = (new PaperLedger(), OpaqueId.New(), new HashSet<int>());
        var card = ledger.Register(Some.Provider(terms));
        var versions = new List<SealedEntry>();
        foreach (var step in story.Prepend(new Step(EntryKind.Article, first, 0)))
        {
            // What is removed takes nothing in any more: so does the intake have it.
            if (step.Kind.IsVersion && removed.Contains(0)) continue;
            if (step.Kind.IsVersion) versions.Add(ledger.Deliver(card, item, Words(step, versions.Count + 1, terms), step.Kind == EntryKind.Withdrawal ? PubStatus.Canceled : step.Status!.Value));
            else if (step.Kind != EntryKind.Removal) ledger.Say(step.Kind, item, step.Version == 0 ? null : step.Version, step.Kind == EntryKind.Hold ? new Notice { Reason = "legal" } : null);
            else if (step.Version <= versions.Count) Remove(step.Version);
        }

        return (ledger, item, removed);

        void Remove(int version)
        {
            ledger.Say(EntryKind.Removal, item, version == 0 ? null : version, new Notice { Reason = "court-order", Country = "ML" });
            removed.Add(version);
            foreach (var gone in versions.Where(known => version == 0 || known.Entry.Version == version))
            {
                ledger.Lose(gone);
                removed.Add(gone.Entry.Version!.Value);
            }
        }
    }

    private static ArticleRecord Words(Step step, int version, Terms terms) => step.Kind == EntryKind.Withdrawal
        ? Some.Withdrawal(keepsText: step.Status == PubStatus.Usable, reason: $"mot-{version}-reason")
        : Some.Piece($"mot-{version}-headline", step.Kind == EntryKind.Article ? Signal.New : Signal.Update, terms) with
        {
            Bodies = [new TextValue($"<p>mot-{version}-body</p>", ContentType: "text/html")],
            Descriptions = [new TextValue($"mot-{version}-summary")],
            By = $"mot-{version}-by",
        };

    private static string Everything(PaperLedger ledger, string item)
    {
        var (shelf, all) = (ledger.Shelf, new StringBuilder());
        void Add(Rendition? one) => all.AppendLine($"{one?.Summary?.Headline} {one?.Excerpt} {one?.Record?.Headline} {one?.Record?.Body} {one?.Record?.By} {one?.Tombstone?.Reason}");
        Add(shelf.Take(item));
        Add(shelf.TakeSummary(item));
        for (var version = 1; version <= 16; version++)
        {
            Add(shelf.Take(item, version));
            foreach (var part in Enum.GetValues<Part>())
                foreach (var audience in Enum.GetValues<Audience>())
                    all.AppendLine(Encoding.UTF8.GetString(shelf.Bytes(item, version, part, audience).Bytes ?? []));
        }

        foreach (var one in shelf.Latest(null, long.MaxValue, 99, tombstones: true).Concat(shelf.LatestChanges(null, long.MaxValue, 99))) Add(one);
        foreach (var row in shelf.Departures(null, long.MaxValue, 99)) all.AppendLine(row.Tombstone.Reason);
        foreach (var entry in ledger.History(item))
            foreach (var (_, bytes) in shelf.Opened(entry)) all.AppendLine(Encoding.UTF8.GetString(bytes));
        return all.ToString();
    }

    private sealed record Step(EntryKind Kind, PubStatus? Status, int Version);
}
