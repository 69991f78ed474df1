using Griot.Record;
using Griot.Syndication.Rights;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.Items;

/// <summary>
/// The sealed bytes of a version, not a bit changed: what anyone needs to check them against the log. They were written
/// by strangers, so no browser may run them in the name of the house.
/// </summary>
internal sealed class GetPart(Shelf shelf, GoneAnswers gone)
{
    internal IResult Delivery(string item, string version, HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        var answer = Answer(item, version, Part.Delivery, "application/octet-stream", context);
        if (answer is FreshBytes) context.Response.Headers.ContentDisposition = $"attachment; filename=\"{item}-{version}.bin\"";
        return answer;
    }

    internal IResult Record(string item, string version, HttpContext context) =>
        Answer(item, version, Part.Record, "application/json", context);

    internal IResult Summary(string item, string version, HttpContext context) =>
        Answer(item, version, Part.Summary, "application/json", context);

    private IResult Answer(string item, string version, Part part, string mediaType, HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!OpaqueId.IsWellFormed(item) || VersionNumber.Parse(version) is not { } number) return Problem.NotFound.Answer(context);
        var (answer, bytes) = shelf.Bytes(item, number, part);
        if (bytes is not null) RightsHeaders.Put(context, shelf.Take(item, number)?.Rules);
        return answer switch
        {
            Griot.Record.Answer.Whole => new FreshBytes(bytes!, mediaType),
            Griot.Record.Answer.Gone when shelf.Take(item, number) is { Tombstone: not null } rendition => gone.Answer(rendition, [], context),
            Griot.Record.Answer.Gone => Problem.Lost.Answer(context),
            Griot.Record.Answer.Forbidden => Problem.NotPermitted.Answer(context),
            _ => Problem.NotFound.Answer(context),
        };
    }
}
