using CsCheck;
using Griot.Record;

namespace Griot.Ledger.Tests.Monitoring;

/// <summary>What a step of a random history does, and with which of what is there.</summary>
internal sealed record Step(int Does, int Who, int What)
{
    internal static readonly Gen<Step[]> Several = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 99], Gen.Int[0, 99], (does, who, what) => new Step(does, who, what)).Array[20, 90];
}

/// <summary>
/// A history of a real store, made through its door: providers, channels and pieces as they come, clocks that creep and
/// leap, and now and then somebody who tries what is not his.
/// </summary>
internal sealed class RandomHistory(TestLedger ledger)
{
    private readonly List<ProviderCard> cards = [ledger.Card];
    private readonly List<string> items = [];

    /// <summary>What was refused: it has to be something.</summary>
    internal int Refused { get; private set; }

    internal async Task RunAsync(IEnumerable<Step> steps)
    {
        foreach (var step in steps) await DoAsync(step);
    }

    private Task DoAsync(Step step)
    {
        var card = cards[step.Who % cards.Count];
        return step.Does switch
        {
            0 => RegisterAsync(),
            1 => ChangeAsync(card with { Channels = [.. card.Channels, new CardChannel(OpaqueId.New(), ChannelKind.Feed, null, Public: true)] }),
            2 => ChangeAsync(card with { Channels = [.. card.Channels.Skip(1)] }),
            3 => ChangeAsync(card with { State = (ProviderState)(step.What % 3) }),
            4 or 5 or 6 => FirstAsync(card, step),
            7 or 8 or 9 => LaterAsync(step, EntryKind.Update),
            10 => LaterAsync(step, EntryKind.Correction),
            11 => LaterAsync(step, EntryKind.Withdrawal),
            12 => AboutAsync(step, EntryKind.Hold),
            13 => AboutAsync(step, step.What % 2 == 0 ? EntryKind.Restore : EntryKind.Removal),
            14 => AboutAsync(step, EntryKind.Release),
            _ => WaitAsync(step),
        };
    }

    private Task RegisterAsync()
    {
        var card = ledger.Card with { Id = OpaqueId.New(), Slug = OpaqueId.New(), Channels = [new CardChannel(OpaqueId.New(), ChannelKind.Feed, null, Public: true)] };
        cards.Add(card);
        return ledger.SealAsync(TestLedger.CardDraft(card));
    }

    private async Task ChangeAsync(ProviderCard card)
    {
        cards[cards.FindIndex(one => one.Id == card.Id)] = card;
        await ledger.SealAsync(TestLedger.CardDraft(card, ledger.Store.CardEntry(card.Id)));
    }

    private async Task FirstAsync(ProviderCard card, Step step)
    {
        var item = OpaqueId.New();
        var draft = ledger.Article(item) with { Provider = card.Id, Channel = ChannelOf(card, step), Evidence = step.What % 7 == 0 ? Evidence.Entered : Evidence.Tls };
        if (await TryAsync(draft)) items.Add(item);
    }

    private async Task LaterAsync(Step step, EntryKind kind)
    {
        if (items.Count == 0) return;
        var history = ledger.Store.History(items[step.What % items.Count]);
        var own = cards.Find(card => card.Id == history[0].Entry.Provider)!;
        // One in eight tries somebody else's item, or by hand.
        var card = step.Who % 8 == 0 ? cards[step.What % cards.Count] : own;
        await TryAsync(ledger.Article(history[0].Entry.Item!) with
        {
            Kind = kind,
            Provider = card.Id,
            Channel = ChannelOf(card, step),
            Follows = history[^1].Index,
            Evidence = step.Who % 8 == 1 ? Evidence.Entered : Evidence.Plain,
        });
    }

    private async Task AboutAsync(Step step, EntryKind kind)
    {
        if (items.Count == 0) return;
        var history = ledger.Store.History(items[step.What % items.Count]);
        await TryAsync(new Draft
        {
            Kind = kind,
            Provider = history[0].Entry.Provider,
            Item = history[0].Entry.Item,
            Follows = history[^1].Index,
            Version = kind == EntryKind.Release ? 1 : null,
            Record = kind == EntryKind.Release ? null : new Notice { Reason = "legal" }.ToBytes(),
        });
    }

    private Task WaitAsync(Step step)
    {
        ledger.Time.Advance(TimeSpan.FromHours(step.What));
        return Task.CompletedTask;
    }

    private string ChannelOf(ProviderCard card, Step step) =>
        card.Channels.Count == 0 || step.Who % 16 == 3 ? OpaqueId.New() : card.Channels[step.What % card.Channels.Count].Id;

    private async Task<bool> TryAsync(Draft draft)
    {
        var outcome = await ledger.Store.AppendAsync(draft, CancellationToken.None);
        if (outcome is AppendOutcome.NotTheProviders) Refused++;
        return outcome is AppendOutcome.Sealed;
    }
}
