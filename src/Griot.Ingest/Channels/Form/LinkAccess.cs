using Griot.Record;

namespace Griot.Ingest.Channels.Form;

/// <summary>Whether a link still opens something.</summary>
public enum LinkState
{
    Open,

    /// <summary>Something was delivered through it.</summary>
    Used,

    /// <summary>Its day is over.</summary>
    Ended,
}

/// <summary>For whom a link speaks, and about what.</summary>
/// <param name="Provider">Whose it is.</param>
/// <param name="Channel">The channel that what comes through it names.</param>
/// <param name="Item">The piece that it is about; null for a new one.</param>
/// <param name="Evidence">How sure it is that its provider has it.</param>
/// <param name="Expires">When it ends.</param>
/// <param name="State">Whether it opens something now.</param>
public sealed record LinkAccess(string Provider, string Channel, string? Item, Evidence Evidence, DateTimeOffset Expires, LinkState State)
{
    /// <summary>It is about a piece, to be updated, corrected or withdrawn.</summary>
    public bool MayTakeBack => Item is not null;
}
