using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Log;

/// <summary>
/// Any entry of the published log, with whatever of its committed bytes is public, and the salts that open these. An entry
/// itself says nothing but opaque ids and hashes, so it is always given.
/// </summary>
internal sealed class GetEntry(Shelf shelf, ILogReader log)
{
    internal IResult Answer(string index, HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!IsIndex(index, out var number) || log.EntryBytes(number) is not { } bytes || shelf.Ledger.At(number) is not { } entry) return Problem.NotFound.Answer(context);
        var answer = new JsonObject
        {
            ["index"] = number,
            ["entry"] = Convert.ToBase64String(bytes),
            ["text"] = Encoding.UTF8.GetString(bytes),
            ["opened"] = new JsonObject(shelf.Opened(entry).Select(opened => KeyValuePair.Create(Word.Of(opened.Part), (JsonNode?)Opened(number, opened.Part, opened.Bytes)))),
        };
        return new FreshBytes(Encoding.UTF8.GetBytes(answer.ToJsonString(SyndicationJson.Plain)), "application/json; charset=utf-8");
    }

    private JsonObject Opened(long entry, Part part, byte[] bytes) => new()
    {
        ["bytes"] = Convert.ToBase64String(bytes),
        ["salt"] = log.Salt(entry, part) is { } salt ? Convert.ToBase64String(salt) : null,
    };

    private static bool IsIndex(string text, out long index) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index) && text == index.ToString(CultureInfo.InvariantCulture);
}
