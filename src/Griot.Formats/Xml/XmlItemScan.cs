using Griot.Formats.Encodings;

namespace Griot.Formats.Xml;

/// <summary>
/// Finds the end of an item, by the tags of its name. Where the root element ends before the item does, its end tag is
/// missing: then the items behind it, which look nested in it, are items of their own. Where the document ends first,
/// nothing is concluded: the transfer may have broken off inside a nested element. One pass, whatever is nested.
/// </summary>
internal ref struct XmlItemScan(ReadOnlySpan<byte> rootName)
{
    private readonly ReadOnlySpan<byte> rootName = rootName;
    private int nestedRoots;

    /// <summary>Whole items, in order.</summary>
    public List<Extent> Items { get; } = [];

    /// <summary>Items that the end of the root element cut off.</summary>
    public int Unclosed { get; private set; }

    public bool RootEnded { get; private set; }

    /// <summary>From an item's start tag just read to behind its end tag; false: the root or the document ended before.</summary>
    public bool Take(ref TagScanner scanner)
    {
        if (scanner.Kind == TagKind.Empty)
        {
            Items.Add(new(scanner.Start, scanner.End));
            return true;
        }

        var open = new Stack<int>([scanner.Start]);
        var inner = new List<Extent>();
        for (var name = scanner.Name; scanner.Read() && !EndsRoot(scanner);)
        {
            if (!scanner.Name.SequenceEqual(name)) continue;
            if (scanner.Kind == TagKind.Start) open.Push(scanner.Start);
            else if (scanner.Kind == TagKind.Empty) Add(inner, new(scanner.Start, scanner.End));
            else Add(open.Count == 1 ? Items : inner, new(open.Pop(), scanner.End));
            if (open.Count == 0) return true;
        }

        if (!RootEnded) return false;
        Unclosed += open.Count;
        Items.AddRange(inner);
        return false;
    }

    private bool EndsRoot(TagScanner scanner)
    {
        if (!scanner.Name.SequenceEqual(rootName)) return false;
        if (scanner.Kind == TagKind.Start) nestedRoots++;
        else if (scanner.Kind == TagKind.End && nestedRoots-- == 0) RootEnded = true;
        return RootEnded;
    }

    /// <summary>Takes the place of those inside it.</summary>
    private static void Add(List<Extent> extents, Extent added)
    {
        while (extents.Count > 0 && extents[^1].Start > added.Start) extents.RemoveAt(extents.Count - 1);
        extents.Add(added);
    }
}
