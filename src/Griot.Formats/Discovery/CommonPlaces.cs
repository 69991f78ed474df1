namespace Griot.Formats.Discovery;

/// <summary>
/// Where sites usually have a feed although no page says so. A handful, in the order of how often they are right; what
/// the page was made with (its <c>generator</c>) comes first.
/// </summary>
internal static class CommonPlaces
{
    private static readonly string[] Places =
    [
        "/feed", "/feed/", "/rss.xml", "/rss", "/feed.xml", "/atom.xml", "/spip.php?page=backend", "/index.xml", "/feeds/posts/default", "/?feed=rss2", "/rss/",
        "/?format=feed&type=rss",
    ];

    // Most French-speaking papers of Africa run SPIP or WordPress.
    private static readonly (string Generator, string Place)[] ByGenerator =
    [
        ("spip", "/spip.php?page=backend"), ("wordpress", "/feed/"), ("blogger", "/feeds/posts/default"), ("joomla", "/?format=feed&type=rss"), ("drupal", "/rss.xml"),
        ("hugo", "/index.xml"), ("jekyll", "/feed.xml"), ("ghost", "/rss/"),
    ];

    public static IReadOnlyList<string> Of(string? page, string? generator)
    {
        if (page is null) return [];
        var address = new Uri(page);
        var places = ByGenerator.Where(known => generator?.Contains(known.Generator, StringComparison.OrdinalIgnoreCase) == true).Select(known => known.Place);
        var all = places.Concat(Folder(address)).Concat(Places).Select(place => new Uri(address, place).AbsoluteUri);
        return [.. all.Distinct(StringComparer.Ordinal)];
    }

    // A site in a folder of its host: its feed lies there, and not at the host's root.
    private static string[] Folder(Uri page)
    {
        var folder = page.AbsolutePath[..(page.AbsolutePath.LastIndexOf('/') + 1)];
        return folder is "/" || page.AbsolutePath != folder ? [] : [folder + "feed/"];
    }
}
