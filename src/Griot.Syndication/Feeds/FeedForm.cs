using Griot.Formats.Outgoing;

namespace Griot.Syndication.Feeds;

/// <summary>A form that feeds are written in: its ending in addresses, its media type and its writer.</summary>
internal sealed record FeedForm(string Extension, string MediaType, Func<OutgoingFeed, byte[]> Write);
