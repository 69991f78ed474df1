using System.Security.Cryptography;
using System.Text.Json;
using Griot.Formats;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;

namespace Griot.Ingest.Channels.Poll;

/// <summary>Asks one feed once, and takes in what it brings.</summary>
internal sealed class PollChannel(LedgerStore ledger, GuardedHttp http, TimeProvider time, PollOptions options) : IDisposable
{
    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";

    private const int MostItems = 100_000;
    private const int MostContext = 64 * 1024;

    private readonly Intake intake = new(ledger, time);
    private readonly LargeDocuments large = new();

    /// <summary>Polls a channel of an active provider. Failures are results: the channel is asked again later.</summary>
    internal async Task<PollResult> RunAsync(ChannelRegistration channel, ChannelState? before, CancellationToken cancellation)
    {
        var state = before ?? new ChannelState { Channel = channel.Id };
        if (!Uri.TryCreate(channel.Address, UriKind.Absolute, out var address)) return await FailAsync(channel, state, "bad-address: the registered address is not an absolute one", null, cancellation);
        var request = new FetchRequest { Address = address, ETag = state.ETag, LastModified = state.LastModified, UserAgent = options.UserAgent, Accept = Accept };
        if (Rhythm.IsToAskAnew(state, time.GetUtcNow())) request = request with { ETag = null, LastModified = null };
        return await large.RunAsync(
            channel.Id, most => http.FetchAsync(request with { MaxBytes = most }, cancellation), outcome => TakeAsync(channel, state, outcome, cancellation), cancellation);
    }

    private async Task<PollResult> TakeAsync(ChannelRegistration channel, ChannelState state, FetchOutcome outcome, CancellationToken cancellation)
    {
        // The provider may have been suspended while its server took its time: then nothing of it is taken in.
        if (ledger.Card(channel.Provider) is not { State: ProviderState.Active } card) return new PollResult { Channels = 1 };
        return outcome switch
        {
            FetchOutcome.NotModified => await StandsAsync(channel, state, new PollResult { Channels = 1, NotModified = 1 }, cancellation),
            FetchOutcome.Fetched fetched => await ReadAsync(channel, state, card, fetched, cancellation),
            FetchOutcome.Failed failed => await FailAsync(channel, state, $"{failed.Code}: {failed.Message}", failed.RetryAfter, cancellation),
            FetchOutcome.Refused refused => await FailAsync(channel, state, $"{refused.Code}: {refused.Message}", null, cancellation),
            _ => throw new InvalidOperationException("An unknown outcome of a fetch."),
        };
    }

    /// <summary>Notes a fault of our own, so that the channel is tried again later and not at once for ever.</summary>
    internal Task<PollResult> FaultedAsync(ChannelRegistration channel, ChannelState? before, Exception fault, CancellationToken cancellation) =>
        FailAsync(channel, before ?? new ChannelState { Channel = channel.Id }, $"fault: {fault.GetType().Name}, see the log", null, cancellation);

    private async Task<PollResult> ReadAsync(ChannelRegistration channel, ChannelState state, ProviderCard card, FetchOutcome.Fetched fetched, CancellationToken cancellation)
    {
        var hash = SHA256.HashData(fetched.Body);
        var now = time.GetUtcNow();
        if (state.BodyHash is { } last && hash.AsSpan().SequenceEqual(last))
            return await StandsAsync(channel, Validators(state, fetched), new PollResult { Channels = 1, Unchanged = 1 }, cancellation);
        var document = FeedDocument.Open(fetched.Body, new DocumentHints(fetched.ContentType, fetched.FinalAddress.AbsoluteUri));
        if (WhyNot(document) is { } reason) return await QuarantineAsync(channel, state, reason, fetched, cancellation);
        var isWhole = document.Incidents.All(incident => incident.Code != IncidentCodes.Truncated);
        var envelope = EnvelopeOf(fetched, hash, now);
        var pieces = Ordered(document).Select(cut => PieceOf(cut, envelope)).ToList();
        var facts = new DocumentFacts(isWhole, fetched.TlsKeyHash, document.Feed.Title);
        var yield = await intake.TakeAsync(pieces, facts, card, channel.Id, fetched.Tls ? EvidenceOf(card, channel) : Evidence.Plain, Save, cancellation);
        return new PollResult { Channels = 1, NewItems = yield.NewItems, NewVersions = yield.NewVersions, Cosmetic = yield.Cosmetic, Quarantined = yield.Quarantined };

        // A document that broke off is asked for again, whole, whatever its validators say.
        ChannelState Save(Yield found)
        {
            var kept = isWhole ? Validators(state, fetched) with { BodyHash = hash } : state with { ETag = null, LastModified = null, BodyHash = null };
            IReadOnlyList<Incident> incidents = [.. document.Incidents, .. found.OfDocument, .. found.Incidents];
            return Rhythm.Success(kept, Interval(channel), found.NewItems + found.NewVersions > 0, now) with { Incidents = Told(incidents) };
        }
    }

