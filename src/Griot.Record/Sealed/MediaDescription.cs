using System.Text.Json;

namespace Griot.Record;

/// <summary>
/// What an entry of kind <c>media</c> commits to as its record: a picture or file of a version, as its provider named it and as
/// its bytes show it. It is public wherever the version's text is; the bytes themselves may not be.
/// </summary>
public sealed record MediaDescription
{
    /// <summary>Where it came from: its address, as the record has it; of a file within the delivery the name of its bytes (<c>ni</c>, RFC 6920).</summary>
    public required string Uri { get; init; }

    /// <summary>Its media type, by what it begins with.</summary>
    public required string Type { get; init; }

    /// <summary>In bytes.</summary>
    public required long Length { get; init; }

    /// <summary>The name that its provider gave it: a label, never a path (M04).</summary>
    public string? Title { get; init; }

    public string? Caption { get; init; }
    public string? Credit { get; init; }
    public string? AlternativeText { get; init; }

    /// <summary>Of a kind that is shown, made anew. As it came it may say where a source lives: that is never served (M05).</summary>
    public bool IsPicture => Type is "image/jpeg" or "image/png" or "image/gif" or "image/webp";

    /// <summary>Of a kind that is offered as it came, for readers to keep. All else is kept and sealed only.</summary>
    public bool IsDocument => Type is "application/pdf" or "application/vnd.oasis.opendocument.text" or "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Fetched from an address that the piece names; else it came within the delivery.</summary>
    public bool IsFetched => Uri.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || Uri.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Describes what a record names.</summary>
    public static MediaDescription Of(Association named, long length)
    {
        ArgumentNullException.ThrowIfNull(named);
        return new MediaDescription
        {
            Uri = named.Uri,
            Type = named.Type ?? "application/octet-stream",
            Length = length,
            Title = named.Title,
            Caption = named.Caption,
            Credit = named.Credit,
            AlternativeText = named.AlternativeText,
        };
    }

    /// <summary>The canonical UTF-8 that an entry commits to.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Canonical.MediaDescription);

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null for the words of another program, of which nothing is shown.</summary>
    public static MediaDescription? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, RecordJson.Canonical.MediaDescription);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
