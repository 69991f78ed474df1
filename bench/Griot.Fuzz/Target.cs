namespace Griot.Fuzz;

/// <summary>
/// A part of the house that reads what strangers wrote. <paramref name="Run"/> does its work on an input, measures each
/// call, and gives what then says which invariant is broken.
/// </summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Takes">Whether a seed is worth changing for this target.</param>
/// <param name="Run">Does the work.</param>
internal sealed record Target(string Name, Func<Seed, bool> Takes, Func<byte[], Meter, Func<string?>> Run)
{
    /// <summary>Bytes of the largest input: what a field may hold; of Markdown a long piece; of a piece of the house, which nobody but the operator writes, a page.</summary>
    internal int Largest { get; init; } = 512 * 1024;

    internal static IReadOnlyList<Target> All { get; } =
    [
        new("cutter", static seed => seed.IsFeed, FeedTargets.Cut),
        new("rss", static seed => seed.Format == "rss", FeedTargets.Read),
        new("atom", static seed => seed.Format == "atom", FeedTargets.Read),
        new("jsonfeed", static seed => seed.Format == "jsonfeed", FeedTargets.Read),
        new("ninjs", static seed => seed.Format == "ninjs", FeedTargets.ReadNinjs),
        new("wild", static seed => seed.IsFeed && seed.Format is not ("rss" or "atom" or "jsonfeed" or "ninjs"), FeedTargets.Read),
        new("encodings", static seed => seed.IsFeed, FeedTargets.ReadEncoded),
        new("dates", static seed => seed.IsDate, FeedTargets.ReadDate) { Largest = 64 * 1024 },
        new("house", static seed => seed.IsText, FeedTargets.ReadHousePiece) { Largest = 4 * 1024 },
        new("text", static seed => seed.IsText, FeedTargets.ReadText),
        new("markdown", static seed => seed.IsText, FeedTargets.ReadMarkdown) { Largest = 64 * 1024 },
        new("mail", static seed => seed.IsMail, FeedTargets.ReadMail),
        new("embargo", static seed => seed.IsEmbargo || seed.IsDate, EmbargoTarget.Read) { Largest = 64 * 1024 },
        new("form", static seed => seed.IsForm, FormTarget.Post),
        new("wxr", static seed => seed.IsExport, ExportTarget.Read),
        new("warc", static seed => seed.IsWebArchive, WebArchiveTarget.Read),
        new("zip", static seed => seed.IsZip, ZipTarget.Unpack),
        new("sanitiser", static seed => seed.IsHtml, HtmlTarget.Sanitise),
        new("display", static seed => seed.IsText || seed.IsHtml, HtmlTarget.Show),
    ];
}
