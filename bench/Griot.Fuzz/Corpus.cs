using System.Text;
using System.Text.Json;
using Griot.Formats;

namespace Griot.Fuzz;

/// <summary>Something to change: a feed with the format that it has to us, a date, a piece of markup, a text, a mail, words of embargo, a posted form, or an archive.</summary>
internal sealed record Seed(byte[] Bytes, string Kind, string? Format = null)
{
    internal bool IsFeed => Kind == "feed";
    internal bool IsDate => Kind == "date";
    internal bool IsHtml => Kind == "html";
    internal bool IsText => Kind == "text";
    internal bool IsMail => Kind == "mail";
    internal bool IsEmbargo => Kind == "embargo";
    internal bool IsForm => Kind == "form";
    internal bool IsExport => Kind == "wxr";
    internal bool IsWebArchive => Kind == "warc";
    internal bool IsZip => Kind == "zip";
}

/// <summary>
/// What the inputs are made from: seeds of our own, and where they lie beside the checkout real feeds and known payloads,
/// in the order of their names.
/// </summary>
internal sealed class Corpus
{
    private const int LargestSeed = 200 * 1024;

    private readonly List<Seed> seeds;

    private Corpus(List<Seed> seeds) => this.seeds = seeds;

    internal int Count => seeds.Count;

    /// <param name="shared">False: seeds of our own alone, which are the same everywhere.</param>
    internal static Corpus Load(bool shared = true)
    {
        var all = OwnSeeds.All().ToList();
        if (shared && Find("shared") is { } folder)
        {
            foreach (var part in (string[])["data/feeds", "samples/feeds", "samples/ninjs"]) all.AddRange(Feeds(Path.Combine(folder, part)));
            all.AddRange(Mails(Path.Combine(folder, "samples", "email")));
            all.AddRange(Payloads(Path.Combine(folder, "data", "sanitise", "dompurify.json"), "payload"));
            all.AddRange(Payloads(Path.Combine(folder, "data", "sanitise", "html5lib.json"), "input"));
        }

        return new Corpus(all);
    }

    internal List<Seed> For(Target target)
    {
        var taken = seeds.Where(target.Takes).ToList();
        return taken.Count > 0 ? taken : [.. seeds.Where(seed => seed.IsFeed)];
    }

    private static IEnumerable<Seed> Feeds(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".xml" or ".rss" or ".atom" or ".rdf" or ".json" or ".html" or ".opml" or ".feed")
            .Where(file => new FileInfo(file).Length is > 0 and <= LargestSeed).Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes).SelectMany(Of);

    // The bodies of real feeds are the markup that the sanitiser meets every day.
    private static IEnumerable<Seed> Of(byte[] bytes)
    {
        var document = FeedDocument.Open(bytes, new DocumentHints());
        yield return new Seed(bytes, "feed", document.Format);
        if (document.Cuts.Count > 0 && ItemReader.Read(document.Cuts[0].Bytes, document.Cuts[0].Context).Item is { } item)
        {
            if (item.BodyHtml is { Length: > 200 } body) yield return new Seed(Encoding.UTF8.GetBytes(body), "html");
            if (item.PublishedText is { } date) yield return new Seed(Encoding.UTF8.GetBytes(date), "date");
        }
    }

    private static IEnumerable<Seed> Mails(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".txt" or ".eml" or ".msg")
            .Order(StringComparer.Ordinal).Select(file => new Seed(File.ReadAllBytes(file), "mail"));

    private static IEnumerable<Seed> Payloads(string file, string field)
    {
        if (!File.Exists(file)) yield break;
        using var cases = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var one in cases.RootElement.EnumerateArray())
            if (one.GetProperty(field).GetString() is { } payload) yield return new Seed(Encoding.UTF8.GetBytes(payload), "html");
    }

    private static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, name) is var path && Directory.Exists(path)) return path;
        return null;
    }
}
