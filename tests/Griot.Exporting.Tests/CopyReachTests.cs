using System.Text.RegularExpressions;

namespace Griot.Exporting.Tests;

/// <summary>Whoever has nothing but the files of a large house reaches each of its pieces, link by link.</summary>
public sealed partial class CopyReachTests
{
    // More than lists of the newest hold: 36 on a front page, and 20 older pages.
    private const int Many = 800;

    [Fact]
    public async Task Every_piece_is_reached_from_the_first_page_and_where_a_list_of_the_newest_ends_the_days_go_on()
    {
        await using var world = await CopyWorld.OpenAsync();
        await world.DeliverAsync(Many);
        await world.DoAsync(Act.Withdraw, 7);
        await world.DoAsync(Act.Hold, 8);
        await world.DoAsync(Act.Embargo, 0);

        var (folder, pieces) = await world.ExportAsync("fr");

        var reached = Reached(folder, "index.html", _ => true);
        Assert.All(pieces, piece => Assert.Contains(piece.Page, reached));
        Assert.True(pieces.Count >= Many);
        Assert.Equal(1 + 20, Older(folder, "fr/index.html", "copy/fr/days.html"));
        Assert.Equal(1 + 20, Older(folder, "fr/language/fr.html", "copy/fr/days.html"));
        // By days alone, from there.
        var byDays = Reached(folder, "copy/fr/days.html", page => page.StartsWith("copy/fr/days", StringComparison.Ordinal) || page.StartsWith("fr/day/", StringComparison.Ordinal));
        Assert.All(pieces.Where(piece => piece.IsRead), piece => Assert.Contains(piece.Page, byDays));
    }

    // Links of these pages are followed, and no others.
    private static HashSet<string> Reached(string folder, string from, Func<string, bool> isFollowed)
    {
        var (reached, ahead) = (new HashSet<string>(StringComparer.Ordinal) { from }, new Queue<string>([from]));
        while (ahead.TryDequeue(out var page))
            foreach (var link in isFollowed(page) ? Links().Matches(File.ReadAllText(Path.Combine(folder, page))) : Enumerable.Empty<Match>())
                if (Target(folder, page, link) is { } target && target.EndsWith(".html", StringComparison.Ordinal) && reached.Add(target)) ahead.Enqueue(target);
        return reached;
    }

    // How many pages a list has until it leads on to another page.
    private static int Older(string folder, string page, string end)
    {
        for (var pages = 1; ; pages++)
        {
            page = Target(folder, page, Assert.Single(Next().Matches(File.ReadAllText(Path.Combine(folder, page)))));
            if (page == end) return pages;
            Assert.InRange(pages, 1, 100);
        }
    }

    private static string Target(string folder, string page, Match link) =>
        Path.GetRelativePath(folder, Path.GetFullPath(Path.Combine(folder, Path.GetDirectoryName(page)!, link.Groups["target"].Value))).Replace('\\', '/');

    [GeneratedRegex("<a [^>]*href=\"(?<target>[^\"#:]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Links();

    [GeneratedRegex("<a href=\"(?<target>[^\"#:]+)\" rel=\"next\">", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Next();
}