    // Feeds tell the newest first; the log wants the oldest first, so that what came last stands last.
    private static IEnumerable<ItemCut> Ordered(FeedDocument document) => document.Cuts.Reverse();

    // What stands around the items is sealed beside each of them: a document can be small and that product huge.
    private static Incident? WhyNot(FeedDocument document)
    {
        if (document.Format is null) return document.Incidents.Count > 0 ? document.Incidents[0] : new Incident(IncidentCodes.NotAFeed, "The document is no feed.");
        if (document.Cuts.Count > MostItems) return new Incident(IncidentCodes.TooLarge, $"The document holds more than {MostItems} items.");
        return document.Cuts.Select(cut => cut.Context).Distinct(ReferenceEqualityComparer.Instance).Cast<ItemContext>().Any(context => context.ToJson().Length > MostContext)
            ? new Incident(IncidentCodes.TooLarge, "What the document declares around its items is larger than 64 kB.")
            : null;
    }

    private static Piece PieceOf(ItemCut cut, Envelope document) => new(
        cut.Bytes, cut.Context, document with { Offset = cut.Offset, Length = cut.Length }, Piece.CutOf(cut.Bytes.Span, cut.Context.Encoding));

    private static Envelope EnvelopeOf(FetchOutcome.Fetched fetched, byte[] hash, DateTimeOffset received) => new()
    {
        Address = fetched.FinalAddress.AbsoluteUri,
        DocumentHash = Convert.ToBase64String(hash),
        ContentType = fetched.ContentType,
        Headers = fetched.Headers,
        TlsKeyHash = fetched.TlsKeyHash,
        Received = received,
    };

    private static Evidence EvidenceOf(ProviderCard card, ChannelRegistration channel) =>
        card.Channel(channel.Id) is { Proven: true } ? Evidence.Proven : Evidence.Tls;

    private static ChannelState Validators(ChannelState state, FetchOutcome.Fetched fetched) =>
        state with { ETag = fetched.ETag, LastModified = fetched.LastModified };

    private async Task<PollResult> QuarantineAsync(ChannelRegistration channel, ChannelState state, Incident reason, FetchOutcome.Fetched fetched, CancellationToken cancellation)
    {
        var row = new Quarantined
        {
            Provider = channel.Provider,
            Channel = channel.Id,
            Code = reason.Code,
            Message = reason.Message,
            Bytes = fetched.Body,
            Envelope = new Envelope { Address = fetched.FinalAddress.AbsoluteUri, ContentType = fetched.ContentType, Received = time.GetUtcNow() }.ToBytes(),
        };
        var failure = Rhythm.Failure(state, Interval(channel), $"{reason.Code}: {reason.Message}", null, time.GetUtcNow());
        await ledger.AppendAsync(new Batch { Quarantined = [row], Channel = failure }, cancellation);
        return new PollResult { Channels = 1, Failed = 1, Quarantined = 1 };
    }

    private async Task<PollResult> StandsAsync(ChannelRegistration channel, ChannelState state, PollResult result, CancellationToken cancellation)
    {
        await ledger.AppendAsync(new Batch { Channel = Rhythm.Success(state, Interval(channel), broughtSomething: false, time.GetUtcNow()) }, cancellation);
        return result;
    }

    private async Task<PollResult> FailAsync(ChannelRegistration channel, ChannelState state, string error, TimeSpan? retryAfter, CancellationToken cancellation)
    {
        await ledger.AppendAsync(new Batch { Channel = Rhythm.Failure(state, Interval(channel), error, retryAfter, time.GetUtcNow()) }, cancellation);
        return new PollResult { Channels = 1, Failed = 1 };
    }

    private TimeSpan? Interval(ChannelRegistration channel) => options.Every ?? channel.Every;

    private static string? Told(IReadOnlyList<Incident> incidents) =>
        incidents.Count == 0 ? null : JsonSerializer.Serialize([.. incidents.Distinct().Take(50)], IngestJson.Default.IReadOnlyListIncident);

    public void Dispose() => large.Dispose();
}
