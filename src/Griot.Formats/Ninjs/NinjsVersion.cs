namespace Griot.Formats.Ninjs;

/// <summary>The generations of IPTC ninjs that are written: of each the newest whose schema is at hand.</summary>
public enum NinjsVersion
{
    /// <summary>1.6: names in lower case, renditions and associations as objects.</summary>
    V16,

    /// <summary>2.2: the structure of 3.1 with names in lower case.</summary>
    V22,

    /// <summary>3.1.</summary>
    V31,
}
