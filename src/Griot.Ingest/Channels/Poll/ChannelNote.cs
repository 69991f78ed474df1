using System.Text.Json;
using Griot.Formats;
using Griot.Ledger;

namespace Griot.Ingest.Channels.Poll;

/// <summary>What is kept of a channel with the last piece of a document: its state, and its alarm where that changes.</summary>
internal sealed record ChannelNote(ChannelState State, AlarmChange? Alarm)
{
    /// <summary>What was odd, as it is kept for the operator; null where nothing was.</summary>
    internal static string? Told(IReadOnlyList<Incident> incidents) =>
        incidents.Count == 0 ? null : JsonSerializer.Serialize([.. incidents.Distinct().Take(50)], IngestJson.Default.IReadOnlyListIncident);
}
