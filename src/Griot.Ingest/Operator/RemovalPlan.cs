using Griot.Record;

namespace Griot.Ingest.Operator;

/// <summary>What an order names.</summary>
/// <param name="Item">The item; null where the order names an entry.</param>
/// <param name="Version">One version of it; null: all of it, and whatever may still come.</param>
/// <param name="Entry">The entry of a card or picture, or that of a version where only its signature is meant.</param>
/// <param name="Part">One part of that entry; null: all of it.</param>
/// <param name="Quarantined">Rows of the quarantine that the operator has found to hold it, besides those that are found here.</param>
public sealed record RemovalRequest(string? Item, int? Version = null, long? Entry = null, Part? Part = null, IReadOnlyList<long>? Quarantined = null);

/// <summary>The order itself and what the public is told of it.</summary>
/// <param name="Document">Its bytes: kept for the operator and for auditors, never published.</param>
/// <param name="Reason">Its class.</param>
/// <param name="Country">Whose law it stands on, ISO 3166-1 alpha-2.</param>
/// <param name="Text">More for the public; null where there is none.</param>
public sealed record RemovalOrder(byte[] Document, RemovalReason Reason, string Country, string? Text);

/// <summary>Why nothing was removed.</summary>
public enum RemovalRefusal
{
    UnknownItem,
    UnknownVersion,
    UnknownEntry,
    /// <summary>All that is named has gone.</summary>
    RemovedAlready,
    /// <summary>The entry is a version of an item, or belongs to one: name item and version.</summary>
    IsOfAVersion,
    /// <summary>It is the card by which the provider is named now: a card without what has to go must take its place first.</summary>
    IsPresentCard,
    /// <summary>The entry says something of the operator that has to stay: a hold, its end, a removal; or it has no content.</summary>
    HasToStay,
    UnknownQuarantine,
}

/// <summary>What goes, and what the operator has to know besides.</summary>
public sealed record RemovalPlan
{
    /// <summary>Whose it is.</summary>
    public ProviderCard? Provider { get; init; }

    public string? Item { get; init; }
    public int? Version { get; init; }

    /// <summary>So that a person sees whether it is the right one; null where it has none.</summary>
    public string? Headline { get; init; }

    /// <summary>Entries whose content goes.</summary>
    public required IReadOnlyList<SealedEntry> Entries { get; init; }

    /// <summary>Rows of the quarantine that hold it: their bytes go.</summary>
    public IReadOnlyList<long> Quarantined { get; init; } = [];

    /// <summary>
    /// Rows of the quarantine that stay, and that a person should look at: they came through its channel, or some of its words are
    /// found in them, or they are another provider's copy.
    /// </summary>
    public IReadOnlyList<long> Unsure { get; init; } = [];

    /// <summary>Rows of its provider that could not be searched. They stay.</summary>
    public IReadOnlyList<long> Unsearched { get; init; } = [];

    /// <summary>Since when the first of all these rows lay there, where backups may hold it too; null: there are none.</summary>
    public DateTimeOffset? LainSince { get; init; }

    /// <summary>Versions that stay.</summary>
    public IReadOnlyList<int> Stays { get; init; } = [];

    /// <summary>Versions that stay and say the same as one that goes.</summary>
    public IReadOnlyList<int> SaysTheSame { get; init; } = [];

    /// <summary>Other items, of whatever provider, that say the same. They stay.</summary>
    public IReadOnlyList<string> Twins { get; init; } = [];

    /// <summary>The channels that it came through.</summary>
    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Names of the files of watched folders that brought it.</summary>
    internal IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Whether bytes that nobody read hold it; null where there is nothing to look for.</summary>
    internal Func<byte[], bool>? IsIn { get; init; }

    internal Ledger.Removal? Removal { get; init; }
}

/// <summary>What came of looking at a request.</summary>
public abstract record RemovalAnswer
{
    private RemovalAnswer() { }

    public sealed record Possible(RemovalPlan Plan) : RemovalAnswer;

    public sealed record Refused(RemovalRefusal Why) : RemovalAnswer;

    /// <summary>Sealed, and deleted from every table; not yet wiped from the write-ahead log.</summary>
    public sealed record Done(RemovalPlan Plan, long Entry) : RemovalAnswer;
}
