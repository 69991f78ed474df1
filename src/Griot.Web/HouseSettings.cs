namespace Griot.Web;

/// <summary>What the operator says of its house. Every address that leaves it is built from here, never from a Host header.</summary>
public sealed record HouseSettings
{
    /// <summary>The name in the masthead and in titles.</summary>
    public string Name { get; init; } = "Griot";

    /// <summary>The name where there is little room: in titles, and at the head of narrow screens.</summary>
    public string ShortName { get => field ?? Name; init; }

    /// <summary>Its colour, logo and icon.</summary>
    public Look Look { get; init; } = Look.Plain;

    /// <summary>Who answers for it, and how to reach it.</summary>
    public Imprint Imprint { get; init; } = new();

    /// <summary>Where the public finds the site: scheme, host and port; a path is not supported.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>True where all content is invented: every page says so at its top.</summary>
    public bool Demonstration { get; init; }

    /// <summary>The absolute form of an address of this site, for example <c>/fr</c>.</summary>
    public string Absolute(string path) => PublicUrl.GetLeftPart(UriPartial.Authority) + path;
}
