using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Record;
using Griot.Syndication.Rights;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Log;

/// <summary>
/// Any entry of the published log, with whatever of its committed bytes is public, and the salts that open these. An entry
/// itself says nothing but opaque ids and hashes, so it is always given.
/// </summary>
internal sealed class GetEntry(Shelf shelf, ILogReader log, Addresses addresses)
{
    internal IResult Answer(string index, HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!IsIndex(index, out var number) || log.EntryBytes(number) is not { } bytes || shelf.Ledger.At(number) is not { } entry) return Problem.NotFound.Answer(context);
        if (entry.Entry is { Item: { } item, Version: { } version }) RightsHeaders.Put(context, shelf.Take(item, version)?.Rules);
        var answer = new JsonObject
        {
            ["index"] = number,
            ["entry"] = Convert.ToBase64String(bytes),
            ["text"] = Encoding.UTF8.GetString(bytes),
            ["opened"] = new JsonObject(shelf.Opened(entry).Select(opened => KeyValuePair.Create(Word.Of(opened.Part), (JsonNode?)Opened(entry, opened.Part, opened.Bytes)))),
        };
        return new FreshBytes(Encoding.UTF8.GetBytes(answer.ToJsonString(SyndicationJson.Plain)), "application/json; charset=utf-8");
    }

    private JsonObject Opened(SealedEntry entry, Part part, byte[] bytes)
    {
        var salt = log.Salt(entry.Index, part) is { } known ? Convert.ToBase64String(known) : null;
        return entry.Entry.Kind == EntryKind.Media && part == Part.Delivery && AddressOf(entry) is { } address
            ? new JsonObject { ["address"] = address, ["salt"] = salt }
            : new JsonObject { ["bytes"] = Convert.ToBase64String(bytes), ["salt"] = salt };
    }

    // A document may have 20 MB: it stands where readers get it, byte by byte.
    private string? AddressOf(SealedEntry entry) => entry.Entry is { Item: { } item, Version: { } version } && shelf.Take(item, version)?.Media.FirstOrDefault(media => media.Entry.Index == entry.Index) is { } media
        ? addresses.Media(item, version, media.Number)
        : null;

    private static bool IsIndex(string text, out long index) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && text == index.ToString(CultureInfo.InvariantCulture);
}
