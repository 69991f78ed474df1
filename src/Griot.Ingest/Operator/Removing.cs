using Griot.Ledger;
using Griot.Record;

namespace Griot.Ingest.Operator;

/// <summary>
/// Removal by order: the content goes from every table, its entry and every proof stay, and the public is told who ordered it
/// and why. It takes the operator's word for what the order says, and keeps the order beside it.
/// </summary>
public sealed partial class Removing(LedgerStore ledger)
{
    private static readonly Part[] Parts = Enum.GetValues<Part>();

    /// <summary>What would go; nothing is changed.</summary>
    public RemovalAnswer Look(RemovalRequest request)
    {
        if (request.Quarantined is { } named && named.Except(ledger.QuarantineNumbers()).Any()) return No(RemovalRefusal.UnknownQuarantine);
        return request.Entry is { } entry ? OfEntry(entry, request) : OfItem(request);
    }

    /// <summary>Seals the removal and deletes. A version that came meanwhile goes with its item.</summary>
    public async Task<RemovalAnswer> RemoveAsync(RemovalRequest request, RemovalOrder order, CancellationToken cancellation)
    {
        while (true)
        {
            var look = Look(request);
            if (look is not RemovalAnswer.Possible { Plan: { Removal: { } removal } plan }) return look;
            var notice = new Notice { Reason = Word.Of(order.Reason), Country = order.Country, Text = order.Text, Entry = request.Entry, Part = request.Part is { } part ? Word.Of(part) : null };
            removal = removal with { Entry = removal.Entry with { Delivery = order.Document, Record = notice.ToBytes() } };
            if (await ledger.RemoveAsync(removal, cancellation) is AppendOutcome.Sealed done) return new RemovalAnswer.Done(plan, done.Index);
        }
    }

    private RemovalAnswer OfEntry(long index, RemovalRequest request)
    {
        if (ledger.At(index) is not { } entry) return No(RemovalRefusal.UnknownEntry);
        if (WhyNot(entry, request.Part) is { } why) return No(why);
        return Targets(entry, request.Part).Count == 0 ? No(RemovalRefusal.RemovedAlready) : new RemovalAnswer.Possible(PlanOf(entry, request));
    }

    private RemovalRefusal? WhyNot(SealedEntry entry, Part? part)
    {
        var isWhole = part is null;
        if (entry.Entry.Kind is EntryKind.Hold or EntryKind.Restore or EntryKind.Removal or EntryKind.Policy or EntryKind.LogKey) return RemovalRefusal.HasToStay;
        if (isWhole && (entry.Entry.Kind.IsVersion || entry.Entry.Kind == EntryKind.Reading)) return RemovalRefusal.IsOfAVersion;
        if (isWhole && entry.Entry.Provider is { } provider && ledger.CardEntry(provider) == entry.Index) return RemovalRefusal.IsPresentCard;
        return Committed(entry, part).Any() ? null : RemovalRefusal.HasToStay;
    }

    private RemovalAnswer OfItem(RemovalRequest request)
    {
        if (request.Item is not { } item || !OpaqueId.IsWellFormed(item)) return No(RemovalRefusal.UnknownItem);
        var history = ledger.History(item);
        if (ItemState.Fold(history) is not { } state) return No(RemovalRefusal.UnknownItem);
        if (request.Version is { } version && state.Versions.All(known => known.Entry.Version != version)) return No(RemovalRefusal.UnknownVersion);
        var named = history.Where(entry => IsNamed(entry.Entry, request.Version) && Targets(entry, null).Count > 0).ToList();
        // Where each version has been removed by itself, an order for the item still keeps away what may come.
        if (request.Version is null ? state is { Standing: Standing.Removed, Cause.Entry.Version: null } : named.Count == 0) return No(RemovalRefusal.RemovedAlready);
        return new RemovalAnswer.Possible(PlanOf(state, named, request));
    }

    private RemovalPlan PlanOf(ItemState state, IReadOnlyList<SealedEntry> named, RemovalRequest request)
    {
        var card = CardOf(state.Versions[0]);
        var words = new RemovedWords(ledger, state, request.Version, card);
        var found = words.InQuarantine();
        var quarantined = Taken(found, request);
        return new RemovalPlan
        {
            Provider = card,
            Item = state.Item,
            Version = request.Version,
            Headline = words.Headline,
            Entries = named,
            Quarantined = quarantined,
            Unsure = [.. found.Unsure.Except(quarantined)],
            Unsearched = [.. found.Unsearched.Except(quarantined)],
            LainSince = LainSince(found, quarantined),
            Stays = request.Version is null ? [] : [.. state.Readable.Select(known => known.Entry.Version!.Value).Where(number => number != request.Version)],
            SaysTheSame = words.SaysTheSame,
            Twins = words.Twins(),
            Channels = words.Channels,
            Files = words.Files,
            IsIn = words.Trace.IsIn,
            Removal = new Removal
            {
                Entry = new Draft { Kind = EntryKind.Removal, Provider = state.Provider, Item = state.Item, Version = request.Version, Follows = state.Last.Index, Status = PubStatus.Canceled },
                Targets = [.. named.SelectMany(entry => Targets(entry, null))],
                Words = words.Gone,
                KeptKeys = words.KeptKeys(),
                KeptCuts = words.KeptCuts,
                Quarantined = quarantined,
            },
        };
    }

    private static IReadOnlyList<long> Taken(FoundRows found, RemovalRequest request) => [.. found.Held.Union(request.Quarantined ?? []).Order()];

    private DateTimeOffset? LainSince(FoundRows found, IReadOnlyList<long> taken) => ledger.QuarantinedSince([.. taken, .. found.Unsure, .. found.Unsearched]);

    private List<EntryPart> Targets(SealedEntry entry, Part? part) =>
        [.. Committed(entry, part).Where(committed => ledger.RemovedBy(entry.Index, committed) is null).Select(committed => new EntryPart(entry.Index, committed))];

    private static IEnumerable<Part> Committed(SealedEntry entry, Part? part) =>
        Parts.Where(one => (part ?? one) == one && entry.Entry.CommitmentTo(one) is not null);

    private static bool IsNamed(Entry entry, int? version) =>
        (entry.Kind.IsVersion || entry.Kind is EntryKind.Media or EntryKind.Reading) && (version is null || entry.Version == version);

    private ProviderCard? CardOf(SealedEntry entry) => entry.Entry.Provider is { } provider ? ledger.Card(provider) : null;

    private static RemovalAnswer.Refused No(RemovalRefusal why) => new(why);
}
