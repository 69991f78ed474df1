using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Griot.Ingest.Channels.Push;

/// <summary>An answer to a request that brought nothing in, as RFC 9457 has it. Each type is a stable name.</summary>
internal sealed record PushProblem(string Type, string Title, int Status, string Detail, TimeSpan? RetryAfter = null)
{
    internal const string MediaType = "application/problem+json";

    /// <summary>One and the same for no key, a wrong one and a channel that is not there: nobody learns which channels there are.</summary>
    internal static PushProblem Unauthorized { get; } = new(
        "urn:griot:problem:unauthorized", "Not authorised", StatusCodes.Status401Unauthorized,
        "Send the channel's key as “Authorization: Bearer ...”, or sign the request (RFC 9421).");

    internal static PushProblem WrongDigest { get; } = new(
        "urn:griot:problem:wrong-digest", "Another body than the signed one", StatusCodes.Status400BadRequest, "The body is not the one that Content-Digest names.");

    internal static PushProblem Empty { get; } = new(
        "urn:griot:problem:unreadable", "Nothing to read", StatusCodes.Status422UnprocessableEntity, "The body is empty.");

    internal static PushProblem BadIdempotencyKey { get; } = new(
        "urn:griot:problem:bad-idempotency-key", "Not an Idempotency-Key", StatusCodes.Status400BadRequest, "One Idempotency-Key of at most 255 characters is taken.");

    internal static PushProblem TooLarge { get; } = new(
        "urn:griot:problem:too-large", "Too large", StatusCodes.Status413PayloadTooLarge, "At most 20 MB are taken at once; send it in parts.");

    internal static PushProblem NotText { get; } = new(
        "urn:griot:problem:unsupported-media-type", "Not a format that is read", StatusCodes.Status415UnsupportedMediaType,
        "Feeds, ninjs, Markdown and plain text are read. Pictures are named by their address in a piece.");

    internal static PushProblem TooMany { get; } = new(
        "urn:griot:problem:too-many", "Too many requests", StatusCodes.Status429TooManyRequests, "A channel may send so much a minute and no more; one request may hold many pieces.", TimeSpan.FromMinutes(1));

    internal static PushProblem Busy { get; } = new(
        "urn:griot:problem:busy", "Busy", StatusCodes.Status503ServiceUnavailable, "Others are being taken in.", TimeSpan.FromSeconds(2));

    internal static PushProblem Frozen { get; } = new(
        "urn:griot:problem:frozen", "The log stands still", StatusCodes.Status503ServiceUnavailable, "Nothing is taken in until the operator has mended the store.", TimeSpan.FromHours(1));

    internal static PushProblem NoStore { get; } = new(
        "urn:griot:problem:no-store", "Nothing can be kept just now", StatusCodes.Status503ServiceUnavailable, "The store takes nothing in just now. Send it again later, signed anew if it is signed: what was sealed already is known then.", TimeSpan.FromMinutes(1));

    internal static PushProblem TooSlow { get; } = new(
        "urn:griot:problem:too-slow", "Too slow", StatusCodes.Status408RequestTimeout, "A request has to be here within a minute; send it in parts.");

    internal static PushProblem BrokenOff { get; } = new(
        "urn:griot:problem:bad-request", "Not a request", StatusCodes.Status400BadRequest, "The body broke off, or is not what its headers say.");

    /// <summary>It was not kept: whoever sent it must not forget it.</summary>
    internal static PushProblem QuarantineFull { get; } = new(
        "urn:griot:problem:quarantine-full", "It can't be read, and there is no place to keep it", StatusCodes.Status503ServiceUnavailable,
        "The channel's share of the quarantine is full. Keep it, and send it again when the operator has looked.", TimeSpan.FromHours(1));

    internal static PushProblem Unreadable(Griot.Formats.Incident why) => new(
        "urn:griot:problem:unreadable", "It can't be read", StatusCodes.Status422UnprocessableEntity, $"{why.Message} It lies in quarantine ({why.Code}).");

    internal PushAnswer Answer() => new(Status, PushAnswer.Written(new JsonObject { ["type"] = Type, ["title"] = Title, ["status"] = Status, ["detail"] = Detail }), MediaType) { RetryAfter = Seconds(RetryAfter) };

    private static string? Seconds(TimeSpan? span) => span is { } wait ? wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) : null;
}
