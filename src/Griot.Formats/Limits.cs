namespace Griot.Formats;

/// <summary>
/// Caps. What exceeds one is refused whole and lies in quarantine; nothing is ever shortened. Lengths of text are in
/// UTF-16 units, of documents in bytes.
/// </summary>
internal static class Limits
{
    public const int Document = 20 * 1024 * 1024;
    public const int Items = 100_000;
    public const int Depth = 256;
    public const int Attributes = 1_000;
    public const int Headline = 4_000;

    /// <summary>Ids, addresses, names, rights and the like.</summary>
    public const int Field = 65_536;
    public const int Body = 5 * 1024 * 1024;
    public const int Categories = 1_000;
    public const int Authors = 100;
    public const int Hubs = 10;
    public const int Media = 1_000;

    /// <summary>Files within one delivery: each becomes an entry of the log.</summary>
    public const int Files = 100;

    public const int Places = 1_000;
    public const int Antecedents = 100;
    public const int Licences = 100;

    /// <summary>Persons, named sources, other pieces, genres or alternative ids of one item, each.</summary>
    public const int Named = 1_000;

    /// <summary>Packages inside packages.</summary>
    public const int Packages = 8;

    /// <summary>Addresses of one item that are left out and named; the others are counted.</summary>
    public const int UnsafeAddressesNamed = 20;

    /// <summary>All text that the entities of one item may grow to.</summary>
    public const int Entities = 100_000;

    /// <summary>All text that a DOCTYPE may declare as entities: it is sealed beside each item.</summary>
    public const int EntityDeclarations = 16_384;

    public const int FeedFields = 1_000;
}
