namespace Griot.Ingest.Items;

/// <summary>
/// Keys that pieces of one document have in common though they have neither headline nor text in common: several items
/// under one guid, or all with the address of the same page. Such a key tells nothing apart.
/// </summary>
internal static class SharedKeys
{
    /// <summary>The keys, in hexadecimal, among those that <paramref name="key"/> takes of each piece.</summary>
    internal static HashSet<string> Among(IEnumerable<PieceKeys> pieces, Func<PieceKeys, byte[]?> key)
    {
        var shared = new HashSet<string>(StringComparer.Ordinal);
        var bearers =
            from piece in pieces
            where key(piece) is not null
            group piece.Words by Convert.ToHexString(key(piece)!) into bearing
            where bearing.Skip(1).Any()
            select bearing;
        foreach (var bearing in bearers) if (!AreOne(bearing)) shared.Add(bearing.Key);
        return shared;
    }

    // Versions of one piece hang together, each having its headline or its text from another: walked from the first on.
    private static bool AreOne(IEnumerable<PieceWords> bearers)
    {
        var words = bearers.Distinct().ToList();
        var byHeadline = words.Where(one => one.Headline is not null).ToLookup(one => one.Headline!.Value);
        var byText = words.Where(one => one.Text is not null).ToLookup(one => one.Text!.Value);
        var reached = new HashSet<PieceWords> { words[0] };
        var waiting = new Stack<PieceWords>(reached);
        while (waiting.TryPop(out var one))
        {
            foreach (var next in Beside(one, byHeadline, byText)) if (reached.Add(next)) waiting.Push(next);
        }

        return reached.Count == words.Count;
    }

    private static IEnumerable<PieceWords> Beside(PieceWords one, ILookup<UInt128, PieceWords> byHeadline, ILookup<UInt128, PieceWords> byText) =>
        (one.Headline is { } headline ? byHeadline[headline] : []).Concat(one.Text is { } text ? byText[text] : []);
}
