namespace Griot.Syndication.Changes;

/// <summary>A page of changes.</summary>
/// <param name="Next">The cursor behind it: the log index of the first entry that was not looked at.</param>
/// <param name="IsEmpty">No change is on it.</param>
/// <param name="IsBehind">The log goes on behind it.</param>
/// <param name="Json">The answer.</param>
internal sealed record ChangePage(long Next, bool IsEmpty, bool IsBehind, byte[] Json);
