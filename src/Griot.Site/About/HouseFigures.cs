using Griot.Record;

namespace Griot.Site;

/// <summary>What the house may say of itself, counted from its register and its ledger and from nothing else.</summary>
public sealed record HouseFigures
{
    private const int MostDays = 7;

    public required int ArticlesPerDay { get; init; }
    public required int Press { get; init; }
    public required int Others { get; init; }
    public required long Entries { get; init; }

    /// <summary>Active providers by the capacity that they declare, in the order of the words.</summary>
    public required IReadOnlyList<(Capacity Capacity, int Count)> Capacities { get; init; }

    /// <summary>Down to one digit that counts, such as 600 of 612; below twenty it is the number itself.</summary>
    internal static int Round(int count)
    {
        var step = 1;
        while (count >= 20 && count / step >= 10) step *= 10;
        return count / step * step;
    }

    internal static HouseFigures Of(ILedgerReader ledger)
    {
        var active = ledger.Cards().Where(card => card is { State: ProviderState.Active, Kind: not ProviderKind.House }).ToList();
        return new HouseFigures
        {
            ArticlesPerDay = PerDay(ledger),
            Press = active.Count(card => card.Kind == ProviderKind.Press),
            Others = active.Count(card => card.Kind != ProviderKind.Press),
            Entries = ledger.Size,
            Capacities = [.. active.SelectMany(card => card.CurrentCapacities.Distinct()).GroupBy(capacity => capacity).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()))],
        };
    }

    // Over the ledger's own last days: the figure changes when the ledger does, not when a minute has passed.
    private static int PerDay(ILedgerReader ledger)
    {
        if (ledger.At(0) is not { } first || ledger.At(ledger.Size - 1) is not { } last) return 0;
        var days = Math.Clamp((last.Entry.Time - first.Entry.Time).TotalDays, 1, MostDays);
        return (int)Math.Round(ledger.ItemsSince(last.Entry.Time.AddDays(-days)) / days);
    }
}
