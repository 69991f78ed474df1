using System.Text.Json;
using Griot.Formats;
using Griot.Ledger;

namespace Griot.Ingest.Channels.Folder;

/// <summary>What is told of a watched folder in <c>griot status</c>, and when that becomes an alarm. Written only where it has changed.</summary>
internal sealed class FolderNotes(LedgerStore ledger, string data, ChannelRegistration channel, TimeProvider time)
{
    internal const string Unreadable = "folder-unreadable";
    internal const string RefusedFile = "refused-file";

    private const int MostRefused = 10;
    private static readonly TimeSpan BetweenSightings = TimeSpan.FromMinutes(5);

    // A folder on a disk that is just being mounted alarms nobody.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // The operator takes files away from there now and then.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    private IReadOnlyList<Incident> refused = [];
    private long? looked;

    /// <summary>After a look at the folder.</summary>
    internal async Task SeenAsync(ChannelState? state, IReadOnlyList<Incident> strays, FolderPass pass, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var before = state ?? new ChannelState { Channel = channel.Id };
        var isDue = before.LastError is not null || pass.Taken > 0 || (now - (before.LastSeen ?? DateTimeOffset.MinValue)).Duration() >= BetweenSightings;
        if (looked is null || pass.Refused > 0 || time.GetElapsedTime(looked.Value) >= BetweenLooks) (refused, looked) = ([.. Refused()], time.GetTimestamp());
        var told = Told([.. strays, .. refused]);
        if (!isDue && told == before.Incidents) return;
        var kept = before with { LastSeen = now, LastError = null, Failures = 0, FailingSince = null, Incidents = told, LastAccepted = pass.Taken > pass.Refused ? now : before.LastAccepted };
        await ledger.AppendAsync(new Batch { Channel = kept, Alarm = before.Alarm is null ? null : new AlarmChange(channel.Id, null) }, cancellation);
    }

    /// <summary>After a look that failed. True where it did not fail before.</summary>
    internal async Task<bool> FailedAsync(ChannelState? state, Exception fault, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var before = state ?? new ChannelState { Channel = channel.Id };
        var error = $"{Unreadable}: {fault.Message}";
        var since = before.FailingSince ?? now;
        var isAlarming = before.Alarm is null && now - since >= Patience;
        if (before.LastError == error && !isAlarming) return false;
        var kept = before with { LastError = error, Failures = 1, FailingSince = since };
        await ledger.AppendAsync(new Batch { Channel = kept, Alarm = isAlarming ? new AlarmChange(channel.Id, AlarmOf(fault, since, now)) : null }, cancellation);
        return before.LastError is null;
    }

    private ChannelAlarm AlarmOf(Exception fault, DateTimeOffset since, DateTimeOffset now) => new()
    {
        Channel = channel.Id,
        Kind = AlarmKind.Failing,
        Code = Unreadable,
        Message = $"The watched folder can't be used: {fault.Message}. Nothing is lost: files wait there.",
        Since = since,
        Raised = now,
    };

    // As long as they lie there, somebody has to look at them.
    private IEnumerable<Incident> Refused() =>
        HouseFolder.NewestRefused(data, channel.Id, MostRefused).Select(file => new Incident(RefusedFile, $"{file.Name}: {file.Reason}"));

    private static string? Told(IReadOnlyList<Incident> incidents) =>
        incidents.Count == 0 ? null : JsonSerializer.Serialize([.. incidents], IngestJson.Default.IReadOnlyListIncident);
}
