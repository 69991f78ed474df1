using System.Globalization;
using System.Text;
using Griot.Net;
using Griot.Record;
using Griot.Record.Html;
using Griot.Verifying;

namespace Griot.Monitoring;

/// <summary>
/// The lists of a site: the feeds of all pieces in their three forms, and the pages that link to pieces. Nothing may stand in
/// one that the log does not name (R8), and what is for the public has to stand in the feeds (R9).
/// </summary>
/// <param name="since">Pieces whose newest entry is an earlier one are only known to the log, and not compared again.</param>
internal sealed class ListWalk(LogSite site, VerifiedLog log, MonitorRun run, PieceLooks looks, long since)
{
    private static readonly string[] Forms = ["json", "atom", "rss"];

    // A site has no more lists than this; a server that makes up new ones is not followed for ever.
    private const int MostPages = 50_000;

    private readonly List<Finding> found = [];

    /// <summary>Walks the feeds as far back as there may be pieces to compare.</summary>
    /// <param name="expected">Pieces that have to stand in each.</param>
    internal async Task<IReadOnlyList<Finding>> FeedsAsync(IReadOnlyDictionary<string, long> expected, CancellationToken cancellation)
    {
        foreach (var form in Forms)
        {
            var met = new HashSet<string>(StringComparer.Ordinal);
            if (await FeedAsync(form, met, expected, cancellation))
                foreach (var (item, entry) in expected.Where(pair => !met.Contains(pair.Key))) Add("R9", entry, $"/feeds/all.{form}", $"the piece {item} is for the public, and the feed does not hold it");
        }

        return found;
    }

    /// <summary>Looks through pages for links to pieces that the log does not name.</summary>
    /// <param name="pages">Where to begin, as paths.</param>
    /// <param name="leadsOn">Whether a path that is linked to is another page with a list.</param>
    internal async Task<IReadOnlyList<Finding>> PagesAsync(IEnumerable<string> pages, Func<string, bool> leadsOn, CancellationToken cancellation)
    {
        var (ahead, known) = (new Queue<string>(pages), new HashSet<string>(pages, StringComparer.Ordinal));
        while (ahead.TryDequeue(out var page))
        {
            foreach (var path in await LinksAsync(page, cancellation))
            {
                if (PageAddresses.ItemOf(path) is { } item && run.Rules.NewestOf(item) is null) Add("R8", null, page, $"it links to the piece {item}, which has no entry in the log");
                if (known.Count < MostPages && leadsOn(path) && known.Add(path)) ahead.Enqueue(path);
            }

            run.Step($"looking at lists: {known.Count - ahead.Count} of {known.Count} pages");
        }

        return found;
    }

    private async Task<IEnumerable<string>> LinksAsync(string page, CancellationToken cancellation)
    {
        var reply = await site.GetAsync(page[1..], FetchRequest.DefaultMaxBytes, cancellation, "text/html");
        if (reply.Bytes is not { } html)
        {
            Add("R9", null, page, $"the page is not served: {reply.Why}");
            return [];
        }

        run.Count("pages with lists");
        return PageLinks.Of(Encoding.UTF8.GetString(html)).Select(PageAddresses.PathOf).OfType<string>().Distinct(StringComparer.Ordinal);
    }

    private async Task<bool> FeedAsync(string form, HashSet<string> met, IReadOnlyDictionary<string, long> expected, CancellationToken cancellation)
    {
        var (path, last) = ($"/feeds/all.{form}", long.MaxValue);
        while (true)
        {
            var reply = await site.GetAsync(path[1..], FetchRequest.DefaultMaxBytes, cancellation);
            if (reply.Bytes is not { } bytes || ListedPieces.Read(form, bytes) is not { } page)
            {
                Add("R9", null, path, reply.Bytes is null ? $"the feed is not served: {reply.Why}" : "what is served as the feed can't be read");
                return false;
            }

            var compared = 0;
            foreach (var piece in page.Pieces) compared += await IsComparedAsync(path, piece, met, cancellation) ? 1 : 0;
            run.Step($"looking at /feeds/all.{form}: {met.Count} pieces");
            // What an import brought lies behind pages of what was known before it: the walk goes on while something is missing.
            if (page.Next is null || (page.Pieces.Count > 0 && compared == 0 && expected.Keys.All(met.Contains))) return true;
            if (PageAddresses.PathOf(page.Next) is not { } next || Cursor(next) is not { } cursor || cursor >= last)
            {
                Add("R9", null, path, "the link to its older pieces leads nowhere or in a circle");
                return false;
            }

            (path, last) = (next, cursor);
        }
    }

    private async Task<bool> IsComparedAsync(string path, ListedPiece piece, HashSet<string> met, CancellationToken cancellation)
    {
        run.Count("entries of feeds");
        if (piece.Item is not { } item || run.Rules.NewestOf(item) is not { } newest)
        {
            Add("R8", null, path, piece.Item is null ? $"it shows “{piece.Words.Headline}” under an id that is none of this house" : $"it shows the piece {piece.Item}, which has no entry in the log");
            return false;
        }

        met.Add(item);
        if (newest < since) return false;
        if (await PieceHistory.OfAsync(log, item, newest, cancellation) is not { } state) return true;
        if (state is not { Standing: Standing.Visible, Current: { } current }) Add("R9", (state.Cause ?? state.Last).Index, path, $"it shows the piece {item}, which is {Word.Of(state.Standing)}");
        else if (piece.Entry != current.Index) Add("R8", current.Index, path, $"it shows the piece {item} as entry {piece.Entry}, and its present version is entry {current.Index}");
        else if (await looks.WordsAsync(state, current, cancellation) is { } words)
            foreach (var difference in piece.Words.Differences(words)) Add("R8", current.Index, path, $"the piece {item}: {difference}");
        return true;
    }

    private void Add(string rule, long? entry, string place, string message) => found.Add(new Finding(rule, entry, place, message));

    private static long? Cursor(string path) =>
        path.IndexOf("before=", StringComparison.Ordinal) is >= 0 and var at && long.TryParse(path[(at + 7)..], NumberStyles.None, CultureInfo.InvariantCulture, out var cursor) ? cursor : null;
}
