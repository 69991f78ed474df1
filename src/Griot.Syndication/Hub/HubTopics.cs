using System.Security.Cryptography;
using Griot.Record;
using Griot.Syndication.Feeds;

namespace Griot.Syndication.Hub;

/// <summary>A feed as it is sent to subscribers.</summary>
internal sealed record TopicPage(ReadOnlyMemory<byte> Bytes, string MediaType, byte[] Hash);

/// <summary>The feeds that can be subscribed to: the newest page of each, by its very address.</summary>
internal sealed class HubTopics(Shelf shelf, Addresses addresses, GetFeed feeds)
{
    /// <summary>True for the address of one of our feeds as it stands now.</summary>
    internal bool Has(string topic) => Parse(topic) is var (form, name) && addresses.Feed(name, form.Extension) == topic && feeds.IsCurrent(name);

    /// <summary>The feed as anybody would be given it now; null where there is none under that address. A provider that has changed
    /// its slug since is found.</summary>
    internal async Task<TopicPage?> PageAsync(string topic)
    {
        if (Parse(topic) is not var (form, name) || await feeds.NewestAsync(form, name) is not { } page) return null;
        return new TopicPage(page.Bytes, page.MediaType, SHA256.HashData(page.Bytes.Span));
    }

    internal long Size => shelf.Ledger.Size;

    private static (FeedForm Form, string Name)? Parse(string topic)
    {
        if (!Uri.TryCreate(topic, UriKind.Absolute, out var address) || address.Segments is not [_, "feeds/", var file]) return null;
        if (file.LastIndexOf('.') is not (> 0 and var dot) || Array.Find(SyndicationEndpoints.Forms, form => form.Extension == file[(dot + 1)..]) is not { } form) return null;
        return (form, Uri.UnescapeDataString(file[..dot]));
    }
}
