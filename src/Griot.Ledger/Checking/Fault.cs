namespace Griot.Ledger.Checking;

/// <summary>Something in a store that is not as it was sealed, or not as the program makes it.</summary>
/// <param name="Place">Where: <c>entry 17</c>, <c>tile 0/000</c>, <c>trigger entries_no_update</c>.</param>
/// <param name="Message">What is wrong there.</param>
/// <param name="Entry">The index of the entry that it concerns; null where it is none, or several.</param>
public sealed record Fault(string Place, string Message, long? Entry = null)
{
    /// <summary>In one line, the place first.</summary>
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>How far a check has come.</summary>
/// <param name="Stage">What is looked at.</param>
/// <param name="Share">Of this stage, 0 to 1; null where that can't be told.</param>
public sealed record CheckProgress(string Stage, double? Share);

/// <summary>What was checked, and how much of it.</summary>
public sealed record CheckReport
{
    /// <summary>Lines that were told.</summary>
    public required long Faults { get; init; }

    /// <summary>Entries that could be read.</summary>
    public required long Entries { get; init; }

    /// <summary>Contents that were compared with their commitments.</summary>
    public required long Contents { get; init; }

    /// <summary>Bytes of them.</summary>
    public required long Bytes { get; init; }

    /// <summary>Contents that are gone by order.</summary>
    public required long Removed { get; init; }

    /// <summary>Files of full tiles.</summary>
    public required long Tiles { get; init; }

    /// <summary>Entries under the last published checkpoint; null where there is none that can be read.</summary>
    public required long? Signed { get; init; }

    /// <summary>Why the store takes nothing in; null where it does.</summary>
    public Freeze? Frozen { get; init; }

    /// <summary>What is no fault, and yet for the operator to know.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
