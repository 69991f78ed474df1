using Griot.Ledger;
using Griot.Net;
using Griot.Record;
using Microsoft.Extensions.Logging;

namespace Griot.Ingest.Channels.Poll;

/// <summary>What the log tells of a channel, once each; written after the store has it. No address in it holds a secret.</summary>
internal sealed partial class PollLog(ILogger log)
{
    /// <summary>Tells what has changed between two states of a channel.</summary>
    internal void Tell(ProviderCard card, ChannelRegistration channel, ChannelState before, ChannelNote after)
    {
        if (Moves.IsNews(before.Moved, after.State.Moved))
            Moved(card.Slug, channel.Id, ShownAddress.Of(after.State.Moved!.Address)!, Moves.IsElsewhere(channel.Address, after.State.Moved.Address) ? ", which is another domain: ask the provider first" : "");
        if (after.Alarm is { Raised: { } alarm }) Raised(card.Slug, channel.Id, Word.Of(alarm.Kind), alarm.Code, alarm.Message);
        else if (after.Alarm is not null && before.Alarm is { } ended) Ended(card.Slug, channel.Id, Word.Of(ended.Kind), ended.Code);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider}: the server of channel {Channel} says that it has moved for good to {Address}{Elsewhere}; griot channel move takes the new address")]
    private partial void Moved(string provider, string channel, string address, string elsewhere);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Provider}: channel {Channel} is {Kind} ({Code}): {Reason}")]
    private partial void Raised(string provider, string channel, string kind, string code, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Provider}: channel {Channel} is well again; it was {Kind} ({Code})")]
    private partial void Ended(string provider, string channel, string kind, string code);
}
