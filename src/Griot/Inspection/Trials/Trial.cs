using Griot.Formats;
using Griot.Ingest.Operator;
using Griot.Net;

namespace Griot.Inspection.Trials;

/// <summary>A feed looked at before it goes live: what one poll would take in, and what a person should know of it. Nothing is stored.</summary>
internal sealed record Trial
{
    /// <summary>Of one document; a larger one lies in quarantine.</summary>
    private const int MostItems = 100_000;

    internal required string Input { get; init; }
    internal required FeedSearch Search { get; init; }
    internal required DateTimeOffset Now { get; init; }
    internal required IReadOnlyList<TrialItem> Items { get; init; }
    internal required Identification Identity { get; init; }
    internal required Cadence Cadence { get; init; }
    internal required DateForms Dates { get; init; }
    internal required TextKind Text { get; init; }

    /// <summary>What would decide which item a piece is, by this look and a second one; null where no piece can be read.</summary>
    internal IdentityForecast? Forecast { get; init; }

    /// <summary>What came of a conditional request right after the first; null: the server gave nothing to ask with, or it is a file.</summary>
    internal FetchOutcome? Again { get; init; }

    internal Retrieved Read => Search.Read;

    internal FeedDocument? Document => Search.Document;

    /// <summary>How often the feed says that it is worth asking for.</summary>
    internal TimeSpan? Period => Document?.Feed.Updates?.Least;

    /// <summary>Some of the licences that feed and items name.</summary>
    internal IEnumerable<string> Licences => Items.Select(item => item.Item?.UsageTerms).Prepend(Document?.Feed.UsageTerms).OfType<string>().SelectMany(terms => terms.Split('\n')).Distinct(StringComparer.Ordinal).Take(3);

    internal string? Encoding => Items.Count > 0 ? Items[0].Cut.Context.Encoding : null;

    internal IEnumerable<TrialItem> Sealed => Items.Where(item => item.Refusal is null);

    /// <summary>Why nothing can be taken in; null where something can, or could if there were a piece.</summary>
    internal Incident? Refusal =>
        Search.Fault is { } fault ? fault
        : Document is { Format: null, Incidents: var incidents } ? incidents.Count > 0 ? incidents[^1] : new Incident(IncidentCodes.NotAFeed, "The document is no feed.")
        : Document!.Cuts.Count > MostItems ? new Incident(IncidentCodes.TooLarge, $"It holds more than {MostItems} items.")
        : Items.Count > 0 && Items.All(item => item.Refusal is not null) ? new Incident(Items[0].Refusal!.Code, $"None of its {Items.Count} items can be read: {Items[0].Refusal!.Message}")
        : null;

    /// <summary>The address to register: where the feed was found, behind all redirects that are for good.</summary>
    internal string? Address => Read.Answer is not { } answer ? null : answer.Hops.TakeWhile(hop => hop.Permanent).LastOrDefault()?.To.AbsoluteUri ?? Search.Address ?? Input;

    /// <summary>The newest pieces first; those without a date in the order of the feed.</summary>
    internal IEnumerable<TrialItem> Latest => Sealed.OrderByDescending(item => item.Date <= Now ? item.Date : null);

    /// <summary>Looks at a file or an address.</summary>
    internal static async Task<Trial> RunAsync(InputSource source, string input, DocumentHints hints, TimeProvider time, CancellationToken cancellation)
    {
        var search = await FeedSearch.RunAsync(source, input, hints, cancellation);
        var items = ItemsOf(search.Document);
        var again = search.Document?.Format is null ? null : await source.AskAgainAsync(search.Read, cancellation);
        var second = again is FetchOutcome.Fetched fetched ? FeedDocument.Open(fetched.Body, search.Read.Hints) : null;
        return Of(input, search, items, time.GetUtcNow()) with { Again = again, Forecast = items.Count == 0 ? null : IdentityForecast.Of(search.Document!, second?.Cuts.Count > MostItems ? null : second) };
    }

    private static Trial Of(string input, FeedSearch search, IReadOnlyList<TrialItem> items, DateTimeOffset now) => new()
    {
        Input = input,
        Search = search,
        Now = now,
        Items = items,
        Identity = Identification.Of(items),
        Cadence = Cadence.Of(items.Select(item => item.Date).OfType<DateTimeOffset>(), now),
        Dates = DateForms.Of(items, now),
        Text = TextKind.Of(items),
    };

    private static IReadOnlyList<TrialItem> ItemsOf(FeedDocument? document) =>
        document is null || document.Cuts.Count > MostItems ? [] : [.. document.Cuts.Select(TrialItem.Read)];
}
