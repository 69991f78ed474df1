using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Items;

/// <summary>
/// The public list of what was taken from its page, newest first, for programs: a feed's tombstone tells readers of a feed,
/// this tells those who watch the house. Paged by the log index.
/// </summary>
internal sealed class GetWithdrawals(Shelf shelf, Addresses addresses, SyndicationSettings settings)
{
    internal IResult Answer(string? before, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        var isNumber = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var cursor);
        if (before is not null && !isNumber) return Problem.BadCursor.Answer(context);
        var taken = shelf.Departures(null, isNumber ? cursor : shelf.Ledger.Size, settings.FeedSize + 1);
        var shown = taken.Take(settings.FeedSize).ToList();
        var answer = new JsonObject
        {
            ["withdrawals"] = new JsonArray([.. shown.Select(Describe)]),
            ["next"] = taken.Count > shown.Count ? addresses.Withdrawals(shown[^1].Entry.Index) : null,
        };
        return new FreshBytes(Encoding.UTF8.GetBytes(answer.ToJsonString(SyndicationJson.Plain)), "application/json; charset=utf-8");
    }

    private JsonObject Describe(Departure row)
    {
        var (stone, provider) = (row.Tombstone, row.Provider);
        var language = provider?.Languages is [var first, ..] ? first : null;
        return new JsonObject
        {
            ["entry"] = row.Entry.Index,
            ["when"] = stone.When.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["standing"] = Word.Of(stone.Standing),
            ["by"] = stone.IsByProvider ? provider?.Name : settings.Name,
            ["uri"] = row.Item is { } item ? Addresses.Urn("item", item) : null,
            ["version"] = row.Version,
            ["ofEntry"] = stone.Notice?.Entry,
            ["part"] = stone.Notice?.Part,
            ["provider"] = provider is null ? null : new JsonObject { ["id"] = provider.Id, ["name"] = provider.Name, ["slug"] = provider.Slug, ["page"] = addresses.Provider(provider) },
            ["reason"] = stone.Reason ?? stone.Notice?.Reason,
            ["country"] = stone.Notice?.Country,
            ["notice"] = stone.Notice?.Text,
            ["isBack"] = row.IsBack,
            ["page"] = row.Item is { } id && provider is not null ? addresses.Page(provider, id, language, row.Version) : null,
        };
    }
}
