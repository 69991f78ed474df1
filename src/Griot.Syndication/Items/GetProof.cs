using System.Text;
using System.Text.Json.Nodes;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Items;

/// <summary>
/// What anyone needs to check that a version was sealed, and with what: the entry, its way to the signed root, and the salts of
/// what is public. As a file that others' tools read (C2SP tlog-proof), or as JSON.
/// </summary>
internal sealed class GetProof(Shelf shelf, ILogReader log)
{
    private static readonly Part[] Parts = [Part.Delivery, Part.Record, Part.Summary];

    internal IResult Answer(string item, string version, HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.Vary = "Accept";
        if (!OpaqueId.IsWellFormed(item) || VersionNumber.Parse(version) is not { } number || shelf.Take(item, number) is not { } rendition) return Problem.NotFound.Answer(context);
        if (rendition.State.Versions.FirstOrDefault(known => known.Entry.Version == number) is not { } entry) return Problem.NotFound.Answer(context);
        if (log.Path(entry.Index) is not { } path || log.EntryBytes(entry.Index) is not { } bytes) return log.Frozen is null ? NotYet(context) : Frozen(context);
        var salts = Salts(entry);
        if (Accepted.WantsJson(context.Request)) return new FreshBytes(Encoding.UTF8.GetBytes(Json(path, bytes, salts).ToJsonString(SyndicationJson.Plain)), "application/json; charset=utf-8");
        var extra = new JsonObject { ["entry"] = Convert.ToBase64String(bytes), ["salts"] = salts };
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{item}-{version}.tlog-proof\"";
        return new FreshBytes(log.ProofFile(path, Encoding.UTF8.GetBytes(extra.ToJsonString(SyndicationJson.Plain))), "text/plain; charset=utf-8");
    }

    // Sealed within the last seconds: its seal is durable, the next signed checkpoint covers it.
    private static IResult NotYet(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "2";
        return Problem.NotSigned.Answer(context);
    }

    // Nothing ends this but its operator's work.
    private static IResult Frozen(HttpContext context)
    {
        context.Response.Headers.RetryAfter = "3600";
        return Problem.Frozen.Answer(context);
    }

    // A salt goes out only together with the bytes that it opens.
    private JsonObject Salts(SealedEntry entry)
    {
        var opened = shelf.Opened(entry).Select(part => part.Part).ToHashSet();
        return new JsonObject(Parts.Select(part => KeyValuePair.Create(
            Word.Of(part), (JsonNode?)(opened.Contains(part) && log.Salt(entry.Index, part) is { } salt ? Convert.ToBase64String(salt) : null))));
    }

    private JsonObject Json(InclusionPath path, byte[] entry, JsonObject salts) => new()
    {
        ["origin"] = path.Checkpoint.Origin,
        ["index"] = path.Entry,
        ["entry"] = Convert.ToBase64String(entry),
        ["salts"] = salts,
        ["size"] = path.Checkpoint.Size,
        ["path"] = new JsonArray([.. path.Hashes.Select(hash => (JsonNode)Convert.ToBase64String(hash))]),
        ["checkpoint"] = Encoding.UTF8.GetString(path.Checkpoint.Note),
        ["key"] = log.Key,
    };
}
