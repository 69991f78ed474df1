using Griot.Record;

namespace Griot.Ledger.Checking;

/// <summary>One entry while it is checked, with what was found of its parts.</summary>
internal sealed class CheckedEntry(long index)
{
    internal static readonly Part[] AllParts = Enum.GetValues<Part>();

    internal long Index => index;

    /// <summary>What its bytes say; null where there are none, or they are no entry.</summary>
    internal Entry? Entry { get; set; }

    /// <summary>The hash of its bytes; null where there are none.</summary>
    internal byte[]? Leaf { get; set; }

    /// <summary>SQLite can't read its row: whether it is there is not known.</summary>
    internal bool IsLost { get; set; }

    /// <summary>What is said of its rows; each thing once, however often a row had to be read.</summary>
    internal List<string> Faults { get; } = [];

    internal CheckedPart[] Parts { get; } = [.. AllParts.Select(_ => new CheckedPart())];

    internal CheckedPart this[Part part] => Parts[(int)part];

    internal void Add(string fault)
    {
        if (!Faults.Contains(fault)) Faults.Add(fault);
    }
}

/// <summary>One of the five things that an entry may commit to.</summary>
internal sealed class CheckedPart
{
    internal byte[]? Salt { get; set; }

    /// <summary>The entry of the removal that stands for it.</summary>
    internal long? RemovedBy { get; set; }

    /// <summary>Whether content and salt give the commitment; null where there is no content, or no salt to it.</summary>
    internal bool? Fits { get; set; }

    internal bool HasContent { get; set; }

    /// <summary>Bytes of it.</summary>
    internal int Length { get; set; }

    /// <summary>A row of it can't be read: what it holds, or that it is missing, is not known.</summary>
    internal bool IsLost { get; set; }
}
