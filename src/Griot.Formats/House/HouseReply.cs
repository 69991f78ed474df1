using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Griot.Formats.House;

/// <summary>
/// A right of reply as it is handed over at the house, in JSON: <c>{"uri", "inReplyTo", "by", "headline", "language", "text"}</c>.
/// Its words stand there character by character as they were sent.
/// </summary>
public static class HouseReply
{
    /// <summary>The format under which it is read.</summary>
    public const string FormatName = "reply";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="uri">What the house calls it.</param>
    /// <param name="inReplyTo">The piece that it answers.</param>
    /// <param name="by">Who signs it.</param>
    /// <param name="headline">The writer's own; null where there is none.</param>
    /// <param name="text">The reply.</param>
    /// <param name="language">BCP 47.</param>
    public static byte[] Write(string uri, string inReplyTo, string by, string? headline, string text, string language) => System.Text.Encoding.UTF8.GetBytes(
        new JsonObject { ["uri"] = uri, ["inReplyTo"] = inReplyTo, ["by"] = by, ["headline"] = headline, ["language"] = language, ["text"] = text }.ToJsonString(Readable));
}
