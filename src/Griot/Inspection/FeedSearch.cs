using System.Text.Json.Nodes;
using Griot.CommandLine;
using Griot.Formats;
using Griot.Formats.Discovery;
using Griot.Record;

namespace Griot.Inspection;

/// <summary>
/// An input opened; and where it is a web page, the feed that it leads to. What the page names is tried in order, then
/// the common places of the same host, until the first that is a feed: one request after another, never more than
/// <see cref="MostTried"/>, and none more once the server asks for rest or is not there.
/// </summary>
internal sealed class FeedSearch
{
    private const int MostTried = 20;
    private const int MostTold = 20;

    private readonly InputSource source;
    private readonly string input;

    private FeedSearch(InputSource source, string input, Retrieved read, FeedDocument? document) => (this.source, this.input, Read, Document) = (source, input, read, document);

    /// <summary>What was read in the end: the input, or the feed that was found.</summary>
    internal Retrieved Read { get; private set; }

    /// <summary>Null where nothing could be read.</summary>
    internal FeedDocument? Document { get; private set; }

    /// <summary>Every feed that the page named, and the one that was found without its word; empty where the input was no page.</summary>
    internal List<FeedCandidate> Found { get; } = [];

    /// <summary>The address of the feed that was found; null where the input is read itself.</summary>
    internal string? Address { get; private set; }

    /// <summary>What was asked for in vain, and what came instead.</summary>
    internal List<(string Address, string Outcome)> Tried { get; } = [];

    /// <summary>Why there is no feed; null where there is one.</summary>
    internal Incident? Fault { get; private set; }

    /// <summary>Reads an input and, where it is a page, looks for its feed.</summary>
    internal static async Task<FeedSearch> RunAsync(InputSource source, string input, DocumentHints hints, CancellationToken cancellation)
    {
        var read = await source.ReadAsync(input, hints, cancellation);
        var search = new FeedSearch(source, input, read, read.Bytes is null ? null : FeedDocument.Open(read.Bytes, read.Hints)) { Fault = read.Fault };
        if (search.Document is { Format: null } && hints.Format is null) await search.LookAsync(cancellation);
        return search;
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var link = Read.Answer?.Headers.GetValueOrDefault("Link");
        var found = FeedFinder.Find(Read.Bytes!, Read.Hints.ContentType, Read.Hints.Base ?? Read.Hints.Address, link);
        if (!found.IsPage) return;
        Found.AddRange(found.Candidates);
        if (Read.Answer is not null && await FollowAsync(found, cancellation)) return;
        Fault = new Incident(IncidentCodes.NotAFeed, WhyNot(found));
    }

    private async Task<bool> FollowAsync(FoundFeeds found, CancellationToken cancellation)
    {
        var likely = found.Candidates.Where(candidate => candidate.Of <= FeedScope.Section);
        var places = found.Places.Except(found.Candidates.Select(candidate => candidate.Address), StringComparer.Ordinal)
            .Select(place => new FeedCandidate(place, null, null, null, FeedEvidence.CommonPlace, FeedScope.Site));
        // The comments below a paper's pieces are no substitute for the paper; but better than nothing, if it has nothing else.
        var others = found.Candidates.Where(candidate => candidate.Of > FeedScope.Section);
        foreach (var candidate in likely.Take(MostTried / 2).Concat(places).Concat(others).Take(MostTried))
        {
            switch (await TryAsync(candidate, cancellation))
            {
                case true: return true;
                case null: return false;
            }
        }

        return false;
    }

    // True: it is a feed. Null: the server is not to be asked again now.
    private async Task<bool?> TryAsync(FeedCandidate candidate, CancellationToken cancellation)
    {
        var read = await source.FollowAsync(input, candidate.Address, cancellation);
        var document = read.Bytes is null ? null : FeedDocument.Open(read.Bytes, read.Hints);
        if (document?.Format is not null)
        {
            (Read, Document, Address) = (read, document, candidate.Address);
            if (candidate.How == FeedEvidence.CommonPlace) Found.Insert(0, candidate with { Title = document.Feed.Title });
            return true;
        }

        Tried.Add((candidate.Address, read.Status is { } status ? $"{status}" : read.Fault?.Code ?? document?.Incidents[^1].Code ?? IncidentCodes.NotAFeed));
        return candidate.How == FeedEvidence.CommonPlace && (read.Status is 429 or 503 || read.Fault?.Code is "timeout" or "connect" or "dns" or "tls") ? null : false;
    }

    private string WhyNot(FoundFeeds found)
    {
        if (Read.Answer is null && Found.Count > 0) return $"This is a web page, no feed; it names {Found.Count} that may be one. Ask for one of them, or for the page by its address.";
        if (found.Unresolved > 0) return $"This is a web page, no feed; it names {found.Unresolved} feeds by relative addresses, which --base would complete.";
        var tried = Tried.Count == 0 ? "" : $" Tried in vain: {string.Join(", ", Tried.Take(MostTold).Select(one => $"{Shown(one.Address)} ({one.Outcome})"))}.";
        return $"This is a web page, no feed, and {(Found.Count == 0 ? "it names none" : "none that it names is one")}.{tried}";
    }

    /// <summary>What was found, for scripts; added to what is said of the input.</summary>
    internal void Describe(JsonObject facts)
    {
        if (Found.Count == 0 && Tried.Count == 0) return;
        facts["found"] = Facts.Array(Found.Select(candidate => new JsonObject
        {
            ["address"] = candidate.Address,
            ["title"] = candidate.Title,
            ["type"] = candidate.Type,
            ["language"] = candidate.Language,
            ["how"] = Word.Of(candidate.How),
        }));
        if (Address is not null) facts["address"] = Address;
        else facts["tried"] = Facts.Array(Tried.Select(one => new JsonObject { ["address"] = one.Address, ["outcome"] = one.Outcome }));
    }

    private static string Shown(string address) => new Uri(address).PathAndQuery is { Length: <= 80 } path ? path : string.Concat(new Uri(address).PathAndQuery.AsSpan(0, 80), "...");
}
