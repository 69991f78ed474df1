using Griot.Ledger;

namespace Griot.Ingest.Channels.Poll;

/// <summary>What is kept of a channel with the last piece of a document: its state, and its alarm where that changes.</summary>
internal sealed record ChannelNote(ChannelState State, AlarmChange? Alarm);
