using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Operator;

/// <summary>An alarm with the channel and provider that it is about.</summary>
/// <param name="Alarm">What is wrong, and since when.</param>
/// <param name="Channel">Whose address may hold a secret.</param>
/// <param name="Provider">The card as it is now.</param>
/// <param name="IsTheirs">True where it is the provider's to mend; false where only the operator can, or where it looks as if this house itself were cut off.</param>
public sealed record StandingAlarm(ChannelAlarm Alarm, ChannelRegistration Channel, ProviderCard Provider, bool IsTheirs);

/// <summary>
/// The alarms that polling has raised for channels of active providers. Each is told once, and again each week, four times
/// at most; what stands longer stands in <c>griot status</c>.
/// </summary>
public sealed class ChannelAlarms(LedgerStore ledger, TimeProvider time)
{
    private const int MostTellings = 5;
    private const int FewestCutOff = 4;
    private static readonly TimeSpan BetweenTellings = TimeSpan.FromDays(7);

    // What lies between here and there, and what only the operator's own register or settings can mend.
    private static readonly string[] OfTheWay = ["dns", "connect", "timeout", "tls", "cut-off", "captive-portal"];
    private static readonly string[] OfTheHouse = ["bad-address", "scheme", "host-form", "special-address", "own-port", "request", "fault", "captive-portal"];

    /// <summary>Every alarm that stands, the oldest first.</summary>
    public IReadOnlyList<StandingAlarm> Standing()
    {
        var alarms = ledger.Alarms();
        if (alarms.Count == 0) return [];
        var cards = ledger.Cards().Where(card => card.State == ProviderState.Active).ToDictionary(card => card.Id, StringComparer.Ordinal);
        var channels = ledger.Channels().Where(channel => cards.ContainsKey(channel.Channel.Provider)).ToList();
        var isCutOff = IsCutOff(channels);
        return
        [
            .. from alarm in alarms
               let channel = channels.Find(known => known.Channel.Id == alarm.Channel).Channel
               where channel is not null
               select new StandingAlarm(alarm, channel, cards[channel.Provider], !OfTheHouse.Contains(alarm.Code) && !(isCutOff && OfTheWay.Contains(alarm.Code))),
        ];
    }

    /// <summary>Those that have to be told now.</summary>
    public IReadOnlyList<StandingAlarm> Due() => [.. Standing().Where(standing => IsDue(standing.Alarm))];

    /// <summary>Notes that an alarm was told. False where it has ended meanwhile, or another process was first.</summary>
    public Task<bool> ToldAsync(ChannelAlarm alarm, CancellationToken cancellation) => ledger.MarkToldAsync(alarm, cancellation);

    // A clock that has been put back keeps nobody silent for years.
    private bool IsDue(ChannelAlarm alarm) =>
        alarm.Told is not { } told || (alarm.Tellings < MostTellings && (time.GetUtcNow() - told).Duration() >= BetweenTellings);

    // Where most servers are out of reach at once, it is hardly they: their owners are not written to for a fault of ours.
    private static bool IsCutOff(IReadOnlyList<(ChannelRegistration Channel, ChannelState? State)> channels)
    {
        var polled = channels.Count(channel => channel is { Channel.Kind: ChannelKind.Feed, State: not null });
        var cutOff = channels.Count(channel => channel.State is { Failures: > 0, LastError: { } error } && OfTheWay.Contains(error.Split(':')[0]));
        return cutOff >= FewestCutOff && cutOff * 2 > polled;
    }
}
