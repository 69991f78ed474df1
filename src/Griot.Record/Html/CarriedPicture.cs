namespace Griot.Record.Html;

/// <summary>
/// A picture of a fragment that came with it and is shown by its Content-ID (<c>cid:</c>, RFC 2392). Such an address leads nowhere
/// outside the message, so that the picture isn't in the safe markup; this is where it stood.
/// </summary>
/// <param name="ContentId">Without angle brackets.</param>
/// <param name="Position">How many ends of text (<see cref="TextEnds"/>) stand before it in the safe markup; of one within a text that text's own.</param>
public sealed record CarriedPicture(string ContentId, int Position)
{
    private const int LongestId = 1_000;

    /// <summary>The Content-ID that an address names; null for another address. It is written as an address is: with percent signs for some letters.</summary>
    public static string? IdOf(string? address) =>
        address?.Trim() is { Length: > 4 and <= LongestId } plain && plain.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(plain[4..]) : null;
}
