using System.Text.Json;

namespace Griot.Record;

/// <summary>All of a version that may be shown where its provider's terms allow an excerpt only.</summary>
public sealed record Summary
{
    public required Signal Signal { get; init; }
    public required string Headline { get; init; }
    public IReadOnlyList<string> By { get; init; } = [];
    public string? Language { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Words of the provider, cut at the end of a word and nowhere changed; null under link terms.</summary>
    public string? Excerpt { get; init; }

    /// <summary>False where the text goes on behind the excerpt.</summary>
    public bool ExcerptIsWhole { get; init; }

    public required Terms Terms { get; init; }
    public string? UsageTerms { get; init; }

    /// <summary>What the delivery itself says of territory, AI use, resale and attribution; null where it says nothing.</summary>
    public UsageRules? Rules { get; init; }

    public string? Link { get; init; }
    public HouseOrigin? Origin { get; init; }

    /// <summary>For a withdrawal: the provider's reason, in its own words.</summary>
    public string? Reason { get; init; }

    public bool KeepsText { get; init; }

    /// <summary>The canonical UTF-8 that an entry commits to.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, RecordJson.Canonical.Summary);

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    public static Summary Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, RecordJson.Canonical.Summary) ?? throw new JsonException("An empty summary.");
}
