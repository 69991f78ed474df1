using System.Security.Cryptography;
using Griot.Formats;
using Griot.Formats.Discovery;
using Griot.Ingest.Channels.WebSub;
using Griot.Ingest.Items;
using Griot.Ledger;
using Griot.Net;
using Griot.Record;

namespace Griot.Ingest.Channels.Poll;

/// <summary>Asks one feed once, and takes in what it brings.</summary>
internal sealed class PollChannel(LedgerStore ledger, GuardedHttp http, TimeProvider time, PollOptions options, PollLog log) : IDisposable
{
    private const string Accept =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1";

    private const int LongestHeader = 512;

    private readonly Intake intake = new(ledger, time);
    private readonly LargeDocuments large = new();
    private readonly HubDiscovery hubs = new(ledger, time);

    /// <summary>Polls a channel of an active provider. Failures are results: the channel is asked again later.</summary>
    internal async Task<PollResult> RunAsync(ChannelRegistration channel, ChannelState? before, ProviderCard card, bool isNudged, CancellationToken cancellation)
    {
        var state = before ?? new ChannelState { Channel = channel.Id };
        if (!Uri.TryCreate(channel.Address, UriKind.Absolute, out var address))
            return await FailAsync(new Asked(channel, state, card), new Fault("bad-address", "the registered address is not an absolute one"), null, null, cancellation);
        var request = new FetchRequest { Address = address, ETag = state.ETag, LastModified = state.LastModified, UserAgent = options.UserAgent, Accept = Accept };
        if (Rhythm.IsToAskAnew(state, time.GetUtcNow())) request = request with { ETag = null, LastModified = null };
        return await large.RunAsync(
            channel.Id, most => http.FetchAsync(request with { MaxBytes = most }, cancellation), outcome => TakeAsync(channel, state, outcome, isNudged, cancellation), cancellation);
    }

    private async Task<PollResult> TakeAsync(ChannelRegistration channel, ChannelState state, FetchOutcome outcome, bool isNudged, CancellationToken cancellation)
    {
        // The provider may have been suspended while its server took its time: then nothing of it is taken in.
        if (ledger.Card(channel.Provider) is not { State: ProviderState.Active } card || IsOvertaken(channel, state)) return new PollResult { Channels = 1 };
        var asked = new Asked(channel, state, card) { IsNudged = isNudged };
        return outcome switch
        {
            FetchOutcome.NotModified same => await StandsAsync(asked, Moved(state, same.Hops, same.FinalAddress), new PollResult { Channels = 1, NotModified = 1 }, cancellation),
            FetchOutcome.Fetched fetched => await ReadAsync(asked, fetched, cancellation),
            FetchOutcome.Failed failed => await FailAsync(asked, Fault.Of(failed, channel.Address), failed.RetryAfter, null, cancellation),
            FetchOutcome.Refused refused => await FailAsync(asked, Fault.Of(refused), null, null, cancellation),
            _ => throw new InvalidOperationException("An unknown outcome of a fetch."),
        };
    }

    // So may the channel have been moved, or another process have asked after us and been answered before: this answer is of the past,
    // and what it says of the channel, or an old text in it, must not stand on the newer one.
    private bool IsOvertaken(ChannelRegistration channel, ChannelState state) =>
        ledger.Channel(channel.Id) is not { } now || now.Channel.Address != channel.Address || now.State?.LastSeen != state.LastSeen;

    /// <summary>Notes a fault of our own, so that the channel is tried again later and not at once for ever.</summary>
    internal Task<PollResult> FaultedAsync(ChannelRegistration channel, ChannelState? before, ProviderCard card, Exception fault, CancellationToken cancellation) =>
        FailAsync(new Asked(channel, before ?? new ChannelState { Channel = channel.Id }, card), new Fault("fault", $"{fault.GetType().Name}, see the log"), null, null, cancellation);

    private async Task<PollResult> ReadAsync(Asked asked, FetchOutcome.Fetched fetched, CancellationToken cancellation)
    {
        var (channel, state, card) = asked;
        var hash = SHA256.HashData(fetched.Body);
        var now = time.GetUtcNow();
        var isSame = state.BodyHash is { } last && hash.AsSpan().SequenceEqual(last);
        if (isSame && !HasBrokenOff(state))
            return await StandsAsync(asked, Validators(Moved(state, fetched.Hops, fetched.FinalAddress), fetched), new PollResult { Channels = 1, Unchanged = 1 }, cancellation);
        var document = FeedDocument.Open(fetched.Body, new DocumentHints(fetched.ContentType, fetched.FinalAddress.AbsoluteUri));
        if (OpenedDocument.WhyNot(document) is { } reason) return await QuarantineAsync(asked, Fault.Of(reason, fetched), fetched, cancellation);
        // A transfer may have broken off: the document is asked for again. If the same bytes come, it is the provider's document
        // that ends there, and what is left of its last item goes to quarantine.
        var isLastWord = isSame || document.Incidents.All(incident => incident.Code != IncidentCodes.Truncated);
        var envelope = EnvelopeOf(fetched, hash, now);
        var pieces = Ordered(document).Where(cut => isLastWord || !cut.Context.BrokenOff).Select(cut => OpenedDocument.PieceOf(cut, envelope)).ToList();
        var note = new ChannelNote(state, null);
        var facts = new DocumentFacts(isLastWord, fetched.TlsKeyHash, document.Feed.Title);
        var yield = await intake.TakeAsync(pieces, facts, card, channel.Id, fetched.Tls ? EvidenceOf(card, channel) : Evidence.Plain, found => note = Note(found), cancellation);
        log.Tell(card, channel, state, note);
        await hubs.NoteAsync(channel, HubLinks.Of(document.Feed, fetched.Headers.GetValueOrDefault("Link"), fetched.FinalAddress), cancellation);
        return new PollResult { Channels = 1, NewItems = yield.NewItems, NewVersions = yield.NewVersions, Cosmetic = yield.Cosmetic, Quarantined = yield.Quarantined };

        // A document that broke off is asked for again, whole, whatever its validators say.
        ChannelNote Note(Yield found)
        {
            var kept = (isLastWord ? Validators(state, fetched) : state with { ETag = null, LastModified = null }) with { BodyHash = hash };
            kept = Moved(kept, fetched.Hops, fetched.FinalAddress) with { Declared = DeclaredPeriods.Read(document.Feed.Updates, fetched.Headers, now) };
            IReadOnlyList<Incident> incidents = [.. document.Incidents, .. found.OfDocument, .. found.Incidents];
            kept = Rhythm.Success(kept, Interval(channel), found.NewItems + found.NewVersions > 0, now, asked.IsNudged) with { Incidents = ChannelNote.Told(incidents) };
            return new ChannelNote(kept, found.FirstUnreadable is { } first && found.Unreadable == pieces.Count
                ? Alarming.AfterUnreadable(kept, first, pieces.Count, now)
                : Alarming.AfterSuccess(kept, isSame: false, now));
        }
    }

