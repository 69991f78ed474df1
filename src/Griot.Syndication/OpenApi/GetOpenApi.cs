using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Griot.Syndication.OpenApi;

/// <summary>
/// The description of every address for machines (OpenAPI 3.1). It is written by hand, in <c>openapi.json</c>, and held by
/// tests to the addresses that there are and to what they answer (decision 38); only the house's own address is put in.
/// </summary>
internal sealed class GetOpenApi(SyndicationSettings settings)
{
    private readonly FreshBytes answer = new(Written(settings), "application/json; charset=utf-8");

    internal IResult Answer(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return answer;
    }

    private static byte[] Written(SyndicationSettings settings)
    {
        using var stream = typeof(GetOpenApi).Assembly.GetManifestResourceStream("openapi.json")!;
        var document = JsonNode.Parse(stream)!.AsObject();
        document["servers"] = new JsonArray(new JsonObject { ["url"] = settings.PublicUrl.GetLeftPart(UriPartial.Path).TrimEnd('/'), ["description"] = settings.Name });
        document["info"]!["version"] = typeof(GetOpenApi).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
        return System.Text.Encoding.UTF8.GetBytes(document.ToJsonString(SyndicationJson.Plain));
    }
}
