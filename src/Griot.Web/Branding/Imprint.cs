namespace Griot.Web;

/// <summary>Who answers for a house, and how to reach it: what the law of most countries wants readers to be told. As the operator wrote it, in any language.</summary>
public sealed record Imprint
{
    /// <summary>The person or body that is responsible for the house.</summary>
    public string? Responsible { get; init; }

    /// <summary>Where it sits, line by line.</summary>
    public string? PostalAddress { get; init; }

    public string? Mail { get; init; }

    public string? Phone { get; init; }

    /// <summary>Whatever else has to be said: a register, a number, a supervisor.</summary>
    public string? Notice { get; init; }

    /// <summary>True where nothing is said.</summary>
    public bool IsEmpty => this == new Imprint();
}
