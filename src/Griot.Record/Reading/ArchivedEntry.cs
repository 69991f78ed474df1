using System.Globalization;

namespace Griot.Record;

/// <summary>A first version that an import brought long after its day, with its place among those of its provider.</summary>
/// <param name="Sealed">The entry.</param>
/// <param name="Place">Where it stands.</param>
public sealed record ArchivedEntry(SealedEntry Sealed, ArchivePlace Place);

/// <summary>A place in the archive of a provider: by the provider's own date, then by log index. Those without a date come last.</summary>
/// <param name="At">The date that the provider gave, in seconds since 1970; <see cref="NoDate"/> where it gave none.</param>
/// <param name="Index">The log index.</param>
public sealed record ArchivePlace(long At, long Index)
{
    /// <summary>Stands for a date that was not given, cannot be, or is not known any more.</summary>
    public const long NoDate = -62_135_596_800;

    /// <summary>Before every other.</summary>
    public static ArchivePlace Newest { get; } = new(long.MaxValue, long.MaxValue);

    /// <summary>The provider's own date; null where it gave none.</summary>
    public DateTimeOffset? Date => At == NoDate ? null : DateTimeOffset.FromUnixTimeSeconds(At);

    /// <summary>As it stands in an address.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}.{Index}");

    /// <summary>Reads what <see cref="ToString"/> wrote; null for what is no place.</summary>
    public static ArchivePlace? Parse(string? text) =>
        text?.Split('.') is [var at, var index] && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var date) && long.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new ArchivePlace(date, number)
            : null;
}
