using System.Text;

namespace Griot.Demonstration;

/// <summary>What the feed of each invented provider holds at a moment. Written by the demonstration, read by its feed server.</summary>
internal sealed class Newsstand(World world, DateTimeOffset opened)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<StandPiece>> shelves = world.Providers.ToDictionary(
        provider => provider.Slug,
        provider => provider.Pieces.Select(piece => new StandPiece(piece, opened.AddMinutes(-piece.MinutesAgo))).OrderByDescending(piece => piece.Published).ToList());

    // What was published after this is not in the feeds yet: the house first reads them as they stood a day ago.
    private DateTimeOffset reached = opened.AddDays(-1);
    private int bulletins;

    internal IReadOnlyList<WorldProvider> Providers => world.Providers;

    /// <summary>The feed of a provider, whose pictures lie on the same server as it does.</summary>
    /// <param name="provider">Whose.</param>
    /// <param name="root">The server's address, without a slash behind it.</param>
    internal byte[] Feed(WorldProvider provider, string root)
    {
        if (provider.Raw is { } raw) return RawFeed.Write(raw, Encoding.GetEncoding(provider.Encoding), opened);
        List<StandPiece> pieces;
        lock (gate) pieces = [.. shelves[provider.Slug].Where(piece => piece.Published <= reached).Take(40).Select(piece => piece.On($"{root}/{provider.Slug}"))];
        return provider.Format switch
        {
            "atom" => FeedPrinter.Atom(provider, pieces, opened),
            "jsonfeed" => FeedPrinter.Json(provider, pieces, opened),
            _ => FeedPrinter.Rss(provider, pieces, opened),
        };
    }

    /// <summary>
    /// The day that has passed: its pieces come out, and some older ones are not what they were any more (an edit nobody
    /// spoke of, corrections, a withdrawal).
    /// </summary>
    internal void LetTimePass(DateTimeOffset now)
    {
        lock (gate)
        {
            reached = DateTimeOffset.MaxValue;
            foreach (var shelf in shelves.Values)
                for (var i = 0; i < shelf.Count; i++) shelf[i] = Aged(shelf[i], now);
        }
    }

    /// <summary>
    /// A feed calls a piece corrected when the correction comes out; then it stands as it is now, also for those who read
    /// the feed for the first time and have nothing that could be corrected.
    /// </summary>
    internal void SettleCorrections()
    {
        lock (gate)
        {
            foreach (var shelf in shelves.Values)
                for (var i = 0; i < shelf.Count; i++) shelf[i] = shelf[i] with { IsCorrection = false };
        }
    }

    /// <summary>Puts out the next piece; when the written ones are used up, the water level of the day. Returns its provider and headline.</summary>
    internal (string Provider, string Headline) Next(int number, DateTimeOffset now)
    {
        var piece = number < world.Arriving.Count ? world.Arriving[number] : Bulletin();
        lock (gate) shelves[piece.Provider!].Insert(0, new StandPiece(piece, now));
        return (piece.Provider!, piece.Headline);
    }

    private static StandPiece Aged(StandPiece piece, DateTimeOffset now) => piece.Piece switch
    {
        { Special: "withdrawn" } => piece with { Withdrawn = now },
        { Special: "correction", Later: { } later } => piece with { Piece = Later(piece.Piece, later), Updated = now, IsCorrection = true },
        { Special: "silent-edit", Later: { } later } => piece with { Piece = Later(piece.Piece, later) },
        _ => piece,
    };

    private static WorldPiece Later(WorldPiece piece, WorldLater later) => piece with { Headline = later.Headline ?? piece.Headline, Body = later.Body };

    private WorldPiece Bulletin()
    {
        var number = ++bulletins;
        var level = 312 - (number % 40);
        return new WorldPiece(
            $"https://hydraulique-sirako.example/2026/releves/{number}", $"Relevé n° {number} : la retenue de Sirako à {level} centimètres sous le déversoir",
            "Direction régionale de l’hydraulique de Sirako", "Sirako", "fr", ["Relevé"], null,
            [
                $"Le plan d’eau de la retenue de Sirako se situait, au relevé n° {number}, à {level} centimètres sous la crête du déversoir.",
                "Le débit servi au canal principal reste de 18 mètres cubes par seconde. Prochain relevé au prochain tour de l’éclusier.",
            ],
            null, "hydraulique-sirako", null, null, null);
    }
}

/// <summary>A piece in a feed, with its dates.</summary>
internal sealed record StandPiece(WorldPiece Piece, DateTimeOffset Published)
{
    internal DateTimeOffset? Updated { get; init; }
    internal DateTimeOffset? Withdrawn { get; init; }
    internal bool IsCorrection { get; init; }

    internal StandPiece On(string server) => Piece.Picture is not { } picture ? this
        : this with { Piece = Piece with { Picture = picture with { Address = server + "/img/" + picture.Address[(picture.Address.LastIndexOf('/') + 1)..] } } };

    internal DateTimeOffset? EmbargoedUntil(DateTimeOffset opened) => Piece.EmbargoMinutes is { } minutes ? opened.AddMinutes(minutes) : null;
}
