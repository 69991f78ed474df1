using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Griot.Syndication;

/// <summary>An RFC 9457 problem. Its <see cref="Type"/> is a stable name that a program may rely on.</summary>
internal record Problem(string Type, string Title, int Status, string? Detail = null)
{
    internal const string MediaType = "application/problem+json";

    /// <summary>Unknown, embargoed and never public are one and the same answer.</summary>
    internal static Problem NotFound { get; } = new("urn:griot:problem:not-found", "There is nothing here", StatusCodes.Status404NotFound);

    internal static Problem NotPermitted { get; } = new(
        "urn:griot:problem:not-permitted", "Not for the public", StatusCodes.Status403Forbidden,
        "The provider's terms, or the way in which it delivers, keep these bytes from the public.");

    /// <summary>The piece is shown, these bytes of it are not there any more.</summary>
    internal static Problem Lost { get; } = new("urn:griot:problem:gone", "No longer kept", StatusCodes.Status410Gone);

    internal static Problem NotSigned { get; } = new(
        "urn:griot:problem:not-signed", "Not signed yet", StatusCodes.Status503ServiceUnavailable,
        "The version is sealed. The next signed checkpoint, within seconds, covers it: ask again.");

    internal static Problem NotMade { get; } = new(
        "urn:griot:problem:not-made", "Not made yet", StatusCodes.Status503ServiceUnavailable,
        "The picture is sealed. What is shown of it is drawn anew within seconds of its arrival: ask again.");

    internal static Problem Frozen { get; } = new(
        "urn:griot:problem:frozen", "The log stands still", StatusCodes.Status503ServiceUnavailable,
        "This store lacks entries that were published, or differs from them: the way to the published root can't be found from it. Its operator has to mend that first.");

    internal static Problem BadCursor { get; } = new(
        "urn:griot:problem:bad-cursor", "Not a cursor", StatusCodes.Status400BadRequest,
        "A cursor ('before', 'after') is a log index: a whole number, not below zero.");

    internal static Problem BadParameter { get; } = new(
        "urn:griot:problem:bad-parameter", "A parameter that can't be understood", StatusCodes.Status400BadRequest);

    internal static Problem TooManyOfYours { get; } = new(
        "urn:griot:problem:too-many", "Too many at once from one address", StatusCodes.Status429TooManyRequests,
        "As many requests wait from your address as may. Ask without 'wait', or let fewer wait.");

    internal static Problem TooManyWait { get; } = new(
        "urn:griot:problem:busy", "Too many wait", StatusCodes.Status503ServiceUnavailable,
        "As many requests wait as may. Ask without 'wait', which is always answered.");

    internal static Problem TooManyRequests { get; } = new(
        "urn:griot:problem:too-many", "Too many requests", StatusCodes.Status429TooManyRequests, "From one address, so many a minute are taken and no more.");

    internal static Problem HubFull { get; } = new(
        "urn:griot:problem:busy", "The hub is full", StatusCodes.Status503ServiceUnavailable,
        "As many subscriptions stand, or wait for their callback's word, as may. The feeds can be polled.");

    internal static Problem SearchBusy { get; } = new(
        "urn:griot:problem:busy", "Too many search", StatusCodes.Status503ServiceUnavailable,
        "As many searches, and looks back over the log, wait as may. Ask again in a moment.");

    internal static Problem NotListed { get; } = new(
        "urn:griot:problem:not-made", "Not made yet", StatusCodes.Status503ServiceUnavailable,
        "The index from which this is written is being made anew. Ask again in a while.");

    internal static Problem TooLarge { get; } = new("urn:griot:problem:too-large", "Too large", StatusCodes.Status413PayloadTooLarge);

    internal static Problem NotThisForm { get; } = new("urn:griot:problem:unsupported-media-type", "Not in this form", StatusCodes.Status415UnsupportedMediaType);

    internal Problem With(string detail) => this with { Detail = detail };

    /// <summary>A refusal is not to be kept: an embargo ends within a second, and a hold may end too.</summary>
    internal JsonHttpResult<Problem> Answer(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(this, SyndicationJson.Written.Problem, MediaType, Status);
    }
}