    private static bool HasBrokenOff(ChannelState state) => state.Incidents?.Contains($"\"{IncidentCodes.Truncated}\"", StringComparison.Ordinal) == true;

    // Feeds tell the newest first; the log wants the oldest first, so that what came last stands last.
    private static IEnumerable<ItemCut> Ordered(FeedDocument document) => document.Cuts.Reverse();

    private static Envelope EnvelopeOf(FetchOutcome.Fetched fetched, byte[] hash, DateTimeOffset received) => new()
    {
        Address = fetched.FinalAddress.AbsoluteUri,
        DocumentHash = Convert.ToBase64String(hash),
        ContentType = fetched.ContentType,
        Headers = Kept(fetched.Headers),
        TlsKeyHash = fetched.TlsKeyHash,
        Received = received,
    };

    // They are kept with each piece of the document: a server that says much must not multiply it.
    private static Dictionary<string, string> Kept(IReadOnlyDictionary<string, string> headers) =>
        headers.Where(header => header.Value.Length <= LongestHeader).ToDictionary(StringComparer.OrdinalIgnoreCase);

    private static Evidence EvidenceOf(ProviderCard card, ChannelRegistration channel) =>
        card.Channel(channel.Id) is { Proven: true } ? Evidence.Proven : Evidence.Tls;

    private static ChannelState Validators(ChannelState state, FetchOutcome.Fetched fetched) =>
        state with { ETag = fetched.ETag, LastModified = fetched.LastModified };

    private ChannelState Moved(ChannelState state, IReadOnlyList<Hop> hops, Uri final) =>
        state with { Moved = Moves.After(state.Moved, hops, final, time.GetUtcNow()) };

    private Task<PollResult> QuarantineAsync(Asked asked, Fault fault, FetchOutcome.Fetched fetched, CancellationToken cancellation) => FailAsync(
        asked,
        fault,
        null,
        new Quarantined
        {
            Provider = asked.Channel.Provider,
            Channel = asked.Channel.Id,
            Code = fault.Code,
            Message = fault.Message,
            Bytes = fetched.Body,
            Envelope = new Envelope { Address = fetched.FinalAddress.AbsoluteUri, ContentType = fetched.ContentType, Received = time.GetUtcNow() }.ToBytes(),
        },
        cancellation);

    private async Task<PollResult> StandsAsync(Asked asked, ChannelState state, PollResult result, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var kept = Rhythm.Success(state, Interval(asked.Channel), broughtSomething: false, now, asked.IsNudged);
        await KeepAsync(asked, new ChannelNote(kept, Alarming.AfterSuccess(kept, isSame: true, now)), [], cancellation);
        return result;
    }

    private async Task<PollResult> FailAsync(Asked asked, Fault fault, TimeSpan? retryAfter, Quarantined? row, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var failed = Rhythm.Failure(asked.State, Interval(asked.Channel), fault.Error, retryAfter, now);
        await KeepAsync(asked, new ChannelNote(failed, Alarming.AfterFailure(failed, fault, now)), row is null ? [] : [row], cancellation);
        return new PollResult { Channels = 1, Failed = 1, Quarantined = row is null ? 0 : 1 };
    }

    private async Task KeepAsync(Asked asked, ChannelNote note, IReadOnlyList<Quarantined> quarantined, CancellationToken cancellation)
    {
        await ledger.AppendAsync(new Batch { Quarantined = quarantined, Channel = note.State, Alarm = note.Alarm }, cancellation);
        log.Tell(asked.Card, asked.Channel, asked.State, note);
    }

    private TimeSpan? Interval(ChannelRegistration channel) => options.Every ?? channel.Every;

    public void Dispose() => large.Dispose();

    /// <summary>A channel that was asked, with its state before that and its provider's card.</summary>
    private sealed record Asked(ChannelRegistration Channel, ChannelState State, ProviderCard Card)
    {
        /// <summary>A hub bade us ask.</summary>
        public bool IsNudged { get; init; }
    }
}
