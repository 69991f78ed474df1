using AngleSharp.Html.Parser;

namespace Griot.Tests.Exporting;

/// <summary>A folder that <c>griot export</c> wrote, as somebody finds it who has nothing but files.</summary>
internal sealed class Copy(string root)
{
    internal string Root => root;

    /// <summary>Every file, by its path.</summary>
    internal Dictionary<string, byte[]> Files() =>
        Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(root, file).Replace('\\', '/'), File.ReadAllBytes, StringComparer.Ordinal);

    /// <summary>The files of the site, without those that say what the copy is.</summary>
    internal Dictionary<string, byte[]> Site() => Files().Where(file => !file.Key.StartsWith("export.", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    /// <summary>When each file was last written.</summary>
    internal Dictionary<string, DateTime> Times() => Files().Keys.ToDictionary(path => path, path => File.GetLastWriteTimeUtc(Full(path)), StringComparer.Ordinal);

    internal string Full(string path) => Path.Combine(root, path);

    internal string Read(string path) => File.ReadAllText(Full(path));

    internal IEnumerable<string> Pages => Files().Keys.Where(path => path.EndsWith(".html", StringComparison.Ordinal));

    /// <summary>Every link of every page that leads nowhere in the folder, or asks a server.</summary>
    internal List<string> BrokenLinks() => [.. Pages.SelectMany(page => LinksOf(page).Where(link => !Leads(page, link)).Select(link => $"{page}: {link}"))];

    /// <summary>The links of a page that don't leave the folder.</summary>
    internal IEnumerable<string> LinksOf(string page)
    {
        var document = new HtmlParser().ParseDocument(Read(page));
        string[] one = ["href", "src", "action", "formaction", "poster"];
        return document.All.SelectMany(element => one.Select(element.GetAttribute).OfType<string>().Concat((element.GetAttribute("srcset") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(source => source.Split(' ')[0])))
            .Where(link => !link.StartsWith("http", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal) && !link.StartsWith("tel:", StringComparison.Ordinal) && !link.StartsWith('#'));
    }

    private bool Leads(string page, string link) =>
        !link.Contains('?', StringComparison.Ordinal) && !link.StartsWith('/') && File.Exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Full(page))!, link.Split('#')[0])));
}
