namespace Griot.Record;

/// <summary>A picture or file of a version that the public may see.</summary>
/// <param name="Number">Its place in its version, from 1: it stays the same where another one is removed.</param>
/// <param name="Entry">The entry that sealed it.</param>
/// <param name="Description">What is said of it.</param>
public sealed record ShownMedia(int Number, SealedEntry Entry, MediaDescription Description)
{
    /// <summary>The version that it is a part of: an earlier one than that which shows it, where both name one fetched picture.</summary>
    public int Version => Entry.Entry.Version ?? 1;
}
