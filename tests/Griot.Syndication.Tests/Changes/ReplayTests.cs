using System.Net;
using CsCheck;
using Griot.Record;
using Griot.Record.Tests.Showing;

namespace Griot.Syndication.Tests.Changes;

/// <summary>Whatever happens, and whenever a caller looks: it has what the site shows, and it has each change once.</summary>
public sealed class ReplayTests
{
    private const int Items = 4;
    private const string Ninjs = "application/json; profile=\"ninjs-3.1\"";

    private static readonly Gen<Step> Versions = Gen.Select(Gen.Int[0, Items - 1], Gen.Enum<PubStatus>(), Gen.Enum<Signal>()).Select((item, status, signal) => new Step(item, Kind: EntryKinds.For(signal), Status: status));

    private static readonly Gen<Step> Words = Gen.Select(Gen.Int[0, Items - 1], Gen.Int[0, 6], Gen.Int[1, 4]).Select((item, kind, version) => kind switch
    {
        0 => new Step(item, EntryKind.Hold),
        1 => new Step(item, EntryKind.Restore),
        2 => new Step(item, EntryKind.Expiry),
        3 => new Step(item, EntryKind.Removal),
        4 => new Step(item, EntryKind.Removal, Version: version),
        5 => new Step(item, EntryKind.Media, Version: version),
        _ => new Step(item, EntryKind.Release, Version: version),
    });

    private static readonly Gen<Step> Cards = Gen.Select(Gen.Int[0, 1], Gen.Enum<Terms>(), Gen.Int[0, 2]).Select((provider, terms, name) => new Step(provider, EntryKind.Provider, Terms: terms, Version: name));

    private static readonly Gen<Step> Looks = Gen.Int[1, 7].Select(limit => new Step(limit, Kind: null));

    private static readonly Gen<Step[]> Stories = Gen.Frequency((6, Versions), (5, Words), (1, Cards), (3, Looks)).Array[0, 40];

    [Fact]
    public Task Who_reads_every_change_has_what_the_site_shows_and_each_change_once() => Stories.SampleAsync(async story =>
    {
        var ledger = new PaperLedger();
        await using var site = await Site.Open(ledger);
        var (world, early) = (new World(ledger), new Mirror(site));
        foreach (var step in story)
            if (step.Kind is null) await early.Read(step.Item);
            else world.Do(step);
        await early.Catch(limit: 3);
        var late = new Mirror(site);
        await late.Catch(limit: 500);

        Assert.Equal(late.Seen, early.Seen);
        Assert.Equal(early.Seen.Select(seen => seen.Entry).Distinct().Order(), early.Seen.Select(seen => seen.Entry));
        var shown = await Shown(site, world.Items);
        Same(shown, early.Pieces);
        Same(shown, late.Pieces);
    }, iter: 150, threads: 1);

    private static void Same(Dictionary<string, string> shown, Dictionary<string, (string Standing, string Piece)> kept)
    {
        Assert.Equal(shown.Keys.Order(StringComparer.Ordinal), kept.Keys.Order(StringComparer.Ordinal));
        Assert.All(shown, piece => Assert.Equal(piece.Value, kept[piece.Key].Piece));
    }

    private static async Task<Dictionary<string, string>> Shown(Site site, IEnumerable<string> items)
    {
        var shown = new Dictionary<string, string>();
        foreach (var item in items.Order(StringComparer.Ordinal))
        {
            using var answer = await site.Get($"/items/{item}", ("Accept", Ninjs));
            if (answer.StatusCode != HttpStatusCode.NotFound) shown[$"urn:griot:item:{item}"] = await answer.Content.ReadAsStringAsync();
        }

        return shown;
    }

    private sealed record Step(int Item, EntryKind? Kind, PubStatus Status = PubStatus.Usable, int Version = 0, Terms Terms = Terms.Full);

    private sealed class World
    {
        private readonly PaperLedger ledger;
        private readonly ProviderCard[] cards;
        private readonly string[] items = [.. Enumerable.Range(0, ReplayTests.Items).Select(_ => OpaqueId.New())];

        internal World(PaperLedger ledger)
        {
            this.ledger = ledger;
            cards = [ledger.Register(Some.Provider()), ledger.Register(Some.Provider(slug: "segou-info"))];
        }

        internal IEnumerable<string> Items => items;

        internal void Do(Step step)
        {
            if (step.Kind == EntryKind.Provider) cards[step.Item] = ledger.Register(cards[step.Item] with { Terms = step.Terms, Name = $"Nom {step.Version}" });
            else if (step.Kind is { IsVersion: true } kind) Deliver(items[step.Item], kind, step.Status);
            else if (ledger.History(items[step.Item]).Count > 0) Say(items[step.Item], step.Kind!.Value, step.Version);
        }

        private void Deliver(string item, EntryKind kind, PubStatus status)
        {
            var history = ledger.History(item);
            if (history.Any(entry => entry.Entry is { Kind: EntryKind.Removal, Version: null })) return;
            var card = cards[Array.IndexOf(items, item) % 2];
            if (history.Count > 0 && kind == EntryKind.Withdrawal) ledger.Deliver(card, item, Some.Withdrawal(), PubStatus.Canceled);
            else ledger.Deliver(card, item, Some.Piece($"Titre {history.Count}", history.Count == 0 ? Signal.New : kind == EntryKind.Correction ? Signal.Correction : Signal.Update), status);
        }

        private void Say(string item, EntryKind kind, int version)
        {
            var versions = ledger.History(item).Where(entry => entry.Entry.Kind.IsVersion).ToList();
            if (version > versions.Count) return;
            ledger.Say(kind, item, version == 0 ? null : version, kind is EntryKind.Hold or EntryKind.Removal ? new Notice { Reason = "legal" } : null);
            if (kind == EntryKind.Removal) versions.Where(known => version == 0 || known.Entry.Version == version).ToList().ForEach(ledger.Lose);
        }
    }
}
