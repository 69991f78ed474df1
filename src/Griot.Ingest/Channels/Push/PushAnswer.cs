using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Griot.Formats;
using Griot.Ingest.Channels.Handed;
using Griot.Record;
using Microsoft.AspNetCore.Http;

namespace Griot.Ingest.Channels.Push;

/// <summary>What a request is answered. It says what is durable, so that the sender may forget it.</summary>
internal sealed record PushAnswer(int Status, byte[] Body, string MediaType) : IResult
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal string? RetryAfter { get; init; }

    internal static PushAnswer Of(HandedOutcome.Taken taken) => new(
        StatusCodes.Status200OK,
        Written(new JsonObject { ["items"] = new JsonArray([.. taken.Pieces.Select(ItemOf)]), ["incidents"] = Incidents(taken.Incidents) }),
        "application/json; charset=utf-8");

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        (response.StatusCode, response.ContentType, response.ContentLength) = (Status, MediaType, Body.Length);
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        if (RetryAfter is not null) response.Headers.RetryAfter = RetryAfter;
        if (Status == StatusCodes.Status401Unauthorized) response.Headers.WWWAuthenticate = "Bearer";
        return response.Body.WriteAsync(Body, httpContext.RequestAborted).AsTask();
    }

    internal static byte[] Written(JsonObject answer) => Encoding.UTF8.GetBytes(answer.ToJsonString(Plain));

    private static JsonNode? ItemOf(PieceOutcome piece) => new JsonObject
    {
        ["id"] = piece.Id,
        ["item"] = piece.Item,
        ["version"] = piece.Version,
        ["entry"] = piece.Entry,
        ["result"] = Word.Of(piece.Result),
        ["problem"] = piece.Why is { } why ? new JsonObject { ["type"] = $"urn:griot:problem:{why.Code}", ["title"] = why.Message } : null,
    };

    private static JsonArray Incidents(IReadOnlyList<Incident> incidents) =>
        [.. incidents.Select(incident => (JsonNode)new JsonObject { ["code"] = incident.Code, ["message"] = incident.Message })];
}
