namespace Griot.Record.Html;

/// <summary>An element of the delivery that the walk is inside of, and what it became.</summary>
internal sealed record Frame(Role Role, string Tag, string Attributes)
{
    /// <summary>Where a link leads.</summary>
    public string? Address { get; init; }

    /// <summary>True once the tag of a container is written: that waits for content, so that nothing empty is left.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Ends of text that were written before it began.</summary>
    public int EndsBefore { get; set; }

    public bool PartsText => Role is Role.Divider or Role.Leaf or Role.Container;
}
