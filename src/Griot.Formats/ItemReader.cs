namespace Griot.Formats;

/// <summary>Reads one delivery. It needs nothing but the bytes and their context, and fetches nothing.</summary>
public static class ItemReader
{
    /// <summary>
    /// The item, or why there is none. Never throws on input: a fault costs this item only.
    /// </summary>
    public static ItemReading Read(ReadOnlyMemory<byte> delivery, ItemContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (delivery.Length > Limits.Document)
            return ItemReading.Refused(IncidentCodes.TooLarge, "The item is larger than 20 MB.");
        if (context.BrokenOff)
            return ItemReading.Refused(IncidentCodes.Truncated, "The document ends inside this item; what there is of it is kept, and the document is asked for again.");
        return FeedFormat.Named(context.Format)?.ReadItem(delivery, context)
            ?? ItemReading.Refused(IncidentCodes.UnsupportedFormat, $"The format {Incident.Quote(context.Format)} is not read.");
    }
}

/// <summary>An item with what was found wrong in it; or no item, and <paramref name="Incidents"/> says why.</summary>
public sealed record ItemReading(FeedItem? Item, IReadOnlyList<Incident> Incidents)
{
    internal static ItemReading Refused(string code, string message) => new(null, [new Incident(code, message)]);
}
