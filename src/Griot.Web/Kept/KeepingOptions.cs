namespace Griot.Web;

/// <summary>How much of the machine is spent on pages that are kept.</summary>
public sealed record KeepingOptions
{
    /// <summary>What kept pages may take of the memory; 0: none is kept, and each is made for whoever asks.</summary>
    public long Bytes { get; init; } = 64 * 1024 * 1024;
}
