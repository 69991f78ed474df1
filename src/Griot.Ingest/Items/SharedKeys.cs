namespace Griot.Ingest.Items;

/// <summary>
/// Keys that pieces of one document have in common though they have neither headline nor text in common: several items
/// under one guid, or all with the address of the same page. Such a key tells nothing apart. A headline alone is nothing in
/// common where page and date are others too: it may be that of a broadcast that comes every day.
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
            group piece by Convert.ToHexString(key(piece)!) into bearing
            where bearing.Skip(1).Any()
            select bearing;
        foreach (var bearing in bearers) if (!AreOne(bearing)) shared.Add(bearing.Key);
        return shared;
    }

    // Versions of one piece hang together, each having its headline or its text from another: walked from the first on.
    private static bool AreOne(IEnumerable<PieceKeys> bearers)
    {
        var pieces = bearers.Select(piece => new Bearer(piece.Words, piece.Page, piece.Published)).Distinct().ToList();
        var byHeadline = pieces.Where(one => one.Words.Headline is not null).ToLookup(one => one.Words.Headline!.Value);
        var byText = pieces.Where(one => one.Words.Text is not null).ToLookup(one => one.Words.Text!.Value);
        var reached = new HashSet<Bearer> { pieces[0] };
        var waiting = new Stack<Bearer>(reached);
        while (waiting.TryPop(out var one))
        {
            foreach (var next in Beside(one, byHeadline, byText)) if (reached.Add(next)) waiting.Push(next);
        }

        return reached.Count == pieces.Count;
    }

    private static IEnumerable<Bearer> Beside(Bearer one, ILookup<UInt128, Bearer> byHeadline, ILookup<UInt128, Bearer> byText) =>
        (one.Words.Headline is { } headline ? byHeadline[headline].Where(one.MayBe) : []).Concat(one.Words.Text is { } text ? byText[text] : []);

    private sealed record Bearer(PieceWords Words, string? Page, DateTimeOffset? Published)
    {
        internal bool MayBe(Bearer other) =>
            Page is null || other.Page is null || Page == other.Page || Published is null || other.Published is null || Published == other.Published;
    }
}
