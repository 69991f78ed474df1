using System.Globalization;
using System.Text;

namespace Griot.Tests.Syndicating;

/// <summary>An Atom feed of invented pieces that goes on: pieces come, are changed, and are taken back by tombstones (RFC 6721).</summary>
internal sealed class ChangingFeed(Random random)
{
    private readonly List<(int Number, int Revision, bool IsGone)> pieces = [];

    /// <summary>The headline of the newest piece.</summary>
    internal string Newest => $"Nouvelle {pieces.Count - 1},";

    /// <summary>Three pieces come, one is changed, and seldom one is taken back; what the feed says then.</summary>
    internal string GoOn()
    {
        for (var i = 0; i < 3; i++) pieces.Add((pieces.Count, 0, false));
        var changed = random.Next(Math.Max(0, pieces.Count - 20), pieces.Count);
        if (!pieces[changed].IsGone) pieces[changed] = pieces[changed] with { Revision = pieces[changed].Revision + 1 };
        var gone = random.Next(Math.Max(0, pieces.Count - 20), pieces.Count - 1);
        if (random.Next(2) == 0) pieces[gone] = pieces[gone] with { IsGone = true };
        return Write();
    }

    private string Write()
    {
        var feed = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="fr">
            <id>tag:lepont.example,2026:pont</id><title>Le Pont</title><updated>2026-10-05T08:00:00Z</updated>

            """);
        foreach (var (number, revision, isGone) in pieces.TakeLast(40))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"tag:lepont.example,2026:{number}");
            feed.Append(isGone
                ? $"""<at:deleted-entry ref="{id}" when="2026-10-06T08:00:00Z"/>"""
                : string.Create(CultureInfo.InvariantCulture, $"""<entry><id>{id}</id><title>Nouvelle {number}, {revision}</title><updated>2026-10-05T08:{revision:00}:00Z</updated><link href="https://lepont.example/{number}"/><content type="html">&lt;p&gt;Texte {number}, pour la {revision}e fois.&lt;/p&gt;</content></entry>""")).Append('\n');
        }

        return feed.Append("</feed>").ToString();
    }
}
